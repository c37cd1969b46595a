/**
 * The order of the house: a folder imports only from folders further down, within a wing as between
 * wings. eslint.config.js makes its walls from this list, and `npm run docs` writes it into
 * docs/architecture.md. A folder that is not listed here fails lint.
 * @type {{ wing: string, about: string, folders: [name: string, about: string][] }[]}
 */
export const wings = [
  {
    wing: 'commands',
    about: 'what `pact …` starts',
    folders: [
      ['', 'one file for each command'],
      ['staff', 'what `pact staff` does with the accounts of colleagues'],
      ['seed', 'participants with sources, and demonstration data'],
    ],
  },
  {
    wing: 'operations',
    about: 'what keeps an installation running',
    folders: [
      ['metrics', 'for Prometheus'],
      ['jobs', 'scheduled work'],
      ['health', 'for supervisors and load balancers'],
      ['doctor', 'the checks of `pact doctor`'],
      ['backup', 'backup and restore'],
      ['documents', 'moving documents from one store to another'],
      ['startup', 'settings, database and secret before Nest starts'],
    ],
  },
  {
    wing: 'site',
    about: 'what the public sees',
    folders: [
      ['pages', 'server-rendered pages and form posts'],
      ['log', 'the public, signed log of the register'],
      ['plenary', 'the list of new signatories for a plenary session'],
      ['council-kit', 'what a council gets before it decides'],
      ['reconciliation', 'lists of names, matched with signatories'],
      ['open-data', 'files, feeds, catalogue, embeds and snapshots'],
      ['certificate', 'who signs the certificates, and the emblem, set by administrators'],
      ['texts', 'texts of the site, edited by administrators'],
      ['public', 'the public API, its queries and the response cache'],
      ['newsletter', 'subscribers and digests'],
      ['news', 'articles'],
    ],
  },
  {
    wing: 'workbench',
    about: 'what staff do',
    folders: [
      ['', 'the module of register editing'],
      ['trail', 'the audit trail on the screen'],
      ['home', 'the first page of each colleague, and the search over everything'],
      ['letters', 'mails to staff about waiting work'],
      ['figures', 'dashboard and annual report'],
      ['retention', 'what is deleted automatically, and when'],
      ['data-requests', 'personal data: copies and erasure'],
      ['mail-status', 'the delivery of each mail'],
      ['paper-entries', 'endorsements on paper, entered by staff'],
      ['reporting', 'whom to call about a progress report, and extensions'],
      ['practices', 'good practices, edited and taken down'],
      ['error-reports', 'reports of errors by readers: reviewed and answered'],
      ['helplines', 'helplines kept by administrators, and what readers report'],
      ['pact', 'versions of the Pact: prepared, published, approved'],
      ['imports', 'signatories from spreadsheets'],
      ['rounds', 'a few questions to the signatories of a filter'],
      ['mailings', 'letters to the signatories of a filter'],
      ['register-editing', 'list, history, editing and exports of signatories'],
      ['cases', 'evidence, decisions and everything around one case'],
      ['correspondence', 'what was written about a case, on one timeline'],
      ['templates', 'saved replies'],
      ['collaboration', 'notes, leases, assignments and saved views'],
      ['queue', 'the list of cases, with deadlines in working days'],
      ['findings', 'everything staff should notice in a case'],
      ['decisions', 'the parts of a decision'],
    ],
  },
  {
    wing: 'register',
    about: 'signatories and pledges: the product itself',
    folders: [
      ['', 'the module'],
      ['mergers', 'merging two signatories'],
      ['contacts', 'a contact for signatories without one: invited, proven, confirmed'],
      ['rounds', 'questions to signatories, and their answers'],
      ['reporting', 'when reports are due, reminders, and what follow-ups change'],
      ['publication', 'publish, hold, withdraw, restore'],
      ['versions', 'the content of the register before each change'],
      ['practices', 'good practices of signatories'],
      ['error-reports', 'reports of errors by readers, and who gets the answer'],
      ['signatories', 'signatories, their states and content'],
    ],
  },
  {
    wing: 'joining',
    about: 'the town’s side',
    folders: [
      ['', 'the module'],
      ['own-place', 'what a town sees and does with its own case'],
      ['drafts', 'the endorsement form, its documents and links'],
      ['case', 'sign-in by link, expiry, personal data'],
      ['messages', 'what an authority and the Congress write to each other'],
      ['people', 'who takes part in a case, and in which role'],
      ['papers', 'printed papers'],
      ['submissions', 'submissions, their states and answers'],
    ],
  },
  {
    wing: 'accounts',
    about: 'staff: who they are and how they sign in',
    folders: [
      ['', 'the module'],
      ['settings', 'what administrators set'],
      ['sign-in', 'password, session, links'],
      ['provider', 'sign-in at an OpenID Connect provider'],
      ['colleagues', 'accounts, invitations, profiles'],
      ['notices', 'which mails colleagues choose to get'],
      ['drafts', 'long texts that colleagues have not sent yet'],
      ['four-eyes', 'what waits for a second colleague'],
      ['second-factor', 'authenticator apps, passkeys, recovery codes'],
      ['passwords', 'hashes, rules and reset links'],
      ['access', 'guards, sessions and roles: what other wings may import'],
    ],
  },
  {
    wing: 'reference',
    about: 'reference data',
    folders: [
      ['authorities', 'who can join, and one identity for each'],
      ['places', 'the gazetteer'],
      ['pact', 'pillars and actions'],
      ['helplines', 'who answers in which country, and reports of wrong numbers'],
      ['countries', 'figures on the member states'],
    ],
  },
  {
    wing: 'platform',
    about: 'what any product of this kind needs',
    folders: [
      ['', 'the module'],
      ['documents', 'uploads: inspected, stored on disk or in S3'],
      ['mail', 'outbox, texts, worker'],
      ['undo', 'steps that can be undone for a moment'],
      ['settings', 'the store of settings'],
      ['events', 'the audit trail and its hash chain'],
      ['workflow', 'tables of transitions'],
      ['spreadsheets', 'CSV and XLSX, read and written'],
      ['api-document', 'the OpenAPI document'],
      ['tlog', 'the mathematics of the public log: hashes, tiles, proofs, notes'],
      ['http', 'problems, validation, rate limits, cookies, origin'],
      ['database', 'connections, roles, the embedded PostgreSQL'],
      ['text', 'text, scripts, tokens, locale files'],
      ['log', 'structured logging'],
      ['config', 'settings and limits'],
    ],
  },
];

/**
 * All folders below server/src from top to bottom, as `site/pages`; a wing's own files as `site`.
 */
export const folderOrder = wings.flatMap(({ wing, folders }) =>
  folders.map(([name]) => (name ? `${wing}/${name}` : wing)),
);

import { parametersOf, type Described, type Parameter } from './operations.js';

/**
 * Descriptions of path parameters, keyed by the segment before them: in `/staff/submissions/{id}`
 * the id names a case.
 */
const named: Record<string, string> = {
  signatories: 'The signatory',
  submissions: 'The case',
  documents: 'The document',
  uploads: 'The upload',
  practices: 'The good practice',
  reporting: 'The signatory',
  news: 'The last part of the article’s address',
  sections: 'A part of the form',
  snapshots: 'The day, as `2026-11-24.csv`',
  passkeys: 'The passkey',
  sessions: 'The session',
  identities: 'The identity at a provider',
  'paper-entries': 'The paper that is being entered',
  colleagues: 'The colleague',
  proposals: 'The proposal',
  'saved-views': 'The saved view',
  'helpline-reports': 'The report of a wrong number',
  'error-reports': 'The report of an error',
  helplines: 'The helpline',
  versions: 'The number of the version',
  texts: 'The language of the text',
  translations: 'The language of the translation',
  'message-templates': 'The message template',
  mails: 'The mail',
  mailings: 'The letter to signatories',
  rounds: 'The round of questions',
  attachments: 'The file of a message or note',
  articles: 'The article',
  'news-images': 'The picture',
  pictures: 'The picture',
  digests: 'The digest',
  imports: 'The import',
  reports: 'The year of the report',
  undo: 'The id of the step to undo, from the response of the decision',
};

/** Path parameters that follow another one. */
const following: Record<string, string> = {
  key: 'The text, as `public.about.title`',
  pledgeId: 'Id of the pledge',
  reportId: 'Id of the report on a pledge',
  fileId: 'Id of the file',
};

/** The meaning of query parameters by name; a DTO may say more. */
const asked: Record<string, string> = {
  kind: 'Which kind of authority',
  sort: 'In which order',
  language: 'In which language',
  pillar: 'Which of the four pillars',
  format: 'In which format',
  maxwidth: 'The most pixels it may be wide',
  maxheight: 'The most pixels it may be high',
  show: 'Cases at which stage',
  subject: 'What the case is about',
  of: 'The rows of what',
  actorKind: 'Who did it',
  state: 'In which state',
};

const example = '01a20be3-8239-7462-9665-95ae42b5226f';

/** Describes each parameter. Ids are UUIDs unless they are short public ids. */
export function describeParameters({ path, operation }: Described): void {
  for (const parameter of parametersOf(operation)) {
    const question = parameter.in === 'query' && asked[parameter.name];
    if (question) parameter.description ??= question;
    if (parameter.in !== 'path') continue;
    const [, word = ''] = new RegExp(`([a-z-]+)/\\{${parameter.name}\\}`).exec(path) ?? [];
    const meaning = named[word] ?? following[parameter.name];
    if (meaning) parameter.description ??= meaning;
    if (isPrivateId(parameter))
      Object.assign(parameter.schema as object, { format: 'uuid', example });
  }
}

function isPrivateId({ name, schema }: Parameter): boolean {
  return (
    /^(id|sessionId|documentId|pledgeId|reportId)$/.test(name) &&
    !('example' in (schema ?? {})) &&
    !('$ref' in (schema ?? {}))
  );
}

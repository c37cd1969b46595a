import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { doors } from './support/access-matrix.js';

const source = join(import.meta.dirname, '../src');

/**
 * Every place that makes a new version of the public list, and who has seen it. A new or changed
 * place fails here until it is added.
 */
const versions = [
  "commands/seed-demo.ts: 'by the operator'",
  "commands/seed-demo.ts: 'by the operator'",
  "commands/seed/seed.ts: 'by the operator'",
  "commands/seed/seed.ts: 'by the operator'",
  // Copies that are drawn anew by newer rules from what was published.
  "platform/documents/copies.service.ts: 'decided before'",
  "platform/settings/settings.service.ts: 'beside the list'",
  // Codes of Eurostat's table, matched by code alone.
  "reference/places/nuts/import-nuts.ts: 'by the operator'",
  'register/mergers/mergers.service.ts: { eyes }',
  // Its caller says: edit and putting back need two, taking down does not.
  'register/practices/practice-editing.service.ts: behind',
  'register/publication/published-files.service.ts: behind',
  'register/publication/register.service.ts: step.behind',
  'register/reporting/follow-up-effects.service.ts: await this.behind(manager, submission, staff)',
  "register/reporting/report-words.service.ts: 'takes away'",
  // A signatory that gets more time or is excused is no longer called silent.
  "register/reporting/reporting-steps.service.ts: 'takes away'",
  // A mark of the Congress needs two people, and can be removed at once.
  'register/reporting/seen-pledges.service.ts: { eyes }',
  "register/reporting/seen-pledges.service.ts: 'takes away'",
  "register/reporting/silence.service.ts: 'takes away'",
  // From the day that administrators set.
  "register/reporting/silence.service.ts: 'decided before'",
  'register/versions/signatory-editing.service.ts: isOrWillBePublic(signatory) ? { eyes } : ' +
    "'not public'",
  // Who signs the certificates, and the emblem.
  "site/certificate/certificate-foot.service.ts: 'beside the list'",
  "site/news/news-clock.service.ts: 'beside the list'",
  "site/news/news.service.ts: 'beside the list'",
  "site/news/news.service.ts: 'beside the list'",
  // The wording of pages is not the list.
  "site/texts/reviews.service.ts: 'beside the list'",
  "site/texts/texts.service.ts: 'beside the list'",
  "site/texts/translations.service.ts: 'beside the list'",
  "workbench/cases/undo-effects.service.ts: signatories.every(onlyTakesAway) ? 'takes away' " +
    ': { eyes: [staff.id] }',
  "workbench/data-requests/mentions.service.ts: 'takes away'",
  "workbench/data-requests/register-traces.ts: 'takes away'",
  // How many reports of errors were answered, and how.
  "workbench/error-reports/error-reports.service.ts: 'beside the list'",
  // A measured figure that pages tell.
  "workbench/figures/response-time.service.ts: 'beside the list'",
  "workbench/helplines/helplines.service.ts: 'beside the list'",
  "workbench/helplines/helplines.service.ts: 'beside the list'",
  'workbench/imports/import-run.service.ts: behind',
  "workbench/imports/import-undo.service.ts: updated.length > 0 ? { eyes } : 'takes away'",
  // The wording of the Pact is not the list either.
  "workbench/pact/pact-versions.service.ts: 'beside the list'",
  "workbench/pact/pact-versions.service.ts: 'beside the list'",
  // What signatories answered to questions, once a public round is closed or withdrawn.
  "workbench/rounds/round-steps.service.ts: 'beside the list'",
];

/** What each route by which reviewers and publishers write may do to the public list. */
const routes: Record<string, readonly string[]> = {
  'waits for a second colleague': [
    'DELETE practices/{id}/removal',
    'POST imports/{id}/run',
    'POST imports/{id}/undoing',
    'POST mailings/{id}/sending',
    'POST rounds/{id}/opening',
    'POST signatories/{id}/changes',
    'POST signatories/{id}/merger',
    'POST signatories/{id}/restorations',
    'PUT documents/{id}/publication',
    'PUT practices/{id}',
    'PUT signatories/{id}',
    'PUT signatories/{id}/pledges/{pledgeId}/seen',
  ],
  'is itself the second colleague': ['POST proposals/{id}/confirmation'],
  'is refused for one alone': [
    'POST bulk',
    'POST signatories/{id}/contact-invitation/confirmation',
    'POST submissions/{id}/decisions',
    'POST undo/{id}',
  ],
  'takes away': [
    'DELETE documents/{id}/publication',
    'DELETE signatories/{id}/pledges/{pledgeId}/seen',
    'DELETE signatories/{id}/reports/{reportId}/words',
    'POST practices/{id}/removal',
    'POST reporting/{id}/steps',
  ],
  'is beside the list': [
    'DELETE articles/{id}',
    'POST articles',
    'POST articles/{id}/steps',
    'POST digests',
    'POST digests/{id}/sending',
    'POST digests/{id}/tests',
    'POST error-reports/{id}/steps',
    'POST markdown',
    'POST news-images',
    'POST rounds/{id}/steps',
    'PUT articles/{id}',
    'PUT digests/{id}',
  ],
  'changes nothing public': [
    'DELETE error-reports/{id}',
    'DELETE mailings/{id}',
    'DELETE paper-entries/{id}',
    'DELETE rounds/{id}',
    'DELETE paper-entries/{id}/documents/{documentId}',
    'DELETE signatories/{id}/contact-invitation',
    'DELETE submissions/{id}/attachments/{attachmentId}',
    'DELETE submissions/{id}/lease',
    'POST bulk/preview',
    'POST imports',
    'POST mailings',
    'POST mailings/{id}/preview',
    'POST mailings/{id}/tests',
    'POST paper-entries',
    'POST paper-entries/{id}/documents',
    'POST paper-entries/{id}/entry',
    'POST proposals/{id}/rejection',
    'POST reporting/{id}/notes',
    'POST rounds',
    'POST rounds/{id}/preview',
    'POST rounds/{id}/tests',
    'POST signatories/{id}/mail-preview',
    'POST signatories/{id}/merger/mail-preview',
    'POST signatories/{id}/preview',
    'POST submissions/{id}/attachments',
    'POST submissions/{id}/mail-preview',
    'POST submissions/{id}/messages',
    'PUT signatories/{id}/contact-invitation',
    'POST submissions/{id}/messages/reading',
    // The person confirms, and what a contact sends is decided on as before.
    'POST submissions/{id}/next-contact',
    'POST submissions/{id}/notes',
    'PUT imports/{id}/mapping',
    'PUT imports/{id}/reading',
    'PUT mailings/{id}',
    'PUT paper-entries/{id}',
    'PUT rounds/{id}',
    'PUT submissions/{id}/answer-day',
    'PUT submissions/{id}/assignee',
    'PUT submissions/{id}/lease',
    'PUT submissions/{id}/notes/draft',
  ],
};

describe('TR16 four eyes on every path to the public list', () => {
  it('each place that makes a new version of it says who has seen it', async () => {
    expect(await placesThatBump()).toEqual(versions);
  });

  it('the effect of each route by which reviewers and publishers write is known', () => {
    expect(Object.values(routes).flat().sort()).toEqual(writingRoutes());
  });

  it('exactly the routes that the API document marks can be proposals', async () => {
    const document = JSON.parse(
      await readFile(join(source, '../../contract/openapi.json'), 'utf8'),
    ) as { paths: Record<string, Record<string, { responses: Record<string, unknown> }>> };
    const waiting = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) =>
          JSON.stringify(responses?.['202'] ?? '').includes('ProposedDto'),
        )
        .map(([method]) => short(`${method.toUpperCase()} ${path}`)),
    );
    expect(waiting.sort()).toEqual(routes['waits for a second colleague']);
  });
});

const short = (route: string) => route.replace('/api/v1/staff/', '');

/** Routes of the workbench for reviewers or publishers that are not also for every account. */
function writingRoutes(): string[] {
  return Object.entries(doors)
    .filter(
      ([route, who]) =>
        !route.startsWith('GET ') &&
        route.includes('/staff/') &&
        who.includes('publisher') &&
        !(who.includes('administrator') && who.includes('reviewer')) &&
        !route.includes('/saved-views'),
    )
    .map(([route]) => short(route))
    .sort();
}

async function placesThatBump(): Promise<string[]> {
  const files = (await readdir(source, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('settings/register-version.ts'),
  );
  const found: string[] = [];
  for (const file of files.sort()) {
    const text = (await readFile(join(source, file), 'utf8')).replace(/\s+/g, ' ');
    for (const [, behind] of text.matchAll(
      /bumpRegisterVersion\( ?manager, (.*?)(?:, (?:'adds'|onlyAdds.*?))?,? ?\);/g,
    ))
      found.push(`${file.replaceAll('\\', '/')}: ${behind}`);
    const calls = text.split('bumpRegisterVersion(').length - 1;
    expect([file, found.filter((place) => place.startsWith(`${file}:`)).length]).toEqual([
      file,
      calls,
    ]);
  }
  return found;
}

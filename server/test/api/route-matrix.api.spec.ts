import { startApp, type TestApp } from '../support/app.js';
import { helplineDoors } from '../support/helpline-doors.js';
import { Colleague, cookieOf, password, signInFully } from '../support/colleague.js';

let register: TestApp;
/** Separate cookies for each role, because a jar would collect those that some endpoints set. */
const cookies = {} as Record<Who, string>;
type Who = (typeof everyone)[number];
const everyone = [
  'anonymous',
  'applicant',
  'half signed in',
  'without second factor',
  'with first password',
  'reviewer',
  'publisher',
  'administrator',
] as const;

const signedIn: Who[] = ['reviewer', 'publisher', 'administrator'];
/** A colleague after a correct password, at each possible next step. */
const onTheWay: Who[] = ['half signed in', 'without second factor', 'with first password'];
const decides: Who[] = ['reviewer', 'publisher'];
const writes: Who[] = ['publisher', 'administrator'];
const publishes: Who[] = ['publisher'];
/**
 * The published access matrix: who may use each endpoint. A new route fails this test until
 * somebody has decided on its access.
 */
const doors: Record<string, readonly Who[]> = {
  'GET /api/v1/register': everyone,
  'GET /api/v1/signatories': everyone,
  'GET /api/v1/signatories/{id}': everyone,
  'GET /api/v1/map': everyone,
  'GET /api/v1/pact': everyone,
  'GET /api/v1/places': everyone,
  'GET /api/v1/counts': everyone,
  'GET /api/v1/countries': everyone,
  'GET /api/v1/figures': everyone,
  'GET /api/v1/actions': everyone,
  'GET /api/v1/practices': everyone,
  'GET /api/v1/practices/{id}': everyone,
  'GET /api/v1/news': everyone,
  'GET /api/v1/news/{slug}': everyone,
  'GET /api/v1/helplines': everyone,
  ...helplineDoors<Who>(signedIn, ['administrator']),
  'GET /api/v1/signatories.csv': everyone,
  'GET /api/v1/signatories.xlsx': everyone,
  'GET /api/v1/signatories.json': everyone,
  'GET /api/v1/signatories.geojson': everyone,
  'GET /api/v1/signatories.jsonld': everyone,
  'GET /api/v1/signatories.csv-metadata.json': everyone,
  'GET /api/v1/catalogue.jsonld': everyone,
  'GET /api/v1/catalogue.ttl': everyone,
  'GET /api/v1/snapshots': everyone,
  'GET /api/v1/snapshots/{file}': everyone,
  'GET /api/v1/oembed': everyone,
  'POST /api/v1/submissions': everyone,
  'POST /api/v1/confirmations': everyone,
  'POST /api/v1/case-links': everyone,
  'POST /api/v1/case-sessions': everyone,
  'GET /api/v1/submission': ['applicant'],
  'PUT /api/v1/submission/sections/{section}': ['applicant'],
  'PUT /api/v1/submission/sections/{section}/typed': ['applicant'],
  'POST /api/v1/submission/documents': ['applicant'],
  'DELETE /api/v1/submission/documents/{id}': ['applicant'],
  'POST /api/v1/submission/draft-links': ['applicant'],
  'POST /api/v1/draft-sessions': everyone,
  'GET /api/v1/submission/follow-ups': ['applicant'],
  'POST /api/v1/submission/follow-ups': ['applicant'],
  'POST /api/v1/submission/hand-overs': ['applicant'],
  'POST /api/v1/hand-overs': everyone,
  'GET /api/v1/submission/personal-data': ['applicant'],
  'POST /api/v1/submission/uploads': ['applicant'],
  'GET /api/v1/submission/uploads/{id}': ['applicant'],
  'PATCH /api/v1/submission/uploads/{id}': ['applicant'],
  'DELETE /api/v1/submission/uploads/{id}': ['applicant'],
  'POST /api/v1/submission/sending': ['applicant'],
  'POST /api/v1/submission/withdrawal': ['applicant'],
  // The last of the applicant's endpoints, because afterwards the case no longer exists.
  'POST /api/v1/submission/erasure': ['applicant'],
  'POST /api/v1/staff/session': everyone,
  'GET /api/v1/staff/session': [...onTheWay, ...signedIn],
  'DELETE /api/v1/staff/session': [...onTheWay, ...signedIn],
  'POST /api/v1/staff/session/second-factor': ['half signed in', ...signedIn],
  'POST /api/v1/staff/session/password': signedIn,
  'POST /api/v1/staff/second-factor/totp': ['without second factor', ...signedIn],
  'POST /api/v1/staff/second-factor/totp/confirmation': ['without second factor', ...signedIn],
  'GET /api/v1/staff/second-factor': signedIn,
  'POST /api/v1/staff/second-factor/recovery-codes': signedIn,
  'POST /api/v1/staff/password': ['with first password', ...signedIn],
  'GET /api/v1/staff/passkeys': signedIn,
  'POST /api/v1/staff/passkeys/question': ['without second factor', ...signedIn],
  'POST /api/v1/staff/passkeys': ['without second factor', ...signedIn],
  'DELETE /api/v1/staff/passkeys/{passkey}': signedIn,
  'POST /api/v1/staff/session/passkey-question': ['half signed in', ...signedIn],
  'POST /api/v1/staff/session/passkey': ['half signed in', ...signedIn],
  'PUT /api/v1/staff/profile': signedIn,
  'GET /api/v1/staff/sessions': signedIn,
  'DELETE /api/v1/staff/sessions': signedIn,
  'DELETE /api/v1/staff/sessions/{id}': signedIn,
  'GET /api/v1/staff/provider': everyone,
  'POST /api/v1/staff/provider/visits': everyone,
  'POST /api/v1/staff/provider/links': signedIn,
  'POST /api/v1/staff/provider/returns': everyone,
  'GET /api/v1/staff/identities': signedIn,
  'DELETE /api/v1/staff/identities/{id}': signedIn,
  'POST /api/v1/staff/invitations': everyone,
  'POST /api/v1/staff/acceptances': everyone,
  'POST /api/v1/staff/password-links': everyone,
  'POST /api/v1/staff/new-passwords': everyone,
  'GET /api/v1/staff/colleagues': ['administrator'],
  'POST /api/v1/staff/colleagues': ['administrator'],
  'POST /api/v1/staff/colleagues/{id}/invitations': ['administrator'],
  'PUT /api/v1/staff/colleagues/{id}/roles': ['administrator'],
  'PUT /api/v1/staff/colleagues/{id}/access': ['administrator'],
  'DELETE /api/v1/staff/colleagues/{id}/second-factor': ['administrator'],
  'GET /api/v1/staff/colleagues/{id}/sessions': ['administrator'],
  'DELETE /api/v1/staff/colleagues/{id}/sessions/{sessionId}': ['administrator'],
  'GET /api/v1/staff/submissions': decides,
  'GET /api/v1/staff/submissions/export': decides,
  'GET /api/v1/staff/next-case': decides,
  'GET /api/v1/staff/deciders': decides,
  'PUT /api/v1/staff/submissions/{id}/assignee': decides,
  'PUT /api/v1/staff/submissions/{id}/lease': decides,
  'DELETE /api/v1/staff/submissions/{id}/lease': decides,
  'GET /api/v1/staff/submissions/{id}/notes': decides,
  'PUT /api/v1/staff/submissions/{id}/notes/draft': decides,
  'POST /api/v1/staff/submissions/{id}/notes': decides,
  'GET /api/v1/staff/saved-views': signedIn,
  'POST /api/v1/staff/saved-views': decides,
  'DELETE /api/v1/staff/saved-views/{id}': signedIn,
  'GET /api/v1/staff/submissions/{id}': decides,
  'GET /api/v1/staff/documents/{id}': decides,
  'GET /api/v1/staff/documents/{id}/copy': decides,
  'GET /api/v1/staff/submissions/{id}/files': decides,
  'PUT /api/v1/staff/documents/{id}/publication': ['publisher'],
  'DELETE /api/v1/staff/documents/{id}/publication': ['publisher'],
  'POST /api/v1/staff/submissions/{id}/decisions': decides,
  'POST /api/v1/staff/submissions/{id}/mail-preview': decides,
  'GET /api/v1/staff/submissions/{id}/message-templates': decides,
  'POST /api/v1/staff/signatories/{id}/changes': decides,
  'GET /api/v1/staff/figures': signedIn,
  'GET /api/v1/staff/figures/rows': signedIn,
  'GET /api/v1/staff/reports/{year}': signedIn,
  'GET /api/v1/staff/events': ['administrator'],
  'GET /api/v1/staff/events/words': ['administrator'],
  'GET /api/v1/staff/events.csv': ['administrator'],
  'GET /api/v1/staff/events.xlsx': ['administrator'],
  'POST /api/v1/staff/events/verification': ['administrator'],
  'GET /api/v1/staff/mails': signedIn,
  'GET /api/v1/staff/mails/{id}': signedIn,
  'POST /api/v1/staff/mails/{id}/resending': signedIn,
  'GET /api/v1/staff/submissions/{id}/mails': decides,
  'GET /api/v1/staff/articles': writes,
  'POST /api/v1/staff/articles': writes,
  'GET /api/v1/staff/articles/{id}': writes,
  'PUT /api/v1/staff/articles/{id}': writes,
  'DELETE /api/v1/staff/articles/{id}': writes,
  'POST /api/v1/staff/articles/{id}/steps': writes,
  'POST /api/v1/staff/markdown': writes,
  'POST /api/v1/staff/news-images': writes,
  'GET /api/v1/staff/news-images/{id}': writes,
  'GET /api/v1/staff/newsletter': writes,
  'GET /api/v1/staff/subscribers.csv': ['administrator'],
  'POST /api/v1/staff/digests': writes,
  'GET /api/v1/staff/digests/{id}': writes,
  'PUT /api/v1/staff/digests/{id}': writes,
  'GET /api/v1/staff/digests/{id}/letter': writes,
  'POST /api/v1/staff/digests/{id}/tests': writes,
  'POST /api/v1/staff/digests/{id}/sending': writes,
  'GET /api/v1/staff/paper-entries': decides,
  'POST /api/v1/staff/paper-entries': decides,
  'GET /api/v1/staff/paper-entries/{id}': decides,
  'PUT /api/v1/staff/paper-entries/{id}': decides,
  'DELETE /api/v1/staff/paper-entries/{id}': decides,
  'POST /api/v1/staff/paper-entries/{id}/documents': decides,
  'DELETE /api/v1/staff/paper-entries/{id}/documents/{documentId}': decides,
  'POST /api/v1/staff/paper-entries/{id}/entry': decides,
  'GET /api/v1/staff/practices': decides,
  'GET /api/v1/staff/practices/{id}': decides,
  'PUT /api/v1/staff/practices/{id}': publishes,
  'POST /api/v1/staff/practices/{id}/removal': publishes,
  'DELETE /api/v1/staff/practices/{id}/removal': publishes,
  'GET /api/v1/staff/signatories': decides,
  'GET /api/v1/staff/signatories/export': decides,
  'GET /api/v1/staff/signatories/{id}': decides,
  'PUT /api/v1/staff/signatories/{id}': publishes,
  'POST /api/v1/staff/signatories/{id}/preview': publishes,
  'GET /api/v1/staff/signatories/{id}/history': decides,
  'GET /api/v1/staff/signatories/{id}/comparison': decides,
  'POST /api/v1/staff/signatories/{id}/restorations': publishes,
  'GET /api/v1/staff/imports': publishes,
  'POST /api/v1/staff/imports': publishes,
  'GET /api/v1/staff/imports/{id}': publishes,
  'PUT /api/v1/staff/imports/{id}/mapping': publishes,
  'PUT /api/v1/staff/imports/{id}/reading': publishes,
  'GET /api/v1/staff/imports/{id}/check': publishes,
  'POST /api/v1/staff/imports/{id}/run': publishes,
  'POST /api/v1/staff/imports/{id}/undoing': publishes,
  'POST /api/v1/staff/signatories/{id}/mail-preview': decides,
  'GET /api/v1/staff/signatories/{id}/merger': decides,
  'POST /api/v1/staff/signatories/{id}/merger': decides,
  'POST /api/v1/staff/signatories/{id}/merger/mail-preview': decides,
  'POST /api/v1/staff/bulk/preview': decides,
  'POST /api/v1/staff/bulk': decides,
  'POST /api/v1/staff/undo/{id}': decides,
  'GET /api/v1/staff/message-templates/general': decides,
  'GET /api/v1/staff/message-templates': ['administrator'],
  'GET /api/v1/staff/message-templates/variables': ['administrator'],
  'POST /api/v1/staff/message-templates/preview': ['administrator'],
  'POST /api/v1/staff/message-templates': ['administrator'],
  'PUT /api/v1/staff/message-templates/{id}': ['administrator'],
  'DELETE /api/v1/staff/message-templates/{id}': ['administrator'],
  'POST /api/v1/staff/persons/search': ['administrator'],
  'POST /api/v1/staff/persons/copy': ['administrator'],
  'POST /api/v1/staff/persons/erasure': ['administrator'],
  'POST /api/v1/staff/persons/mentions/erasure': ['administrator'],
  'GET /api/v1/staff/removals': ['administrator'],
  'GET /api/v1/staff/settings': ['administrator'],
  'PUT /api/v1/staff/settings': ['administrator'],
};

beforeAll(async () => {
  register = await startApp({ described: true });
  cookies.anonymous = '';
  cookies.applicant = cookieOf(
    await register.anonymous.post('/api/v1/submissions').send({ language: 'en' }).expect(201),
  );
  for (const role of ['reviewer', 'publisher', 'administrator'] as const) {
    cookies[role] = await signInFully(register, (await Colleague.exists(register, [role])).email);
  }
  const half = async ({ email }: Colleague) =>
    cookieOf(
      await register.anonymous.post('/api/v1/staff/session').send({ email, password }).expect(201),
    );
  const everything = ['reviewer', 'publisher', 'administrator'] as const;
  cookies['half signed in'] = await half(await Colleague.exists(register, [...everything]));
  cookies['with first password'] = await half(
    await Colleague.exists(register, [...everything], true),
  );
  const bare = await Colleague.exists(register, [...everything]);
  await register.sql('UPDATE staff SET totp_secret = NULL WHERE id = $1', [bare.id]);
  cookies['without second factor'] = await half(bare);
});
afterAll(() => register.close());

async function documented(): Promise<string[]> {
  const { paths } = (await register.anonymous.get('/api/openapi.json').expect(200)).body as {
    paths: Record<string, Record<string, unknown>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

describe('S26 each route × each role', () => {
  it('every documented route is in the matrix, and every route of the matrix is documented', async () => {
    expect((await documented()).sort()).toEqual(Object.keys(doors).sort());
  });

  it.each(Object.entries(doors))('%s lets in %j only', async (door, welcome) => {
    const [method, template] = door.split(' ') as [string, string];
    const path = template
      .replace('{documentId}', '01a20be3-8239-7462-9665-95ae42b5226f')
      .replace('{id}', '01a20be3-8239-7462-9665-95ae42b5226f')
      .replace('{sessionId}', '01a20be3-8239-7462-9665-95ae42b5226f')
      .replace('{section}', 'signer');
    for (const who of everyone) {
      // An empty request passes no validation, so it ends nothing.
      if (method === 'DELETE' && !template.includes('{') && welcome.includes(who)) continue;
      const call = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
      const { status } = await register.anonymous[call](path)
        .set('Cookie', cookies[who])
        .set('If-Match', '"1"')
        .send(method === 'GET' ? undefined : {});
      const refused = status === 401 || status === 403;
      // Signing in with an empty form is refused for everybody.
      const expected = !welcome.includes(who);
      expect({ door, who, refused: refused && !(door === 'POST /api/v1/staff/session') }).toEqual({
        door,
        who,
        refused: expected,
      });
      await register.forgetLimits();
    }
  });

  it('S51 what is not documented is not there', async () => {
    for (const path of [
      '/api/v1/staff',
      '/api/v1/staff/staff',
      '/api/v1/events',
      '/api/v1/outbox',
      '/api/v2/register',
      '/metrics',
      '/.env',
      '/.git/HEAD',
    ]) {
      expect({
        path,
        status: (await register.anonymous.get(path).set('Cookie', cookies.administrator)).status,
      }).toEqual({ path, status: 404 });
    }
    // Who guesses these is led to the page about open data and the API, which everybody may read.
    for (const path of ['/api', '/api/v1', '/api/docs', '/swagger']) {
      const { status, headers } = await register.anonymous
        .get(path)
        .set('Cookie', cookies.administrator)
        .redirects(0);
      expect({ path, status, to: headers['location'] }).toEqual({
        path,
        status: 301,
        to: '/en/api',
      });
    }
  });
});

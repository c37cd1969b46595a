import type { Response } from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, password } from '../support/colleague.js';

let register: TestApp;
/** One cookie for each: a jar would collect the cookies of the doors that give one. */
const cookies = {} as Record<Who, string>;
type Who = (typeof everyone)[number];
const everyone = ['anonymous', 'applicant', 'reviewer', 'publisher', 'administrator'] as const;

const signedIn: Who[] = ['reviewer', 'publisher', 'administrator'];
const decides: Who[] = ['reviewer', 'publisher'];
/** Who may come in at each door: the published matrix. A new route fails this test until somebody has thought about it. */
const doors: Record<string, readonly Who[]> = {
  'GET /api/v1/register': everyone,
  'GET /api/v1/signatories': everyone,
  'GET /api/v1/signatories/{id}': everyone,
  'GET /api/v1/map': everyone,
  'GET /api/v1/pact': everyone,
  'GET /api/v1/places': everyone,
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
  // The last of the applicant's doors: behind it there is no case any more.
  'POST /api/v1/submission/erasure': ['applicant'],
  'POST /api/v1/staff/session': everyone,
  'GET /api/v1/staff/session': signedIn,
  'DELETE /api/v1/staff/session': signedIn,
  'POST /api/v1/staff/password': signedIn,
  'GET /api/v1/staff/submissions': decides,
  'GET /api/v1/staff/submissions/{id}': decides,
  'GET /api/v1/staff/documents/{id}': decides,
  'GET /api/v1/staff/documents/{id}/copy': decides,
  'GET /api/v1/staff/submissions/{id}/files': decides,
  'PUT /api/v1/staff/documents/{id}/publication': ['publisher'],
  'DELETE /api/v1/staff/documents/{id}/publication': ['publisher'],
  'POST /api/v1/staff/submissions/{id}/decisions': decides,
  'POST /api/v1/staff/signatories/{id}/changes': decides,
};

beforeAll(async () => {
  register = await startApp();
  cookies.anonymous = '';
  cookies.applicant = cookieOf(await register.anonymous.post('/api/v1/submissions').send({ language: 'en' }).expect(201));
  for (const role of ['reviewer', 'publisher', 'administrator'] as const) {
    const { email } = await Colleague.exists(register, [role]);
    cookies[role] = cookieOf(await register.anonymous.post('/api/v1/staff/session').send({ email, password }).expect(201));
  }
});
afterAll(() => register.close());

const cookieOf = (response: Response) => (response.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;

async function documented(): Promise<string[]> {
  const { paths } = (await register.anonymous.get('/api/openapi.json').expect(200)).body as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
}

describe('S26 each route × each role', () => {
  it('every documented route is in the matrix, and every route of the matrix is documented', async () => {
    expect((await documented()).sort()).toEqual(Object.keys(doors).sort());
  });

  it.each(Object.entries(doors))('%s lets in %j only', async (door, welcome) => {
    const [method, template] = door.split(' ') as [string, string];
    const path = template.replace('{id}', '01a20be3-8239-7462-9665-95ae42b5226f').replace('{section}', 'signer');
    for (const who of everyone) {
      // An empty request: nobody gets further than the door, and nothing is ended.
      if (method === 'DELETE' && !template.includes('{') && welcome.includes(who)) continue;
      const call = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
      const { status } = await register.anonymous[call](path)
        .set('Cookie', cookies[who])
        .set('If-Match', '"1"')
        .send(method === 'GET' ? undefined : {});
      const refused = status === 401 || status === 403;
      // Whoever signs in with an empty form is refused as everyone would be.
      const expected = !welcome.includes(who);
      expect({ door, who, refused: refused && !(door === 'POST /api/v1/staff/session') }).toEqual({ door, who, refused: expected });
      await register.forgetLimits();
    }
  });

  it('what is not documented is not there', async () => {
    for (const path of [
      '/api/v1/staff',
      '/api/v1/staff/staff',
      '/api/v1/events',
      '/api/v1/outbox',
      '/api',
      '/api/v2/register',
      '/metrics',
      '/.env',
      '/.git/HEAD',
      '/swagger',
      '/api/docs',
    ]) {
      expect({ path, status: (await register.anonymous.get(path).set('Cookie', cookies.administrator)).status }).toEqual({ path, status: 404 });
    }
  });
});

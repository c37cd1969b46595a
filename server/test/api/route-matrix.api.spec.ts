import { startApp, type TestApp } from '../support/app.js';
import { doors, everyone, type Who } from '../support/access-matrix.js';
import { Colleague, cookieOf, password, signInFully } from '../support/colleague.js';

let register: TestApp;
/** Separate cookies for each role, because a jar would collect those that some endpoints set. */
const cookies = {} as Record<Who, string>;

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
      // Signing in with an empty form is refused for everyone.
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
    // Guessing these redirects to the public page about open data and the API.
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

import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, cookieOf, signInFully } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let secure: TestApp;
let staffCookie: string;
let townCookie: string;
/** One response of each kind: its description, its path and whose cookie is sent. */
const kinds: [kind: string, path: string, who: 'nobody' | 'staff' | 'town'][] = [
  ['a public page', '/en', 'nobody'],
  ['a page that is not there', '/en/nowhere', 'nobody'],
  ['the form', '/en/endorse/authority', 'town'],
  ['the workbench', '/staff', 'nobody'],
  ['the public API', '/api/v1/signatories', 'nobody'],
  ['the API of towns', '/api/v1/submission', 'town'],
  ['the API of staff', '/api/v1/staff/submissions', 'staff'],
  ['a problem of the API', '/api/v1/staff/submissions', 'nobody'],
  ['a file of data', '/api/v1/signatories.csv', 'nobody'],
  ['a feed', '/en/feeds/signatories.atom', 'nobody'],
  ['the contract', '/api/openapi.json', 'nobody'],
  ['a built file', '/embed/resize.js', 'nobody'],
  ['a health check', '/livez', 'nobody'],
  ['a moved address', '/', 'nobody'],
  ['robots', '/robots.txt', 'nobody'],
];

beforeAll(async () => {
  register = await startApp();
  // The session is the same as one without TLS; only the cookie's name shows that it came over TLS.
  // Passport keeps one strategy per process, that of the application started last, so the sign-in
  // without TLS comes first.
  staffCookie = overTls(
    await signInFully(
      register,
      (await Colleague.exists(register, ['reviewer', 'publisher'])).email,
    ),
  );
  secure = await startApp({ beside: register, settings: { BASE_URL: 'https://register.example' } });
  townCookie = overTls(
    cookieOf(
      await register.anonymous.post('/api/v1/submissions').send({ language: 'en' }).expect(201),
    ),
  );
});
afterAll(async () => {
  await secure.close();
  await register.close();
});

const overTls = (cookie: string) => `__Host-${cookie}`;
const directives = (policy: string) =>
  Object.fromEntries(
    policy.split(';').map((part) => [part.trim().split(' ')[0], part.trim().split(' ').slice(1)]),
  );

describe('S12 S13 S14 S15 the headers of every kind of answer', () => {
  it.each(kinds)('%s: %s', async (_, path, who) => {
    const asked = secure.anonymous
      .get(path)
      .set('Origin', 'https://evil.example')
      .set('Accept', 'text/html,*/*');
    const { headers } = await (who === 'nobody'
      ? asked
      : asked.set('Cookie', who === 'staff' ? staffCookie : townCookie));
    const policy = directives(headers['content-security-policy'] ?? '');
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|https?:|blob:/);
    expect(policy).toMatchObject({
      'default-src': [`'self'`],
      'script-src': [`'self'`],
      'object-src': [`'none'`],
      'base-uri': [`'none'`],
      'frame-ancestors': [`'none'`],
    });
    expect(policy).toMatchObject({
      'require-trusted-types-for': [`'script'`],
      'trusted-types': ['vue', 'pact-worker', 'pact-preview'],
      'form-action': [`'self'`],
    });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(headers).not.toHaveProperty('x-powered-by');
    // Only public data may be read from other sites, and by any origin.
    const open = headers['access-control-allow-origin'] !== undefined;
    expect({ path, open }).toEqual({
      path,
      open: [
        '/api/v1/signatories',
        '/api/v1/signatories.csv',
        '/en/feeds/signatories.atom',
      ].includes(path),
    });
    if (open) expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cross-origin-resource-policy']).toBe(
      open || path.startsWith('/embed/') ? 'cross-origin' : 'same-origin',
    );
  });

  it('S13 without TLS nothing promises it', async () => {
    const { headers } = await register.anonymous.get('/en').expect(200);
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });
});

it('a browser that requests a file of ours shows a page when there is no file', async () => {
  const { status, headers } = await register.anonymous
    .get('/api/v1/signatories.csv?kind=village')
    .set('Accept', 'text/html,*/*');
  expect(status).toBe(422);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
});

describe('S20 cookies over TLS', () => {
  it('are __Host-, Secure, HttpOnly and SameSite, those of towns and those of staff', async () => {
    const town = await secure.anonymous
      .post('/api/v1/submissions')
      .send({ language: 'en' })
      .expect(201);
    expect((town.headers['set-cookie'] as unknown as string[])[0]).toMatch(
      /^__Host-applicant=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await secure.anonymous.get('/api/v1/staff/submissions').set('Cookie', staffCookie).expect(200);
    // A cookie that a neighbouring subdomain could have set gives no access.
    expectProblem(
      await secure.anonymous
        .get('/api/v1/staff/submissions')
        .set('Cookie', staffCookie.replace('__Host-', '')),
      401,
    );
  });

  it('no body or address contains a session', async () => {
    const town = await Applicant.begins(register);
    const secret = (
      town.browser.jar.getCookie('applicant', {
        path: '/',
        domain: '127.0.0.1',
        secure: false,
        script: false,
      }) as { value: string }
    ).value;
    for (const path of ['/en/endorse/tasks', '/en/endorse/check', '/api/v1/submission']) {
      const answer = await town.browser.get(path).redirects(0);
      expect(JSON.stringify([answer.text, answer.headers['location']])).not.toContain(secret);
    }
  });
});

/** A POST that writes nothing (decision 76). */
const question = '/api/v1/reconcile';

describe('S16 every route that writes', () => {
  it('refuses changes from another site, however the browser reports it, and nothing changes', async () => {
    const { paths } = (await register.anonymous.get('/api/openapi.json').expect(200)).body as {
      paths: Record<string, Record<string, unknown>>;
    };
    const writes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).flatMap((method) =>
        method === 'get' || path === question
          ? []
          : [
              [
                method as 'post' | 'put' | 'patch' | 'delete',
                path.replace(/\{\w+\}/g, '01a20be3-8239-7462-9665-95ae42b5226f'),
              ] as const,
            ],
      ),
    );
    const forms = [
      '/en/endorse',
      '/en/endorse/authority',
      '/en/newsletter',
      '/en/case',
      '/en/confirm',
    ].map((path) => ['post', path] as const);
    expect(writes.length).toBeGreaterThan(60);
    await changesNothing(register, async () => {
      for (const [method, path] of [...writes, ...forms])
        for (const sign of [
          { Origin: 'https://evil.example' },
          { Origin: 'null' },
          { 'Sec-Fetch-Site': 'cross-site' },
          { 'Sec-Fetch-Site': 'same-site' },
        ]) {
          const answer = await secure.anonymous[method](path)
            .set('Cookie', `${staffCookie}; ${townCookie}`)
            .set(sign)
            .send({});
          expect({ method, path, sign, status: answer.status }).toEqual({
            method,
            path,
            sign,
            status: 403,
          });
        }
    });
  });

  it('but a question that is only too long for an address is answered to any site, with no regard to cookies', async () => {
    const queries = JSON.stringify({ q0: { query: 'Nowhere' } });
    const asks = () =>
      secure.anonymous.post(question).set('Origin', 'https://evil.example').type('form');
    await changesNothing(register, async () => {
      const plain = await asks().send({ queries }).expect(200);
      const signedIn = await asks()
        .set('Cookie', `${staffCookie}; ${townCookie}`)
        .send({ queries });
      expect(signedIn.body).toEqual(plain.body);
      expect(signedIn.headers).not.toHaveProperty('set-cookie');
      expect(signedIn.headers).not.toHaveProperty('access-control-allow-credentials');
    });
  });
});

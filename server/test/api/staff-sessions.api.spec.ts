import type { Response } from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, nextCode, password, signInFully } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let second: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
  second = await startApp({ described: true, beside: register });
});
afterAll(async () => {
  await second.close();
  await register.close();
});
beforeEach(() => register.forgetLimits());

const cookieOf = (response: Response) =>
  ((response.headers['set-cookie'] as unknown as string[] | undefined) ?? [])[0] ?? '';
const valueOf = (cookie: string) => cookie.split(';')[0]!;
const signIn = (email: string, secret = password) =>
  register.anonymous.post('/api/v1/staff/session').send({ email, password: secret });
const queueWith = (cookie: string, app = register) =>
  app.anonymous.get('/api/v1/staff/submissions').set('Cookie', cookie);

describe('staff sessions', () => {
  it('S20 S21 each step of signing in makes a new secret, whatever the browser brought along, and keeps it from scripts and other sites', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    const preset = `staff=${'a'.repeat(43)}`;
    const first = await signIn(email).set('Cookie', preset).expect(201);
    const again = await signIn(email)
      .set('Cookie', valueOf(cookieOf(first)))
      .expect(201);
    const half = cookieOf(again);
    const second = await register.anonymous
      .post('/api/v1/staff/session/second-factor')
      .set('Cookie', valueOf(half))
      .send({ oneTimeCode: await nextCode(register, email) })
      .expect(201);
    const whole = cookieOf(second);
    for (const cookie of [half, whole])
      expect(cookie).toMatch(/^staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(
      new Set([preset, ...[first, again, second].map((response) => valueOf(cookieOf(response)))])
        .size,
    ).toBe(4);
    expect(JSON.stringify([first.body, second.body])).not.toContain(valueOf(whole).slice(6));
    for (const dead of [preset, valueOf(cookieOf(first)), valueOf(half)])
      expectProblem(await queueWith(dead), 401, 'not-signed-in');
    await queueWith(valueOf(whole)).expect(200);
  });

  it('S23 after signing out the cookie is dead, on every instance', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    const cookie = await signInFully(register, email);
    await queueWith(cookie, second).expect(200);
    const out = await register.anonymous
      .delete('/api/v1/staff/session')
      .set('Cookie', cookie)
      .expect(204);
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"');
    expectProblem(await queueWith(cookie), 401, 'not-signed-in');
    expectProblem(await queueWith(cookie, second), 401, 'not-signed-in');
  });

  it.each([
    [
      'S22 idle too long',
      `UPDATE staff_session SET last_seen_at = now() - interval '61 minutes' WHERE staff_id = $1`,
    ],
    ['S22 open too long', `UPDATE staff_session SET expires_at = now() WHERE staff_id = $1`],
    ['S24 disabled', `UPDATE staff SET disabled_at = now() WHERE id = $1`],
  ])('%s: the next request is refused', async (_, statement) => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    await colleague.queue('show=waiting');
    await register.sql(statement, [colleague.id]);
    expectProblem(await colleague.browser.get('/api/v1/staff/submissions'), 401, 'not-signed-in');
  });

  it('S24 a role that was taken away is gone with the next request', async () => {
    const colleague = await Colleague.signsIn(register, 'publisher');
    await register.sql(`UPDATE staff SET roles = '{administrator}' WHERE id = $1`, [colleague.id]);
    const response = await colleague.changes({ id: colleague.id, version: 1 }, 'publish');
    expectProblem(response, 403, 'not-allowed');
  });

  it('S18 S25 the first password only opens the door to changing it; changing it ends the other sessions', async () => {
    const fresh = await Colleague.exists(register, ['reviewer'], true);
    const elsewhere = valueOf(cookieOf(await signIn(fresh.email).expect(201)));
    await fresh.browser
      .post('/api/v1/staff/session')
      .send({ email: fresh.email, password })
      .expect(201);
    expectProblem(
      await fresh.browser.get('/api/v1/staff/submissions'),
      403,
      'password-change-required',
    );
    const change = (currentPassword: string, newPassword: string) =>
      fresh.browser
        .post('/api/v1/staff/password')
        .set('If-Match', '"1"')
        .send({ currentPassword, newPassword });
    for (const weak of ['short', password, 'aaaaaaaaaaaaaaaa', 'password123456', fresh.email]) {
      await changesNothing(register, async () => expectProblem(await change(password, weak), 422));
    }
    await changesNothing(register, async () =>
      expectProblem(await change('not my password', 'eleven herons by a weir'), 422),
    );
    await change(password, 'eleven herons by a weir').expect(204);
    expectProblem(
      await fresh.browser.get('/api/v1/staff/submissions'),
      403,
      'second-factor-missing',
    );
    expectProblem(await queueWith(elsewhere), 401);
    expectProblem(await signIn(fresh.email), 401, 'sign-in-failed');
  });
});

describe('S39 S43 signing in', () => {
  it('answers the same for an unknown address and a wrong password', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    const [wrong, unknown] = [
      await signIn(email, 'not the password'),
      await signIn('nobody@congress.example', 'not the password'),
    ];
    const comparable = ({ status, body, headers }: Response) => {
      const { instance: _, ...rest } = body as Record<string, unknown>;
      return { status, rest, headers: Object.keys(headers).sort() };
    };
    expect(comparable(wrong)).toEqual(comparable(unknown));
    expectProblem(wrong, 401, 'sign-in-failed');
  });

  it('S44 slows down guessing on every instance, and says for how long; the owner can sign in from elsewhere', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    for (let time = 0; time < 10; time++) await signIn(email, `guess ${time}`).expect(401);
    const refused = await second.anonymous.post('/api/v1/staff/session').send({ email, password });
    expectProblem(refused, 429, 'too-many');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await register.forgetLimits();
    await signIn(email).expect(201);
  });

  it('S46 a forged X-Forwarded-For does not make a new guesser', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    for (let time = 0; time < 10; time++)
      await signIn(email, 'guess').set('X-Forwarded-For', `198.51.100.${time}`).expect(401);
    expectProblem(
      await signIn(email, 'guess')
        .set('X-Forwarded-For', '198.51.100.99')
        .set('Forwarded', 'for=198.51.100.98'),
      429,
    );
  });
});

describe('S15 S16 a change must come from this site itself', () => {
  const attempts: [string, Record<string, string>, number][] = [
    ['another origin', { Origin: 'https://evil.example' }, 403],
    ['no origin at all, from a sandbox', { Origin: 'null' }, 403],
    ['another site by Fetch Metadata', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a neighbour of ours', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['plain text that is JSON', { 'Content-Type': 'text/plain' }, 415],
  ];
  it.each(attempts)('%s is refused', async (_, headers, status) => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    await changesNothing(register, async () => {
      expectProblem(
        await colleague.browser.post('/api/v1/submissions').set(headers).send('{"language":"en"}'),
        status,
      );
      expectProblem(
        await colleague.browser
          .delete('/api/v1/staff/session')
          .set(headers)
          .set('Content-Type', headers['Content-Type'] ?? 'application/json'),
        status,
      );
    });
  });

  it('no method can be smuggled in', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    await changesNothing(register, async () => {
      await colleague.browser
        .get('/api/v1/staff/session?_method=DELETE')
        .set('X-HTTP-Method-Override', 'DELETE')
        .expect(200);
      await colleague.browser.get('/api/v1/submissions').expect(404);
    });
  });
});

it('S20 over https the cookie is bound to this host', async () => {
  const secure = await startApp({
    described: true,
    beside: register,
    settings: { BASE_URL: 'https://register.example' },
  });
  const { email } = await Colleague.exists(register, ['reviewer']);
  const response = await secure.anonymous
    .post('/api/v1/staff/session')
    .send({ email, password })
    .expect(201);
  expect(cookieOf(response)).toMatch(
    /^__Host-staff=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(response.headers['strict-transport-security']).toMatch(
    /max-age=63072000; includeSubDomains/,
  );
  await secure.close();
});

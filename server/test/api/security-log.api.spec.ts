import type { Response } from 'supertest';
import { logger } from '../../src/platform/log/logger.js';
import { startApp, type TestApp } from '../support/app.js';
import { CapturedLog, type LogLine } from '../support/captured-log.js';
import { Colleague, nextCode, password } from '../support/colleague.js';
import { eventually } from '../support/eventually.js';

let register: TestApp;
let log: CapturedLog;
beforeAll(async () => {
  register = await startApp();
  log = new CapturedLog();
});
afterAll(async () => {
  log.end();
  await register.close();
});
beforeEach(async () => {
  await register.forgetLimits();
  log.text = '';
});

/** The one log line of a response, which is written after the response was sent. */
async function lineOf(answer: PromiseLike<Response>): Promise<LogLine> {
  const { status } = await answer;
  await eventually(() => expect(log.text).toContain(`"status":${status}`));
  const lines = log.take();
  expect(lines).toHaveLength(1);
  expect(lines[0]!['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  return lines[0]!;
}

const signIn = (email: string, secret = password, browser = register.browser()) =>
  browser.post('/api/v1/staff/session').send({ email, password: secret });

describe('S53 one line tells who, what, where and the result', () => {
  const door = { method: 'POST', route: '/api/v1/staff/session' };

  it('of signing in, in both steps', async () => {
    const { id, email, browser } = await Colleague.exists(register, ['reviewer']);
    expect(await lineOf(signIn(email, password, browser))).toMatchObject({
      ...door,
      who: id,
      what: 'sign-in',
      result: 'next second_factor',
      level: 30,
    });
    const prove = (oneTimeCode: string) =>
      browser.post('/api/v1/staff/session/second-factor').send({ oneTimeCode });
    const step = { method: 'POST', route: '/api/v1/staff/session/second-factor', who: id };
    expect(await lineOf(prove('000000'))).toMatchObject({
      ...step,
      what: 'second-factor',
      result: 'wrong-code',
      status: 422,
      level: 40,
    });
    const code = await nextCode(register, email);
    expect(await lineOf(prove(code))).toMatchObject({
      ...step,
      what: 'sign-in',
      result: 'signed-in',
      status: 201,
      level: 30,
    });
  });

  it('of a refused sign-in: whose account, where there is one, and what the answer does not tell', async () => {
    const { id, email } = await Colleague.exists(register, ['reviewer']);
    const refused = { ...door, what: 'sign-in', status: 401, level: 40 };
    expect(await lineOf(signIn(email, 'not my password'))).toMatchObject({
      ...refused,
      who: id,
      result: 'wrong-password',
    });
    expect(await lineOf(signIn('nobody@congress.example'))).toMatchObject({
      ...refused,
      who: null,
      result: 'unknown-name',
    });
    await register.sql('UPDATE staff SET disabled_at = now() WHERE id = $1', [id]);
    expect(await lineOf(signIn(email))).toMatchObject({ ...refused, who: id, result: 'disabled' });
  });

  it('of denied access', async () => {
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    log.text = '';
    const denied = { what: 'access', level: 40 };
    const colleagues = { method: 'GET', route: '/api/v1/staff/colleagues' };
    expect(await lineOf(register.anonymous.get('/api/v1/staff/colleagues'))).toMatchObject({
      ...denied,
      ...colleagues,
      who: null,
      result: 'not-signed-in',
    });
    expect(await lineOf(reviewer.browser.get('/api/v1/staff/colleagues'))).toMatchObject({
      ...denied,
      ...colleagues,
      who: reviewer.id,
      result: 'not-allowed',
    });
    const forged = reviewer.browser
      .delete('/api/v1/staff/session')
      .set('Origin', 'https://evil.example');
    expect(await lineOf(forged)).toMatchObject({
      ...denied,
      result: 'cross-site',
      route: '/api/v1/staff/session',
    });
    const guess = register.anonymous
      .post('/api/v1/staff/invitations')
      .send({ token: 'x'.repeat(43) });
    expect(await lineOf(guess)).toMatchObject({
      ...denied,
      who: null,
      result: 'link-does-not-work',
    });
  });

  it('of a limit that was hit: which one', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    for (let time = 0; time < 10; time++) await signIn(email, `guess ${time}`).expect(401);
    await eventually(() => expect(log.text.match(/wrong-password/g)).toHaveLength(10));
    log.text = '';
    expect(await lineOf(signIn(email))).toMatchObject({
      ...door,
      what: 'limit',
      result: 'sign_in_account',
      status: 429,
      level: 40,
    });
  });

  it.each([
    [
      'a name that means something else to JavaScript',
      '{"language":"en","prototype":{"roles":["administrator"]}}',
      'reserved-name',
    ],
    [
      'a body that is nested to exhaust the stack',
      `{"language":${'['.repeat(20)}${']'.repeat(20)}}`,
      'too-deep',
    ],
    [
      'a field that no form of ours has',
      '{"language":"en","isAdministrator":true}',
      'unknown-field',
    ],
  ])('of what is made to pass by the validation: %s', async (_, body, result) => {
    const attempt = register.anonymous
      .post('/api/v1/submissions')
      .set('Content-Type', 'application/json')
      .send(body);
    expect(await lineOf(attempt)).toMatchObject({
      what: 'validation',
      result,
      route: '/api/v1/submissions',
      level: 40,
    });
  });

  it('what is merely typed wrong is no attempt', async () => {
    expect(
      await lineOf(register.anonymous.post('/api/v1/submissions').send({ language: 'xx' })),
    ).not.toHaveProperty('what');
  });

  it('and nothing of a person: no address, name, password, code, secret, network or browser', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    const wrong = 'a guess that must not be kept';
    await signIn(colleague.email, wrong).set('User-Agent', 'Browser/of-somebody').expect(401);
    await colleague.browser.get(`/api/v1/staff/colleagues?q=${colleague.email}`).expect(403);
    await eventually(() => expect(log.text).toContain('not-allowed'));
    const cookie = colleague.browser.jar.getCookie('staff', {
      domain: '127.0.0.1',
      path: '/',
      secure: false,
      script: false,
    })!;
    for (const secret of [
      colleague.email,
      colleague.name,
      password,
      wrong,
      cookie.value,
      '127.0.0.1',
      'of-somebody',
      'congress.example',
    ]) {
      expect(log.text).not.toContain(secret);
    }
  });
});

describe('S55 whatever is sent, a line stays one line', () => {
  const evil = '\r\n{"level":10,"msg":"forged"}\u001b[2J\u009b31m\u2028\u007f';

  it('in a field that is logged', () => {
    logger.warn({ answer: evil }, evil);
    // eslint-disable-next-line no-control-regex
    expect(log.text.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
    expect(log.take()).toEqual([expect.objectContaining({ answer: evil, msg: evil, level: 40 })]);
  });

  it('and what strangers choose, an address or a name, is not logged at all', async () => {
    await lineOf(
      register.anonymous
        .post('/api/v1/staff/session')
        .send({ email: `a${evil}@b.example`, password: evil }),
    );
    const line = await lineOf(
      register.anonymous
        .get(`/api/v1/${encodeURIComponent(evil)}?x=${encodeURIComponent(evil)}`)
        .redirects(1),
    );
    expect(JSON.stringify(line)).not.toContain('forged');
  });
});

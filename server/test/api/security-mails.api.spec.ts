import { generateSync } from 'otplib';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, nextCode, password, signInFully } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** The subjects of the mails to a colleague since the last call. */
async function told({ email }: Colleague): Promise<string[]> {
  await register.drain();
  const subjects = register.mailbox.of(email).map(({ subject }) => subject);
  register.mailbox.mails.length = 0;
  return subjects;
}

describe('S25 the owner of an account is told by mail when a way into it changes', () => {
  it('her password, changed by herself or by a mailed link; a refused change tells nothing', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    const change = (currentPassword: string, version: number) =>
      colleague.browser
        .post('/api/v1/staff/password')
        .set('If-Match', `"${version}"`)
        .send({ currentPassword, newPassword: 'eleven herons by a weir' });
    await changesNothing(register, async () =>
      expectProblem(await change('not my password', 1), 422),
    );
    await change(password, 1).expect(204);
    await register.drain();
    const { text } = register.mailbox.newest(colleague.email, /password was changed/);
    expect(text).toContain('http://register.example/staff/account');
    expect(text).toContain('If this was not you');
    expect(await told(colleague)).toEqual(['Your password was changed']);

    await register.anonymous
      .post('/api/v1/staff/password-links')
      .send({ email: colleague.email })
      .expect(202);
    await register.drain();
    const token = /token=([\w-]{43})/.exec(
      register.mailbox.newest(colleague.email, /new password/).text,
    )![1]!;
    await register.anonymous
      .post('/api/v1/staff/new-passwords')
      .send({ token, password: 'nine storks on a chimney' })
      .expect(204);
    expect(await told(colleague)).toEqual(['Choose a new password', 'Your password was changed']);
  });

  it('her authenticator app, her recovery codes and the use of one, in her language', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    const { secret } = (
      await colleague.browser.post('/api/v1/staff/second-factor/totp').expect(200)
    ).body as { secret: string };
    const confirm = (oneTimeCode: string) =>
      colleague.browser.post('/api/v1/staff/second-factor/totp/confirmation').send({ oneTimeCode });
    const confirmed = await confirm(generateSync({ secret })).expect(200);
    expect(await told(colleague)).toEqual(['An authenticator app was set up']);
    const [code] = (confirmed.body as { recoveryCodes: string[] }).recoveryCodes;

    await register.sql(`UPDATE staff SET language = 'fr' WHERE id = $1`, [colleague.id]);
    const browser = register.browser();
    await browser
      .post('/api/v1/staff/session')
      .send({ email: colleague.email, password })
      .expect(201);
    await browser
      .post('/api/v1/staff/session/second-factor')
      .send({ oneTimeCode: 'CDFG-HJKM-NPQR' })
      .expect(422);
    expect(await told(colleague)).toEqual([]);
    await browser
      .post('/api/v1/staff/session/second-factor')
      .send({ oneTimeCode: code })
      .expect(201);
    await register.drain();
    expect(register.mailbox.newest(colleague.email, /Un code de secours/).text).toMatch(
      /restants\s: 9\./,
    );
    await browser.post('/api/v1/staff/session/password').send({ password }).expect(201);
    await browser.post('/api/v1/staff/second-factor/recovery-codes').expect(200);
    expect(await told(colleague)).toEqual([
      'Un code de secours a été utilisé',
      'De nouveaux codes de secours ont été créés',
    ]);
  });

  it('a passkey that is removed', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    const id = `key-of-${colleague.id}`;
    await register.sql(
      `INSERT INTO staff_passkey (id, staff_id, name, public_key, counter)
        VALUES ($1, $2, 'Office <b>', 'x', 0)`,
      [id, colleague.id],
    );
    await colleague.browser.delete(`/api/v1/staff/passkeys/${id}`).expect(204);
    await register.drain();
    expect(register.mailbox.newest(colleague.email, /passkey was removed/).html).toContain(
      '“Office &lt;b&gt;”',
    );
  });
});

it('S25 all other sessions end at once, the half ones too; nobody else’s, and not this one', async () => {
  const colleague = await Colleague.signsIn(register, 'reviewer');
  const other = await Colleague.signsIn(register, 'reviewer');
  const [elsewhere, halfway] = [register.browser(), register.browser()];
  await signInFully(register, colleague.email, elsewhere);
  await halfway
    .post('/api/v1/staff/session')
    .send({ email: colleague.email, password })
    .expect(201);
  await colleague.browser.delete('/api/v1/staff/sessions').expect(204);
  expectProblem(await elsewhere.get('/api/v1/staff/session'), 401, 'not-signed-in');
  const late = halfway
    .post('/api/v1/staff/session/second-factor')
    .send({ oneTimeCode: await nextCode(register, colleague.email) });
  expectProblem(await late, 401, 'not-signed-in');
  const { items } = (await colleague.browser.get('/api/v1/staff/sessions').expect(200)).body as {
    items: { current: boolean }[];
  };
  expect(items).toEqual([expect.objectContaining({ current: true })]);
  await other.queue('show=waiting');
  const events = await register.sql(
    `SELECT 1 FROM event WHERE action = 'staff.end_other_sessions' AND subject_id = $1`,
    [colleague.id],
  );
  expect(events).toHaveLength(1);
});

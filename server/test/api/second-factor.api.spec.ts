import { generateSync } from 'otplib';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { Colleague, nextCode, password, signInFully, totpSecret } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const secondStep = (browser: Agent, code: string) =>
  browser.post('/api/v1/staff/session/second-factor').send({ oneTimeCode: code });
const firstStep = async ({ browser, email }: Colleague) =>
  (await browser.post('/api/v1/staff/session').send({ email, password }).expect(201))
    .body as unknown;
const queue = (browser: Agent) => browser.get('/api/v1/staff/submissions');
const inSteps = (steps: number) =>
  generateSync({ secret: totpSecret, epoch: Math.floor(Date.now() / 1000) + 30 * steps });

/** A colleague with a password and no second factor yet, in a partial session. */
async function newcomer(): Promise<Colleague> {
  const colleague = await Colleague.exists(register, ['reviewer']);
  await register.sql('UPDATE staff SET totp_secret = NULL WHERE id = $1', [colleague.id]);
  await firstStep(colleague);
  return colleague;
}

async function setsUpApp({
  browser,
}: Colleague): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await browser.post('/api/v1/staff/second-factor/totp').expect(200)).body as {
    secret: string;
  };
  const confirmed = await browser
    .post('/api/v1/staff/second-factor/totp/confirmation')
    .send({ oneTimeCode: generateSync({ secret }) });
  expect(confirmed.status).toBe(200);
  return { secret, ...(confirmed.body as { recoveryCodes: string[] }) };
}

describe('S31 the second step', () => {
  it('the password alone opens nothing but the second step, and only for minutes', async () => {
    const colleague = await Colleague.exists(register, ['reviewer', 'administrator']);
    expect(await firstStep(colleague)).toMatchObject({
      step: 'second_factor',
      secondFactors: ['totp'],
    });
    expectProblem(await queue(colleague.browser), 403, 'second-factor-required');
    expectProblem(
      await colleague.browser.post('/api/v1/staff/second-factor/totp'),
      403,
      'second-factor-required',
    );
    const change = { currentPassword: password, newPassword: 'eleven herons by a weir' };
    await changesNothing(register, async () =>
      expectProblem(
        await colleague.browser.post('/api/v1/staff/password').set('If-Match', '"1"').send(change),
        403,
        'second-factor-required',
      ),
    );
    await register.sql(
      `UPDATE staff_session SET expires_at = expires_at - interval '15 minutes'
        WHERE staff_id = $1`,
      [colleague.id],
    );
    expectProblem(
      await secondStep(colleague.browser, await nextCode(register, colleague.email)),
      401,
      'not-signed-in',
    );
  });

  it('S32 a code opens once, and neither do codes of two steps away', async () => {
    const colleague = await Colleague.exists(register, ['reviewer']);
    await firstStep(colleague);
    for (const code of [inSteps(-3), inSteps(3), '000000', 'abcdef']) {
      await changesNothing(register, async () =>
        expect(fieldsOf(expectProblem(await secondStep(colleague.browser, code), 422))).toEqual([
          '/oneTimeCode isRightCode',
        ]),
      );
    }
    const code = inSteps(0);
    await secondStep(colleague.browser, `${code.slice(0, 3)} ${code.slice(3)}`).expect(201);
    await queue(colleague.browser).expect(200);
    await firstStep(colleague);
    await changesNothing(register, async () =>
      expectProblem(await secondStep(colleague.browser, code), 422),
    );
    expectProblem(await queue(colleague.browser), 403, 'second-factor-required');
  });

  it('S32 a code that two browsers send at once opens for one of them', async () => {
    const colleague = await Colleague.exists(register, ['reviewer']);
    const other = register.browser();
    await firstStep(colleague);
    await other
      .post('/api/v1/staff/session')
      .send({ email: colleague.email, password })
      .expect(201);
    const code = inSteps(0);
    const answers = await Promise.all([
      secondStep(colleague.browser, code),
      secondStep(other, code),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it('S32 guesses are slowed down; the right code does not help while they are, and works afterwards', async () => {
    const colleague = await Colleague.exists(register, ['reviewer']);
    await firstStep(colleague);
    for (let time = 0; time < 8; time++) await secondStep(colleague.browser, '000000').expect(422);
    const refused = await secondStep(colleague.browser, await nextCode(register, colleague.email));
    expectProblem(refused, 429, 'too-many');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await register.forgetLimits();
    await secondStep(colleague.browser, await nextCode(register, colleague.email)).expect(201);
  });
});

describe('S31 setting the second factor up', () => {
  it('is all that a colleague without one can do, completes signing in and gives recovery codes once', async () => {
    const colleague = await newcomer();
    expectProblem(await queue(colleague.browser), 403, 'second-factor-missing');
    const confirm = (code: string) =>
      colleague.browser
        .post('/api/v1/staff/second-factor/totp/confirmation')
        .send({ oneTimeCode: code });
    await changesNothing(register, async () =>
      expectProblem(await confirm('123456'), 409, 'nothing-pending'),
    );
    const { secret } = (
      await colleague.browser.post('/api/v1/staff/second-factor/totp').expect(200)
    ).body as { secret: string };
    await changesNothing(register, async () =>
      expectProblem(await confirm(generateSync({ secret: totpSecret })), 422),
    );
    const { recoveryCodes } = (await confirm(generateSync({ secret })).expect(200)).body as {
      recoveryCodes: string[];
    };
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    await queue(colleague.browser).expect(200);
    const stored = JSON.stringify(
      await register.sql(
        'SELECT s.*, c.* FROM staff s JOIN staff_recovery_code c ON c.staff_id = s.id WHERE ' +
          's.id = $1',
        [colleague.id],
      ),
    );
    for (const shown of [
      secret,
      ...recoveryCodes,
      ...recoveryCodes.map((code) => code.replace(/-/g, '')),
    ])
      expect(stored).not.toContain(shown);
  });

  it('a recovery code replaces the app once', async () => {
    const colleague = await newcomer();
    const { recoveryCodes } = await setsUpApp(colleague);
    await firstStep(colleague);
    await secondStep(colleague.browser, recoveryCodes[0]!.toLowerCase()).expect(201);
    await queue(colleague.browser).expect(200);
    await firstStep(colleague);
    await changesNothing(register, async () =>
      expectProblem(await secondStep(colleague.browser, recoveryCodes[0]!), 422),
    );
    const stranger = await newcomer();
    await setsUpApp(stranger);
    await firstStep(stranger);
    await changesNothing(register, async () =>
      expectProblem(await secondStep(stranger.browser, recoveryCodes[1]!), 422),
    );
  });

  it('S25 another app instead of the first ends the other sessions, and the first app opens nothing more', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    const elsewhere = register.browser();
    await signInFully(register, colleague.email, elsewhere);
    await queue(elsewhere).expect(200);
    await setsUpApp(colleague);
    await queue(colleague.browser).expect(200);
    expectProblem(await queue(elsewhere), 401, 'not-signed-in');
    await firstStep(colleague);
    expectProblem(
      await secondStep(colleague.browser, await nextCode(register, colleague.email)),
      422,
    );
  });

  it('U18 each step leaves a line in the audit trail', async () => {
    const colleague = await newcomer();
    await setsUpApp(colleague);
    const lines = await register.sql<{ action: string; details: object }>(
      'SELECT action, details FROM event WHERE subject_id = $1 ORDER BY seq',
      [colleague.id],
    );
    expect(lines).toEqual([
      { action: 'staff.set_up_totp', details: {} },
      { action: 'staff.sign_in', details: { secondFactor: 'totp' } },
    ]);
  });
});

describe('S31 passkeys', () => {
  const forged = {
    id: 'x',
    rawId: 'x',
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: 'e30', attestationObject: 'oA' },
  };

  it('an answer that nobody asked for, or a forged one, sets nothing up', async () => {
    const colleague = await newcomer();
    const add = () =>
      colleague.browser
        .post('/api/v1/staff/passkeys')
        .send({ passkeyName: 'Mine', response: forged });
    await changesNothing(register, async () => {
      expectProblem(await add(), 409, 'nothing-pending');
      await colleague.browser.post('/api/v1/staff/passkeys/question').expect(200);
      expectProblem(await add(), 422, 'passkey-not-accepted');
    });
    expectProblem(await queue(colleague.browser), 403, 'second-factor-missing');
  });

  it('a passkey of somebody else, or a forged answer, does not sign in', async () => {
    const colleague = await Colleague.exists(register, ['reviewer']);
    const other = await Colleague.exists(register, ['reviewer']);
    await register.sql(
      `INSERT INTO staff_passkey (id, staff_id, name, public_key, counter)
        VALUES ('mine', $1, 'Mine', 'x', 0), ('x', $2, 'Other', 'x', 0)`,
      [colleague.id, other.id],
    );
    expect(await firstStep(colleague)).toMatchObject({ secondFactors: ['totp', 'passkey'] });
    const prove = (id: string) =>
      colleague.browser
        .post('/api/v1/staff/session/passkey')
        .send({ response: { ...forged, id, rawId: id } });
    await changesNothing(register, async () => {
      expectProblem(await prove('mine'), 409, 'nothing-pending');
      await colleague.browser.post('/api/v1/staff/session/passkey-question').expect(200);
      expectProblem(await prove('mine'), 422, 'passkey-not-accepted');
      expectProblem(await prove('x'), 422, 'passkey-not-accepted');
    });
    expectProblem(await queue(colleague.browser), 403, 'second-factor-required');
  });
});

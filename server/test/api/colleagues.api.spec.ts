import { generateSync } from 'otplib';
import type { ColleagueDto, ColleaguesDto } from '../../src/accounts/colleagues/colleagues.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, password, signInFully } from '../support/colleague.js';
import { tokenIn } from '../support/mailbox.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

const own = 'eleven herons by a weir';
let register: TestApp;
let admin: Colleague;
let number = 0;

beforeAll(async () => {
  register = await startApp();
  admin = await Colleague.signsIn(register, 'administrator');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const path = '/api/v1/staff/colleagues';
const list = async () => ((await admin.browser.get(path).expect(200)).body as ColleaguesDto).items;
const find = async (email: string): Promise<ColleagueDto> =>
  (await list()).find((item) => item.email === email)!;
const setRoles = (
  by: Colleague,
  { id, version }: { id: string; version: number },
  roles: string[],
) => by.browser.put(`${path}/${id}/roles`).set('If-Match', `"${version}"`).send({ roles });
const setAccess = (
  by: Colleague,
  { id, version }: { id: string; version: number },
  enabled: boolean,
) => by.browser.put(`${path}/${id}/access`).set('If-Match', `"${version}"`).send({ enabled });

async function invites(language: 'en' | 'fr' = 'en'): Promise<{ email: string; token: string }> {
  const email = `guest-${number++}@congress.example`;
  await admin.browser
    .post(path)
    .send({ email, name: 'Anna Dupont', roles: ['reviewer'], language })
    .expect(201);
  return { email, token: await newestLink(email) };
}

async function newestLink(email: string): Promise<string> {
  await register.drain();
  return tokenIn(register.mailbox.newest(email, /./));
}

const accept = (token: string, secret = own, browser = register.browser()) =>
  browser.post('/api/v1/staff/acceptances').send({ token, name: 'Anna Dupont', password: secret });

describe('an invitation', () => {
  it('S18 S31 opens the account once: own password, then a second factor, then the workbench', async () => {
    const { email, token } = await invites('fr');
    expect(register.mailbox.newest(email, /Votre compte/).text).toContain(
      '/staff/invitation?token=',
    );
    expect(await find(email)).toMatchObject({ state: 'invited', hasSecondFactor: false });
    expect(
      (await register.anonymous.post('/api/v1/staff/invitations').send({ token }).expect(200)).body,
    ).toEqual({ email, name: 'Anna Dupont' });
    for (const weak of ['short', 'password1234', 'anna dupont 2026']) {
      await changesNothing(register, async () =>
        expect(fieldsOf(expectProblem(await accept(token, weak), 422))).toEqual([
          '/password isStrongPassword',
        ]),
      );
    }
    const browser = register.browser();
    expect((await accept(token, own, browser).expect(201)).body).toMatchObject({
      email,
      step: 'enrol',
      language: 'fr',
      shortcuts: true,
    });
    expectProblem(await browser.get('/api/v1/staff/submissions'), 403, 'second-factor-missing');
    const { secret } = (await browser.post('/api/v1/staff/second-factor/totp').expect(200))
      .body as { secret: string };
    await browser
      .post('/api/v1/staff/second-factor/totp/confirmation')
      .send({ oneTimeCode: generateSync({ secret }) })
      .expect(200);
    await browser.get('/api/v1/staff/submissions').expect(200);
    await changesNothing(register, async () =>
      expectProblem(await accept(token), 410, 'link-does-not-work'),
    );
    expect(await find(email)).toMatchObject({ state: 'active', hasSecondFactor: true });
  });

  it('S18 is dead after 72 hours, after a newer one, and for the disabled', async () => {
    const { email, token } = await invites();
    await admin.browser.post(`${path}/${(await find(email)).id}/invitations`).expect(204);
    await changesNothing(register, async () => expectProblem(await accept(token), 410));
    const second = await newestLink(email);
    await register.sql(`UPDATE staff_token SET expires_at = expires_at - interval '72 hours'`);
    await changesNothing(register, async () => expectProblem(await accept(second), 410));
    const other = await invites();
    await setAccess(admin, await find(other.email), false).expect(204);
    await changesNothing(register, async () => expectProblem(await accept(other.token), 410));
  });

  it('S18 when two accept at once, one succeeds', async () => {
    const { token } = await invites();
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410]);
  });

  it('S42 is for nothing else, and no other link accepts', async () => {
    const { token } = await invites();
    await changesNothing(register, async () => {
      expectProblem(
        await register.anonymous.post('/api/v1/staff/new-passwords').send({ token, password: own }),
        410,
      );
      expectProblem(await register.anonymous.post('/api/v1/confirmations').send({ token }), 410);
      expectProblem(
        await register.anonymous.get('/api/v1/staff/session').set('Cookie', `staff=${token}`),
        401,
      );
    });
  });

  it('nobody is invited twice, and only the hash of a link is kept', async () => {
    const { email, token } = await invites();
    const again = await changesNothing(register, () =>
      admin.browser
        .post(path)
        .send({ email: email.toUpperCase(), name: 'Anna', roles: ['reviewer'], language: 'en' }),
    );
    expect(fieldsOf(expectProblem(again, 422))).toEqual(['/email isNewColleague']);
    const rows = JSON.stringify([
      await register.sql('SELECT * FROM staff_token'),
      await register.sql('SELECT * FROM outbox'),
    ]);
    expect(rows).not.toContain(token);
  });
});

describe('a forgotten password', () => {
  const ask = (email: string) =>
    register.anonymous.post('/api/v1/staff/password-links').send({ email });
  const renew = (token: string, secret = own) =>
    register.anonymous.post('/api/v1/staff/new-passwords').send({ token, password: secret });

  it('S43 the same answer, in the same time, for known and unknown', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    const answers = [];
    for (const address of [email, 'nobody@congress.example']) {
      const start = performance.now();
      const { status, body, headers } = await ask(address);
      const time = performance.now() - start;
      answers.push({
        status,
        body: body as unknown,
        headers: Object.keys(headers).sort(),
        slow: time > 390 && time < 1500,
      });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 202, slow: true });
    await register.drain();
    expect(register.mailbox.of('nobody@congress.example')).toEqual([]);
  });

  it('S18 S25 S40 a new one by mail: once, ends every session, and the second factor is still asked for', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    await ask(colleague.email).expect(202);
    const token = await newestLink(colleague.email);
    await changesNothing(register, async () => {
      expectProblem(await renew(token, 'password1234'), 422);
      expectProblem(await accept(token), 410);
    });
    await renew(token).expect(204);
    expectProblem(await colleague.browser.get('/api/v1/staff/session'), 401);
    await changesNothing(register, async () => expectProblem(await renew(token), 410));
    expectProblem(
      await colleague.browser
        .post('/api/v1/staff/session')
        .send({ email: colleague.email, password }),
      401,
    );
    const { body } = await colleague.browser
      .post('/api/v1/staff/session')
      .send({ email: colleague.email, password: own })
      .expect(201);
    expect(body).toMatchObject({ step: 'second_factor' });
  });
});

describe('roles and access', () => {
  it('S24 the next request of the demoted and of the disabled is refused', async () => {
    const publisher = await Colleague.signsIn(register, 'publisher', 'administrator');
    await publisher.browser.get(path).expect(200);
    await setRoles(admin, await find(publisher.email), ['publisher']).expect(204);
    expectProblem(await publisher.browser.get(path), 403, 'not-allowed');
    await publisher.queue('show=waiting');
    await setAccess(admin, await find(publisher.email), false).expect(204);
    expectProblem(await publisher.browser.get('/api/v1/staff/submissions'), 401, 'not-signed-in');
    expectProblem(
      await publisher.browser
        .post('/api/v1/staff/session')
        .send({ email: publisher.email, password }),
      401,
      'sign-in-failed',
    );
    await setAccess(admin, await find(publisher.email), true).expect(204);
    await signInFully(register, publisher.email, publisher.browser);
    const actions = await register.sql<{ action: string }>(
      'SELECT action FROM event WHERE subject_id = $1 ORDER BY seq',
      [publisher.id],
    );
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['staff.change_roles', 'staff.disable', 'staff.enable']),
    );
  });

  it('nobody changes the own account, and a change that saw an old version is refused', async () => {
    const { email } = await Colleague.exists(register, ['reviewer']);
    const other = await find(email);
    await changesNothing(register, async () => {
      expectProblem(
        await setRoles(admin, await find(admin.email), ['reviewer', 'administrator']),
        403,
        'own-account',
      );
      expectProblem(await setAccess(admin, await find(admin.email), false), 403, 'own-account');
      expectProblem(await setRoles(admin, { ...other, version: 9 }, ['publisher']), 412);
      expectProblem(await setRoles(admin, other, []), 422);
      expectProblem(await setRoles(admin, other, ['emperor']), 422);
    });
  });

  it('when two administrators demote or disable each other at once, one remains', async () => {
    for (const attack of [
      setAccess,
      (by: Colleague, of: ColleagueDto) => setRoles(by, of, ['reviewer']),
    ] as const) {
      const second = await Colleague.signsIn(register, 'administrator');
      const [a, b] = [await find(admin.email), await find(second.email)];
      const answers = await Promise.all([attack(admin, b, false), attack(second, a, false)]);
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses[0]).toBe(204);
      expect([401, 403, 409]).toContain(statuses[1]);
      const [left] = await register.sql<{ count: string }>(
        `SELECT count(*) FROM staff WHERE 'administrator' = ANY (roles) AND disabled_at IS NULL`,
      );
      expect(left!.count).toBe('1');
      admin = answers[0]!.status === 204 ? admin : second;
    }
  });
});

describe('sessions and the second factor of others', () => {
  it('S25 sessions are listed in words and ended by oneself and by an administrator', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    const elsewhere = register.browser();
    await signInFully(register, colleague.email, elsewhere);
    const { items } = (await colleague.browser.get('/api/v1/staff/sessions').expect(200)).body as {
      items: { id: string; current: boolean; network: string }[];
    };
    expect(items.map(({ current, network }) => ({ current, network }))).toHaveLength(2);
    expect(items[0]!.network).toBe('127.0.0.x');
    const other = items.find(({ current }) => !current)!;
    const stranger = await Colleague.signsIn(register, 'reviewer');
    await changesNothing(register, async () =>
      expectProblem(await stranger.browser.delete(`/api/v1/staff/sessions/${other.id}`), 404),
    );
    await elsewhere.get('/api/v1/staff/session').expect(200);
    await colleague.browser.delete(`/api/v1/staff/sessions/${other.id}`).expect(204);
    expectProblem(await elsewhere.get('/api/v1/staff/session'), 401);
    const mine = items.find(({ current }) => current)!;
    await admin.browser.delete(`${path}/${colleague.id}/sessions/${mine.id}`).expect(204);
    expectProblem(await colleague.browser.get('/api/v1/staff/session'), 401);
  });

  it('S25 an administrator resets a second factor: sessions end, the colleague is told and sets up a new one', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    const { version } = await find(colleague.email);
    await admin.browser
      .delete(`${path}/${colleague.id}/second-factor`)
      .set('If-Match', `"${version}"`)
      .expect(204);
    expectProblem(await colleague.browser.get('/api/v1/staff/session'), 401);
    await register.drain();
    expect(register.mailbox.newest(colleague.email, /second factor was reset/).text).toContain(
      admin.name,
    );
    const { body } = await colleague.browser
      .post('/api/v1/staff/session')
      .send({ email: colleague.email, password })
      .expect(201);
    expect(body).toMatchObject({ step: 'enrol' });
  });
});

import { generateSync } from 'otplib';
import { limits } from '../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  Colleague,
  cookieOf,
  nextCode,
  password,
  signInFully,
  signInOnly,
} from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let other: Colleague;
beforeAll(async () => {
  register = await startApp();
  other = await Colleague.exists(register, ['reviewer']);
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const base = '/api/v1/staff';
/** All by which a session could become an account of the thief's, or a second pair of eyes. */
const takeovers: [method: 'post' | 'put' | 'delete', path: () => string, body?: object][] = [
  ['post', () => `${base}/second-factor/recovery-codes`],
  ['post', () => `${base}/second-factor/totp`],
  ['post', () => `${base}/second-factor/totp/confirmation`, { oneTimeCode: '123456' }],
  ['post', () => `${base}/passkeys/question`],
  ['post', () => `${base}/passkeys`, { passkeyName: 'Mine', response: {} }],
  ['delete', () => `${base}/passkeys/abc`],
  ['post', () => `${base}/provider/links`],
  ['delete', () => `${base}/identities/${other.id}`],
  [
    'post',
    () => `${base}/colleagues`,
    { email: 'thief@evil.example', name: 'Thief', roles: ['administrator'], language: 'en' },
  ],
  ['put', () => `${base}/colleagues/${other.id}/roles`, { roles: ['administrator'] }],
  ['post', () => `${base}/colleagues/${other.id}/vouching`],
  ['post', () => `${base}/proposals/${other.id}/confirmation`],
  ['put', () => `${base}/colleagues/${other.id}/access`, { enabled: false }],
  ['put', () => `${base}/colleagues/${other.id}/address`, { email: 'thief@evil.example' }],
  ['delete', () => `${base}/colleagues/${other.id}/second-factor`],
];
const tries = (cookie: string, [method, path, body]: (typeof takeovers)[number]) => {
  const asked = register.anonymous[method](path()).set('Cookie', cookie).set('If-Match', '"1"');
  return body ? asked.send(body) : asked;
};

describe('S24 a copied session is not an account', () => {
  it('changing how to sign in requires the password or the second factor, even right after signing in', async () => {
    const owner = await Colleague.exists(register, ['administrator', 'reviewer']);
    const copied = await signInOnly(register, owner.email);
    for (const takeover of takeovers) {
      const refused = await changesNothing(register, () => tries(copied, takeover));
      expect(expectProblem(refused, 403, 'proof-required')['secondFactors']).toEqual(['totp']);
    }
    const change = {
      currentPassword: 'not the password of hers',
      newPassword: 'nine storks on a chimney',
    };
    await changesNothing(register, async () =>
      expectProblem(await tries(copied, ['post', () => `${base}/password`, change]), 422),
    );
  });

  it('the password or a code allows it for some minutes; the session gets a new secret, and the copy stops working', async () => {
    const owner = await Colleague.exists(register, ['administrator']);
    for (const prove of [
      (cookie: string) =>
        register.anonymous
          .post(`${base}/session/password`)
          .set('Cookie', cookie)
          .send({ password }),
      async (cookie: string) =>
        register.anonymous
          .post(`${base}/session/second-factor`)
          .set('Cookie', cookie)
          .send({ oneTimeCode: await nextCode(register, owner.email) }),
    ]) {
      const copied = await signInOnly(register, owner.email);
      const proven = await prove(copied);
      expect(proven.status).toBe(201);
      const cookie = cookieOf(proven);
      await tries(cookie, takeovers[0]!).expect(200);
      expectProblem(await tries(copied, takeovers[0]!), 401);
      await register.sql(
        `UPDATE staff_session SET proven_at = proven_at - make_interval(mins => $1)`,
        [limits.provenAgainMinutes],
      );
      expectProblem(await tries(cookie, takeovers[0]!), 403, 'proof-required');
      await register.anonymous.get(`${base}/session`).set('Cookie', cookie).expect(200);
    }
  });

  it('a proof counts only in its own session', async () => {
    const owner = await Colleague.exists(register, ['reviewer']);
    const copied = await signInOnly(register, owner.email);
    await signInFully(register, owner.email);
    expectProblem(await tries(copied, takeovers[0]!), 403, 'proof-required');
  });

  it('S44 the password cannot be guessed faster than at sign-in, by proving or changing it, even at once', async () => {
    const owner = await Colleague.exists(register, ['reviewer']);
    const copied = await signInOnly(register, owner.email);
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        number % 2 === 0
          ? tries(copied, [
              'post',
              () => `${base}/session/password`,
              { password: `guess number ${number}` },
            ])
          : tries(copied, [
              'post',
              () => `${base}/password`,
              {
                currentPassword: `guess number ${number}`,
                newPassword: 'nine storks on a chimney',
              },
            ]),
      ),
    );
    const statuses = guesses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 422).length).toBe(
      limits.signInFailuresPerAccount.points,
    );
    expect(new Set(statuses)).toEqual(new Set([422, 429]));
  });

  it('setting up the first factor while signing in needs no second proof', async () => {
    const owner = await Colleague.exists(register, ['reviewer']);
    await register.sql('UPDATE staff SET totp_secret = NULL WHERE id = $1', [owner.id]);
    await owner.browser.post(`${base}/session`).send({ email: owner.email, password }).expect(201);
    const { secret } = (await owner.browser.post(`${base}/second-factor/totp`).expect(200))
      .body as { secret: string };
    await owner.browser
      .post(`${base}/second-factor/totp/confirmation`)
      .send({ oneTimeCode: generateSync({ secret }) })
      .expect(200);
  });
});

describe('S40 a stranger requests a new password in a colleague’s name', () => {
  const ask = (email: string) =>
    register.anonymous.post(`${base}/password-links`).send({ email }).expect(202);
  const linksIn = (email: string) =>
    register.mailbox
      .of(email)
      .flatMap(({ text }) =>
        [...text.matchAll(/new-password#?\??token=([\w-]{43})/g)].map(([, token]) => token!),
      );
  const renew = (token: string, next: string) =>
    register.anonymous.post(`${base}/new-passwords`).send({ token, password: next });

  it('the colleague’s own link keeps working, however often a stranger asks', async () => {
    const owner = await Colleague.exists(register, ['reviewer']);
    await ask(owner.email);
    await register.drain();
    const [hers] = linksIn(owner.email);
    for (let round = 0; round < 12; round += 1) await ask(owner.email);
    await register.drain();
    expect(register.mailbox.of(owner.email).length).toBeLessThanOrEqual(limits.passwordLinksAtOnce);
    await renew(hers!, 'nine storks on a chimney').expect(204);
    for (const left of linksIn(owner.email))
      expectProblem(await renew(left, 'ten storks on a chimney'), 410);
  });

  it('and after a day of it, the colleague has a working link at every hour', async () => {
    const owner = await Colleague.exists(register, ['reviewer']);
    const elapse = async () => {
      await register.sql(
        `UPDATE staff_token SET expires_at = expires_at - interval '1 hour' WHERE staff_id = $1`,
        [owner.id],
      );
      await register.sql(`UPDATE asked_mail SET at = at - interval '1 hour'`);
      await register.sql('DELETE FROM rate_limit');
    };
    let mails = 0;
    for (let hour = 0; hour < 30; hour += 1) {
      for (let round = 0; round < 6; round += 1) await ask(owner.email);
      await register.drain();
      const [open] = await register.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM staff_token WHERE staff_id = $1 AND used_at IS NULL
          AND expires_at > now()`,
        [owner.id],
      );
      expect({ hour, open: open!.n > 0 }).toEqual({ hour, open: true });
      if (hour === 23) mails = register.mailbox.of(owner.email).length;
      await elapse();
    }
    expect(mails).toBeLessThanOrEqual(limits.askedMails.perMailbox.day);
  }, 180_000);
});

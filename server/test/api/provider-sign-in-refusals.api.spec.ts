import { generateKeyPairSync } from 'node:crypto';
import type { Response } from 'supertest';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { IdentityProvider, type Token } from '../support/identity-provider.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import {
  comesBack,
  linkedColleague,
  returnAddress,
  setOut,
  settingsOf,
} from '../support/provider-sign-in.js';

let provider: IdentityProvider;
let another: IdentityProvider;
let register: TestApp;
/** The same register with other settings. */
let besides: { another: TestApp };
beforeAll(async () => {
  provider = await IdentityProvider.open(returnAddress);
  register = await startApp({ settings: settingsOf(provider) });
  another = await IdentityProvider.open(returnAddress);
  const settings = { ...another.settings, OIDC_MFA_AMR: 'mfa' };
  besides = { another: await startApp({ beside: register, settings }) };
});
afterAll(async () => {
  await besides.another.close();
  await register.close();
  await another.close();
  await provider.close();
});
let next = 0;
beforeEach(async () => {
  await register.forgetLimits();
  provider.person = { subject: `person-${next++}`, amr: ['pwd'] };
  provider.agrees = true;
  provider.forge = undefined;
  provider.hangsUp = false;
});

/** The round trip to the provider and back. */
const signIn = async (browser: Agent, by = provider): Promise<Response> =>
  comesBack(browser, await by.visit(await setOut(browser)));
const whoIs = async (browser: Agent) =>
  (await browser.get('/api/v1/staff/session')).body as { id?: string; step?: string | null };
const linked = () => linkedColleague(register, provider);

describe('S41 only the linked person can sign in', () => {
  const refusedAndUnchanged = (
    attempt: () => Promise<Response>,
    status: number,
    code: string,
    browser = register.browser(),
  ) =>
    changesNothing(register, async () => {
      expectProblem(await attempt(), status, code);
      expect(await whoIs(browser)).not.toHaveProperty('id');
    });

  it('a person without a link, even with a colleague’s mail address', async () => {
    const { email } = await Colleague.exists(register, ['administrator']);
    provider.person = { subject: 'stranger', email, amr: ['mfa'] };
    const browser = register.browser();
    await refusedAndUnchanged(() => signIn(browser), 403, 'identity-unknown', browser);
  });

  it('the same subject and the same mail address from another provider', async () => {
    const { email } = await linked();
    another.person = { ...provider.person, email, amr: ['mfa'] };
    const browser = besides.another.browser();
    await refusedAndUnchanged(() => signIn(browser, another), 403, 'identity-unknown', browser);
  });

  it('S24 a colleague who is disabled', async () => {
    const { id } = await linked();
    await register.sql('UPDATE staff SET disabled_at = now() WHERE id = $1', [id]);
    const browser = register.browser();
    await refusedAndUnchanged(() => signIn(browser), 403, 'identity-unknown', browser);
  });

  it('a linked identity is not linked to another colleague, nor a second one to the same colleague', async () => {
    const colleague = await linked();
    const other = await Colleague.signsIn(register, 'reviewer');
    const link = async ({ browser }: Colleague) =>
      comesBack(browser, await provider.visit(await setOut(browser, 'links')));
    await changesNothing(register, async () =>
      expectProblem(await link(other), 409, 'identity-taken'),
    );
    provider.person = { subject: 'another one of hers' };
    await changesNothing(register, async () =>
      expectProblem(await link(colleague), 409, 'identity-taken'),
    );
  });

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const claim = (name: string, value: unknown) => (token: Token) => ({
    ...token,
    claims: { ...token.claims, [name]: value },
  });
  const lies: [string, (token: Token) => Token][] = [
    [
      'no signature (alg none)',
      (token) => ({ ...token, header: { ...token.header, alg: 'none' } }),
    ],
    ['a signature by another key', (token) => ({ ...token, key: stranger })],
    ['another audience', claim('aud', 'another client')],
    ['another issuer', claim('iss', 'https://elsewhere.example')],
    ['another nonce', claim('nonce', 'x'.repeat(43))],
    ['no nonce', claim('nonce', undefined)],
    ['a time that is over', claim('exp', 1_000_000_000)],
    ['no subject', claim('sub', undefined)],
  ];
  it.each(lies)('a token with %s', async (_, forge) => {
    await linked();
    provider.person.amr = ['mfa'];
    provider.forge = forge;
    const browser = register.browser();
    await refusedAndUnchanged(() => signIn(browser), 401, 'provider-refused', browser);
    provider.forge = undefined;
    await signIn(browser).then(({ status }) => expect(status).toBe(201));
  });
});

describe('S41 an answer works once, in the browser that set out', () => {
  it('replayed, in another browser, with another state, or after a refusal it is nothing', async () => {
    await linked();
    const [browser, another] = [register.browser(), register.browser()];
    const answer = await provider.visit(await setOut(browser));
    await setOut(another);
    expectProblem(await comesBack(register.browser(), answer), 401, 'provider-refused');
    expectProblem(await comesBack(another, answer), 401, 'provider-refused');
    await comesBack(browser, answer).expect(201);
    expectProblem(await comesBack(browser, answer), 401, 'provider-refused');

    const changed = new URLSearchParams(await provider.visit(await setOut(browser)));
    const right = changed.toString();
    changed.set('state', 'x'.repeat(43));
    expectProblem(await comesBack(browser, changed.toString()), 401, 'provider-refused');
    expectProblem(await comesBack(browser, right), 401, 'provider-refused');

    provider.agrees = false;
    expectProblem(await signIn(register.browser()), 401, 'provider-refused');
  });

  it('the cookie alone, replayed after its visit, opens nothing; and a visit that took too long is over', async () => {
    await linked();
    const departure = await register.anonymous
      .post('/api/v1/staff/provider/visits')
      .send({})
      .expect(201);
    const cookie = departure.headers['set-cookie']![0]!.split(';')[0]!;
    const answer = await provider.visit((departure.body as { address: string }).address);
    const send = () =>
      register.anonymous
        .post('/api/v1/staff/provider/returns')
        .set('Cookie', cookie)
        .send({ answer });
    await register.sql('UPDATE staff_provider_visit SET expires_at = now()');
    expectProblem(await send(), 401, 'provider-refused');
    await register.sql(`UPDATE staff_provider_visit SET expires_at = now() + interval '1 minute'`);
    const first = await send().expect(201);
    expect(first.headers['set-cookie']).toEqual(
      expect.arrayContaining([expect.stringMatching(/^provider=; .*Expires=Thu, 01 Jan 1970/)]),
    );
    expectProblem(await send(), 401, 'provider-refused');
  });

  it('S15 linking ends in the session that began it, and another site can neither begin nor end anything', async () => {
    const colleague = await Colleague.signsIn(register, 'reviewer');
    const answer = await provider.visit(await setOut(colleague.browser, 'links'));
    await colleague.browser.delete('/api/v1/staff/session').expect(204);
    await changesNothing(register, async () =>
      expectProblem(await comesBack(colleague.browser, answer), 401, 'provider-refused'),
    );
    for (const path of ['visits', 'links', 'returns']) {
      const attempt = register.anonymous
        .post(`/api/v1/staff/provider/${path}`)
        .set('Origin', 'https://evil.example')
        .send({ answer });
      expectProblem(await attempt, 403, 'cross-site');
    }
    await changesNothing(register, () =>
      register.anonymous.get(`/staff/sign-in/provider?${answer}`).expect(200),
    );
  });
});

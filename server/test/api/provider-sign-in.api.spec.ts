import { generateKeyPairSync } from 'node:crypto';
import type { Response } from 'supertest';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { Colleague, nextCode } from '../support/colleague.js';
import { IdentityProvider, type Token } from '../support/identity-provider.js';
import { changesNothing, expectProblem } from '../support/problems.js';

const returnAddress = 'http://register.example/staff/sign-in/provider';
let provider: IdentityProvider;
let another: IdentityProvider;
let register: TestApp;
/** The same register with other settings. */
let besides: Record<'another' | 'down' | 'without', TestApp>;
beforeAll(async () => {
  provider = await IdentityProvider.open(returnAddress);
  register = await startApp({
    settings: {
      ...provider.settings,
      OIDC_NAME: 'the Council',
      OIDC_MFA_AMR: 'mfa',
      OIDC_MFA_ACR: 'urn:two-factors',
    },
  });
  another = await IdentityProvider.open(returnAddress);
  const beside = (settings: Record<string, string>) => startApp({ beside: register, settings });
  besides = {
    another: await beside({ ...another.settings, OIDC_MFA_AMR: 'mfa' }),
    down: await beside({ ...provider.settings, OIDC_ISSUER: 'http://127.0.0.1:9' }),
    without: await beside({}),
  };
});
afterAll(async () => {
  for (const app of Object.values(besides)) await app.close();
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

const setOut = async (browser: Agent, path = 'visits', body = {}) =>
  (
    (await browser.post(`/api/v1/staff/provider/${path}`).send(body).expect(201)).body as {
      address: string;
    }
  ).address;
const comesBack = (browser: Agent, answer: string) =>
  browser.post('/api/v1/staff/provider/returns').send({ answer });
/** The round trip to the provider and back. */
const signIn = async (browser: Agent, by = provider): Promise<Response> =>
  comesBack(browser, await by.visit(await setOut(browser)));
const whoIs = async (browser: Agent) =>
  (await browser.get('/api/v1/staff/session')).body as { id?: string; step?: string | null };

/** A colleague who has linked their account to the person at the provider. */
async function linked(): Promise<Colleague> {
  const colleague = await Colleague.signsIn(register, 'reviewer');
  const answer = await provider.visit(await setOut(colleague.browser, 'links'));
  expect((await comesBack(colleague.browser, answer).expect(201)).body).toMatchObject({
    linked: true,
    account: { id: colleague.id },
  });
  return colleague;
}

describe('S40 S41 signing in at the provider', () => {
  it('asks for nothing but the identity, with PKCE, state and nonce of this browser', async () => {
    expect((await register.anonymous.get('/api/v1/staff/provider').expect(200)).body).toEqual({
      name: 'the Council',
    });
    const departure = await register.anonymous
      .post('/api/v1/staff/provider/visits')
      .send({})
      .expect(201);
    const { origin, searchParams } = new URL((departure.body as { address: string }).address);
    expect(origin).toBe(provider.issuer);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'register',
      response_type: 'code',
      redirect_uri: returnAddress,
      scope: 'openid',
      acr_values: 'urn:two-factors',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    // A page of ours asks for the URL and navigates there itself, so no form is sent to another
    // site and the CSP stays strict.
    expect(departure.headers['content-security-policy']).toContain(`form-action 'self'`);
    expect(departure.headers['set-cookie']![0]).toMatch(
      /^provider=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it('a colleague links herself once; from then on the provider opens the first door and her own second factor the second', async () => {
    const colleague = await linked();
    const browser = register.browser();
    expect((await signIn(browser)).body).toMatchObject({
      linked: false,
      account: { id: colleague.id, step: 'second_factor' },
    });
    expectProblem(await browser.get('/api/v1/staff/submissions'), 403, 'second-factor-required');
    await browser
      .post('/api/v1/staff/session/second-factor')
      .send({ oneTimeCode: await nextCode(register, colleague.email) })
      .expect(201);
    await browser.get('/api/v1/staff/submissions').expect(200);
  });

  it.each([
    ['amr', { amr: ['pwd', 'mfa'] }],
    ['acr', { acr: 'urn:two-factors' }],
  ])(
    'where the provider asserts a second factor by %s, its word counts as the settings say',
    async (_, how) => {
      const colleague = await linked();
      Object.assign(provider.person, how);
      const browser = register.browser();
      expect((await signIn(browser)).body).toMatchObject({
        account: { id: colleague.id, step: null },
      });
      await browser.get('/api/v1/staff/submissions').expect(200);
      const [event] = await register.sql<{ details: object }>(
        `SELECT details FROM event WHERE action = 'staff.sign_in' AND subject_id = $1 ORDER BY seq DESC LIMIT 1`,
        [colleague.id],
      );
      expect(event!.details).toEqual({ secondFactor: 'provider' });
    },
  );

  it('an invitation is accepted by the provider, once, and the second factor comes next', async () => {
    const administrator = await Colleague.signsIn(register, 'administrator');
    const invite = {
      email: `ines-${next}@congress.example`,
      name: 'Ines',
      roles: ['reviewer'],
      language: 'en',
    };
    await administrator.browser.post('/api/v1/staff/colleagues').send(invite).expect(201);
    await register.drain();
    const token = /token=([\w-]{43})/.exec(register.mailbox.of(invite.email)[0]!.text)![1]!;
    const [ines, thief] = [register.browser(), register.browser()];
    const answer = await provider.visit(await setOut(ines, 'visits', { token }));
    const late = await provider.visit(await setOut(thief, 'visits', { token }));
    expect((await comesBack(ines, answer).expect(201)).body).toMatchObject({
      linked: false,
      account: { email: invite.email, step: 'enrol' },
    });
    expectProblem(await comesBack(thief, late), 410, 'link-does-not-work');
    expectProblem(
      await register.anonymous.post('/api/v1/staff/provider/visits').send({ token }),
      410,
      'link-does-not-work',
    );
    expect((await signIn(register.browser())).body).toMatchObject({
      account: { email: invite.email, step: 'enrol' },
    });
  });

  it('S18 S25 unlinked, the way is closed; linking and unlinking end the other sessions', async () => {
    const colleague = await linked();
    await register.drain();
    const elsewhere = register.browser();
    provider.person.amr = ['mfa'];
    await signIn(elsewhere);
    const { items } = (await colleague.browser.get('/api/v1/staff/identities').expect(200))
      .body as { items: { id: string }[] };
    expect(items).toEqual([
      expect.objectContaining({
        provider: new URL(provider.issuer).host,
        current: true,
        lastUsedAt: expect.any(String),
      }),
    ]);
    const other = await Colleague.signsIn(register, 'reviewer');
    await changesNothing(register, async () =>
      expectProblem(await other.browser.delete(`/api/v1/staff/identities/${items[0]!.id}`), 404),
    );
    await colleague.browser.delete(`/api/v1/staff/identities/${items[0]!.id}`).expect(204);
    await register.drain();
    expect(register.mailbox.of(colleague.email).map(({ subject }) => subject)).toEqual([
      'A sign-in elsewhere was linked to your account',
      'A sign-in elsewhere was removed from your account',
    ]);
    expectProblem(await elsewhere.get('/api/v1/staff/session'), 401, 'not-signed-in');
    expectProblem(await signIn(register.browser()), 403, 'identity-unknown');
  });
});

describe('S41 who is not the linked person stays out', () => {
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

  it('a person who is linked to nobody, even with the mail address of a colleague', async () => {
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

  it('an identity that is a colleague’s already is not linked to another one, nor a second one to her', async () => {
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

it('RL1 a provider that is down is said to be, and the register stays', async () => {
  const { down } = besides;
  expectProblem(
    await down.anonymous.post('/api/v1/staff/provider/visits').send({}),
    503,
    'provider-unavailable',
  );
  await down.anonymous.get('/readyz').expect(200);
  provider.hangsUp = true;
  expectProblem(await signIn(register.browser()), 503, 'provider-unavailable');
});

it('without the settings there is no such way in', async () => {
  const { without } = besides;
  expect((await without.anonymous.get('/api/v1/staff/provider').expect(200)).body).toEqual({
    name: null,
  });
  expectProblem(
    await without.anonymous.post('/api/v1/staff/provider/visits').send({}),
    404,
    'not-found',
  );
  expectProblem(
    await without.anonymous.post('/api/v1/staff/provider/returns').send({ answer: 'code=x' }),
    404,
    'not-found',
  );
});

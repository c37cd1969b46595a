import type { Response } from 'supertest';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { Colleague, nextCode } from '../support/colleague.js';
import { IdentityProvider } from '../support/identity-provider.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import {
  comesBack,
  linkedColleague,
  returnAddress,
  setOut,
  settingsOf,
} from '../support/provider-sign-in.js';

let provider: IdentityProvider;
let register: TestApp;
/** The same register with other settings. */
let besides: Record<'down' | 'without', TestApp>;
beforeAll(async () => {
  provider = await IdentityProvider.open(returnAddress);
  register = await startApp({ settings: settingsOf(provider) });
  const beside = (settings: Record<string, string>) => startApp({ beside: register, settings });
  besides = {
    down: await beside({ ...provider.settings, OIDC_ISSUER: 'http://127.0.0.1:9' }),
    without: await beside({}),
  };
});
afterAll(async () => {
  for (const app of Object.values(besides)) await app.close();
  await register.close();
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
const signIn = async (browser: Agent): Promise<Response> =>
  comesBack(browser, await provider.visit(await setOut(browser)));
const linked = () => linkedColleague(register, provider);

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

  it('a colleague links the provider once; from then on it replaces the password, and the second factor is still needed', async () => {
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
        `SELECT details FROM event WHERE action = 'staff.sign_in' AND subject_id = $1
          ORDER BY seq DESC LIMIT 1`,
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
      'An external sign-in was linked to your account',
      'An external sign-in was removed from your account',
    ]);
    expectProblem(await elsewhere.get('/api/v1/staff/session'), 401, 'not-signed-in');
    expectProblem(await signIn(register.browser()), 403, 'identity-unknown');
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

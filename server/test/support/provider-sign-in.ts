import type { Agent, TestApp } from './app.js';
import { Colleague } from './colleague.js';
import type { IdentityProvider } from './identity-provider.js';

export const returnAddress = 'http://register.example/staff/sign-in/provider';

/** The register's settings for the provider. */
export const settingsOf = (provider: IdentityProvider) => ({
  ...provider.settings,
  OIDC_NAME: 'the Council',
  OIDC_MFA_AMR: 'mfa',
  OIDC_MFA_ACR: 'urn:two-factors',
});

/** Sets out for the provider. Returns its address. */
export const setOut = async (browser: Agent, path = 'visits', body = {}) =>
  (
    (await browser.post(`/api/v1/staff/provider/${path}`).send(body).expect(201)).body as {
      address: string;
    }
  ).address;
export const comesBack = (browser: Agent, answer: string) =>
  browser.post('/api/v1/staff/provider/returns').send({ answer });

/** A colleague who has linked their account to the person at the provider. */
export async function linkedColleague(
  register: TestApp,
  provider: IdentityProvider,
): Promise<Colleague> {
  const colleague = await Colleague.signsIn(register, 'reviewer');
  const answer = await provider.visit(await setOut(colleague.browser, 'links'));
  expect((await comesBack(colleague.browser, answer).expect(201)).body).toMatchObject({
    linked: true,
    account: { id: colleague.id },
  });
  return colleague;
}

import { expect } from '@playwright/test';
import { generateSync } from 'otplib';
import { IdentityProvider } from '../server/test/support/identity-provider.ts';
import { SecondServer } from './second-server.ts';
import { atWorkbench, colleague, proveAgain, staffWords, goTo } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { ownServer } from './server-settings.ts';

const say = staffWords.en;
const port = ownServer.port + 20_000;
const address = `http://localhost:${port}`;
const providerName = 'the Council’s account';
const named = (text: string) => text.replace('{name}', providerName);
let provider: IdentityProvider;
let register: SecondServer | undefined;

test.use({ baseURL: address });
test.beforeAll(async () => {
  provider = await IdentityProvider.open(`${address}/staff/sign-in/provider`);
  register = await SecondServer.start(port, { ...provider.settings, OIDC_NAME: providerName });
});
test.afterAll(async () => {
  await register?.stop();
  await provider.close();
});

test('S40 S41 a colleague accepts an invitation with the organisation’s sign-in, uses it, ends other sessions, and removes and restores the link', async ({
  browser,
  page,
}, { project }) => {
  test.setTimeout(120_000);
  const email = `ola-${project.name}@congress.example`;
  provider.person = { subject: `ola at ${project.name}` };
  await atWorkbench(page, 'en');
  await goTo(page, 'administration');
  await page.getByText(say.colleagues.invite, { exact: true }).click();
  await page.getByLabel(say.signIn.email).fill(email);
  await page.getByLabel(say.account.name, { exact: true }).fill(`Ola ${project.name}`);
  await page.locator('.invite').getByLabel(say.colleagues.role.reviewer).check();
  await page.getByRole('button', { name: say.colleagues.sendInvitation }).click();
  const invited = page.getByText(say.colleagues.done.invited.replace('{email}', email));
  await proveAgain(page, colleague, invited);
  await expect(invited).toBeVisible();

  const another = () => browser.newContext({ ...project.use, baseURL: address });
  let ola = await (await another()).newPage();
  await ola.goto(linkIn(await readMail(email, 'has invited you')));
  await expect(ola.getByRole('button', { name: named(say.provider.accept) })).toBeVisible();
  await expectAccessible(ola);
  await ola.getByRole('button', { name: named(say.provider.accept) }).click();
  await expect(ola.getByRole('heading', { level: 1, name: say.setUpApp.title })).toBeVisible();
  const secret = (await ola.locator('.secret').innerText()).replace(/\s/g, '');
  await ola.getByRole('textbox', { name: say.setUpApp.code }).fill(generateSync({ secret }));
  await ola.getByRole('button', { name: say.setUpApp.submit }).click();
  const code = await ola.locator('.recovery-codes li').first().innerText();
  await ola.getByRole('button', { name: say.recovery.kept }).click();
  await expect(ola.getByRole('heading', { level: 1, name: say.home.title })).toBeVisible();

  const elsewhere = ola;
  ola = await (await another()).newPage();
  await ola.goto('/staff/register?q=K%C3%B6ln');
  await expect(ola.getByRole('button', { name: named(say.provider.signIn) })).toBeVisible();
  await expectAccessible(ola);
  await ola.getByRole('button', { name: named(say.provider.signIn) }).click();
  await expect(ola.getByRole('heading', { level: 1, name: say.secondStep.title })).toBeVisible();
  expect(ola.url(), 'the answer has left the address').not.toContain('code=');
  // The setup used up the current code, so the app's next one is used a little early.
  await ola
    .getByLabel(say.secondStep.code)
    .fill(generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 }));
  await ola.getByRole('button', { name: say.secondStep.submit }).click();
  await expect(ola, 'where she wanted to go').toHaveURL(/\/staff\/register\?q=K%C3%B6ln$/);

  await ola.getByRole('link', { name: say.header.account }).click();
  await expect(ola.getByRole('heading', { name: named(say.provider.list) })).toBeVisible();
  await expect(ola.getByRole('button', { name: say.sessions.endOthers })).toBeVisible();
  await expectAccessible(ola);
  const told = (text: string) => ola.getByRole('status').filter({ hasText: text });
  await ola.getByRole('button', { name: say.sessions.endOthers }).click();
  await expect(told(say.sessions.othersEnded)).toBeFocused();
  await expect(ola.getByRole('button', { name: say.sessions.endOthers })).toBeHidden();
  await elsewhere.reload();
  await expect(elsewhere.getByRole('heading', { level: 1, name: say.signIn.title })).toBeVisible();

  await ola
    .getByRole('button', {
      name: say.provider.unlinkNamed.replace('{provider}', new URL(provider.issuer).host),
    })
    .click();
  await proveAgain(ola, { code });
  await expect(told(say.provider.unlinked)).toBeFocused();
  await ola.getByRole('button', { name: named(say.provider.link) }).click();
  await expect(told(say.provider.linked)).toBeFocused();
  await expectAccessible(ola);
  await elsewhere.context().close();
  await ola.context().close();
});

test('S41 an unrequested answer from the provider opens nothing, and the page says how to continue', async ({
  page,
}) => {
  await page.goto('/staff/sign-in/provider?code=stolen&state=guessed');
  await expect(page.locator('.error-summary')).toBeFocused();
  await expect(page).toHaveURL(/\/staff\/sign-in\/provider$/);
  await expectAccessible(page);
  await page.getByRole('link', { name: say.provider.again }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.signIn.title })).toBeFocused();
});

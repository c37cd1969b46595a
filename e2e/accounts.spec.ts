import { expect, type Page } from '@playwright/test';
import { generateSync } from 'otplib';
import { colleague, proveAgain, signIn, staffWords, goTo } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en;
const password = 'seven otters near the old mill';

/** From the invitation mail to the workbench. */
async function accepts(page: Page, email: string): Promise<void> {
  await page.goto(linkIn(await readMail(email, 'has invited you')));
  await expect(page.getByRole('heading', { level: 1, name: say.invitation.title })).toBeVisible();
  await expect(page).toHaveURL(/\/staff\/invitation$/);
  await expectAccessible(page);
  await page.getByLabel(say.invitation.password).fill('password1234');
  await page.getByRole('button', { name: say.invitation.submit }).click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await page.getByLabel(say.invitation.password).fill(password);
  await page.getByRole('button', { name: say.invitation.submit }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.setUpApp.title })).toBeVisible();
  const secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
  await page.getByRole('textbox', { name: say.setUpApp.code }).fill(generateSync({ secret }));
  await page.getByRole('button', { name: say.setUpApp.submit }).click();
  await expect(page.locator('.recovery-codes li')).toHaveCount(10);
  await expectAccessible(page);
  await page.getByRole('button', { name: say.recovery.kept }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.home.title })).toBeVisible();
}

test('an administrator invites, the colleague accepts, is demoted and disabled, and each time the next click is refused', async ({
  browser,
  page,
}, { project }) => {
  test.setTimeout(180_000);
  const email = `mia-${project.name}@congress.example`;
  const name = `Mia ${project.name}`;
  await signIn(page, 'en');
  await goTo(page, 'administration');
  await expect(page.getByRole('heading', { level: 1, name: say.colleagues.title })).toBeFocused();
  await page.getByText(say.colleagues.invite, { exact: true }).click();
  await page.getByRole('button', { name: say.colleagues.sendInvitation }).click();
  await proveAgain(page, colleague);
  await expect(page.locator('.error-summary')).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel(say.signIn.email).fill(email);
  await page.getByLabel(say.account.name, { exact: true }).fill(name);
  const roles = page.locator('.invite');
  await roles.getByLabel(say.colleagues.role.administrator).check();
  await roles.getByLabel(say.colleagues.role.reviewer).check();
  await page.getByRole('button', { name: say.colleagues.sendInvitation }).click();
  await expect(page.getByText(say.colleagues.done.invited.replace('{email}', email))).toBeVisible();

  const mia = await (await browser.newContext({ ...project.use })).newPage();
  await accepts(mia, email);

  await test.step('a colleague opens the account page and changes the profile', async () => {
    await mia.getByRole('link', { name: say.header.account }).click();
    await expect(mia.getByText(say.sessions.current, { exact: true })).toBeVisible();
    await mia.getByLabel(say.account.shortcuts).uncheck();
    await mia
      .getByRole('region', { name: say.account.profile })
      .getByRole('button', { name: say.account.save })
      .click();
    await expect(mia.getByText(say.account.saved)).toBeVisible();
    await expectAccessible(mia);
    await goTo(mia, 'administration');
    await expect(mia.getByRole('heading', { name })).toBeVisible();
  });

  await page.reload();
  const card = page.locator('.colleague', { hasText: email });
  await card.getByText(say.colleagues.manage.replace('{name}', name)).click();
  await card.getByRole('button', { name: say.colleagues.sessions }).click();
  await expect(card.locator('.session-row')).toHaveCount(1);
  await expectAccessible(page);
  await card.getByLabel(say.colleagues.role.administrator).uncheck();
  await card.getByRole('button', { name: say.colleagues.saveRoles }).click();
  await expect(
    page.getByText(say.colleagues.done.rolesChanged.replace('{name}', name)),
  ).toBeVisible();
  await mia.getByRole('link', { name: say.header.account }).click();
  await goTo(mia, 'administration');
  await expect(mia.getByRole('alert')).toBeVisible();

  await card.getByText(say.colleagues.manage.replace('{name}', name)).click();
  await card.getByRole('button', { name: say.colleagues.disable, exact: true }).click();
  await expectAccessible(page);
  await card.getByRole('button', { name: say.colleagues.yes.disable }).click();
  await expect(page.getByText(say.colleagues.done.disabled.replace('{name}', name))).toBeVisible();
  await mia.getByRole('link', { name: say.product.name }).click();
  await expect(mia.getByRole('heading', { level: 1, name: say.signIn.title })).toBeVisible();
  await mia.context().close();
});

test('an administrator corrects the address of an invitation, and a dead link for a new address changes nothing', async ({
  page,
}, { project }) => {
  const [wrong, right] = ['lea', 'lena'].map((each) => `${each}-${project.name}@congress.example`);
  const name = `Lena ${project.name}`;
  await signIn(page, 'en');
  await goTo(page, 'administration');
  await page.getByText(say.colleagues.invite, { exact: true }).click();
  await page.getByLabel(say.signIn.email).fill(wrong!);
  await page.getByLabel(say.account.name, { exact: true }).fill(name);
  await page.locator('.invite').getByLabel(say.colleagues.role.reviewer).check();
  await page.getByRole('button', { name: say.colleagues.sendInvitation }).click();
  await proveAgain(page, colleague);
  const card = page.locator('.colleague', { hasText: name });
  await card.getByText(say.colleagues.manage.replace('{name}', name)).click();
  const field = card.getByLabel(say.colleagues.newAddress);
  await field.fill('no address');
  await card.getByRole('button', { name: say.colleagues.changeAddress }).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await field.fill(right!);
  await card.getByRole('button', { name: say.colleagues.changeAddress }).click();
  await expect(
    page.getByText(say.colleagues.done.addressAsked.replace('{name}', name)),
  ).toBeVisible();
  await expect(card.getByText(right!)).toBeVisible();
  expect(linkIn(await readMail(right!, 'has invited you'))).toContain('/staff/invitation');
  await page.goto(`/staff/address?token=${'x'.repeat(43)}`);
  await page.getByRole('button', { name: say.newAddress.submit }).click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await expectAccessible(page);
});

test('a forgotten password: the answer is the same for everyone, and a wrong link changes nothing', async ({
  page,
}, { project }) => {
  await page.goto('/staff');
  await page.getByRole('link', { name: say.signIn.forgotten }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.forgotten.title })).toBeFocused();
  await page.getByLabel(say.signIn.email).fill(`nobody-${project.name}@congress.example`);
  await expectAccessible(page);
  await page.getByRole('button', { name: say.forgotten.submit }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.forgotten.sent })).toBeFocused();
  await expectAccessible(page);
  await page.goto(`/staff/new-password?token=${'x'.repeat(43)}`);
  await page.getByLabel(say.password.new, { exact: true }).fill(password);
  await page.getByRole('button', { name: say.password.submit }).click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await expectAccessible(page);
});

test('a colleague accepts with a passkey, signs in with it, and cannot take the last one away', async ({
  browser,
  page,
}, { project }) => {
  test.setTimeout(120_000);
  const email = `noor-${project.name}@congress.example`;
  await signIn(page, 'en');
  await goTo(page, 'administration');
  await page.getByText(say.colleagues.invite, { exact: true }).click();
  await page.getByLabel(say.signIn.email).fill(email);
  await page.getByLabel(say.account.name, { exact: true }).fill(`Noor ${project.name}`);
  await page.locator('.invite').getByLabel(say.colleagues.role.reviewer).check();
  await page.getByRole('button', { name: say.colleagues.sendInvitation }).click();
  await proveAgain(page, colleague);
  await expect(page.getByText(say.colleagues.done.invited.replace('{email}', email))).toBeVisible();

  const noor = await (await browser.newContext({ ...project.use })).newPage();
  await noor.goto(linkIn(await readMail(email, 'has invited you')));
  await noor.getByLabel(say.invitation.password).fill(password);
  await noor.getByRole('button', { name: say.invitation.submit }).click();
  await noor.getByRole('link', { name: say.passkey.instead }).click();
  const device = await noor.context().newCDPSession(noor);
  await device.send('WebAuthn.enable');
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await expectAccessible(noor);
  await noor.getByRole('button', { name: say.passkey.submit }).click();
  await expect(noor.locator('.recovery-codes li')).toHaveCount(10);
  await noor.getByRole('button', { name: say.recovery.kept }).click();
  await expect(noor.getByRole('heading', { level: 1, name: say.home.title })).toBeVisible();
  await readMail(email, 'was added to your account');

  await noor.getByRole('button', { name: say.header.signOut }).click();
  await noor.getByLabel(say.signIn.email).fill(email);
  await noor.getByLabel(say.signIn.password).fill(password);
  await noor.getByRole('button', { name: say.signIn.submit, exact: true }).click();
  await expect(noor.getByRole('heading', { level: 1, name: say.secondStep.title })).toBeVisible();
  await expectAccessible(noor);
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await noor.getByRole('button', { name: say.passkey.use }).click();
  await expect(
    noor.locator('.error-summary'),
    'a device that does not know its owner proves nothing',
  ).toBeFocused();
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await noor.getByRole('button', { name: say.passkey.use }).click();
  await expect(noor.getByRole('heading', { level: 1, name: say.home.title })).toBeVisible();

  await noor.getByRole('link', { name: say.header.account }).click();
  await noor
    .getByRole('button', {
      name: say.passkey.removeNamed.replace('{name}', say.passkey.suggestedName),
    })
    .click();
  await proveAgain(noor, { password });
  await expect(noor.getByRole('alert')).toBeVisible();
  await expectAccessible(noor);
  await noor.context().close();
});

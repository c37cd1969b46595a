import { expect, type Page } from '@playwright/test';
import { generateSync } from 'otplib';
import { colleague, keepApp, signIn, staffWords } from './staff.ts';
import { expectAccessible, firstPassword } from './support.ts';

/**
 * The first sign-in, with the password that the server printed once: it asks for a password of
 * one's own and for a second factor.
 */
export async function firstSignIn(page: Page): Promise<void> {
  const say = staffWords.en;
  await signIn(page, 'en', 'a wrong guess');
  await expect(page.locator('.error-summary')).toBeFocused();
  await expectAccessible(page);

  await signIn(page, 'en', firstPassword());
  await expect(
    page.getByRole('heading', { level: 1, name: say.password.firstTitle }),
  ).toBeVisible();
  await page.goto('/staff');
  await expect(
    page.getByRole('heading', { level: 1, name: say.password.firstTitle }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(say.password.current).fill(firstPassword());
  await page.getByLabel(say.password.new, { exact: true }).fill('short');
  await page.getByRole('button', { name: say.password.submit }).click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await page.getByLabel(say.password.new, { exact: true }).fill(colleague.password);
  await page.getByRole('button', { name: say.password.submit }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.setUpApp.title })).toBeFocused();
  await page.goto('/staff');
  await expect(page.getByRole('heading', { level: 1, name: say.setUpApp.title })).toBeVisible();
  await page.getByRole('textbox', { name: say.setUpApp.code }).fill('000000');
  await page.getByRole('button', { name: say.setUpApp.submit }).click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await expectAccessible(page);
  const secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
  keepApp(secret, Math.floor(Date.now() / 30_000));
  await page.getByRole('textbox', { name: say.setUpApp.code }).fill(generateSync({ secret }));
  await page.getByRole('button', { name: say.setUpApp.submit }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.recovery.title })).toBeFocused();
  await expect(page.locator('.recovery-codes li')).toHaveCount(10);
  await expectAccessible(page);
  await page.getByRole('button', { name: say.recovery.kept }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.home.title })).toBeVisible();
  await expectAccessible(page);

  // The only account there is may publish alone, after reading what that means.
  await page.goto('/staff/settings');
  await page.getByLabel(say.settings.fourEyes).uncheck();
  await expect(page.getByText(say.settings.fourEyesOff)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: say.settings.save }).click();
  await expect(page.getByText(say.settings.saved)).toBeVisible();

  await page.getByRole('button', { name: say.header.signOut }).click();
  await signIn(page, 'en', firstPassword());
  await expect(page.locator('.error-summary'), 'the printed password is used up').toBeVisible();
}

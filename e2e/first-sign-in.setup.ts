import { expect, test } from '@playwright/test';
import { colleague, signIn, staffWords } from './staff.ts';
import { expectAccessible, firstPassword } from './support.ts';

test('the first sign-in, with the password that the server printed once, asks for one of one’s own', async ({ page }) => {
  const say = staffWords.en;
  await signIn(page, 'en', 'a wrong guess');
  await expect(page.locator('.error-summary')).toBeFocused();
  await expectAccessible(page);

  await signIn(page, 'en', firstPassword());
  await expect(page.getByRole('heading', { level: 1, name: say.password.firstTitle })).toBeVisible();
  await page.goto('/staff');
  await expect(page.getByRole('heading', { level: 1, name: say.password.firstTitle })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(say.password.current).fill(firstPassword());
  await page.getByLabel(say.password.new, { exact: true }).fill('short');
  await page.getByRole('button', { name: say.password.submit }).click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await page.getByLabel(say.password.new, { exact: true }).fill(colleague.password);
  await page.getByRole('button', { name: say.password.submit }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.queue.title })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: say.header.signOut }).click();
  await signIn(page, 'en', firstPassword());
  await expect(page.locator('.error-summary'), 'the printed password is used up').toBeVisible();
});

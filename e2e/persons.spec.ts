import { expect } from '@playwright/test';
import { atWorkbench, staffWords, goTo } from './staff.ts';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en.dataRequests;

test('an administrator looks up a person’s data, downloads it, and erases the person', async ({
  page,
}, { project }) => {
  test.setTimeout(120_000);
  const email = `reader-${project.name}@town.example`;
  await page.goto('/en/newsletter');
  await page.locator('main input[name=email]').fill(email);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(/newsletter/);

  await atWorkbench(page, 'en');
  await goTo(page, 'administration', 'dataRequests');
  await expect(page.getByRole('heading', { level: 1, name: say.title })).toBeVisible();
  const field = page.getByLabel(staffWords.en.signIn.email);
  await field.fill('nobody');
  await page.getByRole('button', { name: say.search, exact: true }).click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await expectAccessible(page);
  await field.fill(email);
  await page.getByRole('button', { name: say.search, exact: true }).click();
  await expect(page.getByText(say.newsletter)).toBeVisible();
  // The search term stays out of the URL.
  expect(page.url()).not.toContain('town.example');
  await expectAccessible(page);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: say.copy }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('personal-data.zip');

  await page.getByRole('button', { name: say.erase }).click();
  await expect(page.getByText(say.sureFirst)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(say.sure).check();
  await page.getByRole('button', { name: say.erase }).click();
  await expect(
    page.getByText(new RegExp(say.erased.replace('{pseudonym}', '[0-9a-f]{16}'))),
  ).toBeVisible();
  await field.fill(email);
  await page.getByRole('button', { name: say.search, exact: true }).click();
  await expect(page.getByText(say.nothing)).toBeVisible();

  await page.goto('/staff/settings');
  await expect(page.getByRole('heading', { name: staffWords.en.removals.title })).toBeVisible();
  await expect(
    page.getByRole('rowheader', { name: staffWords.en.removals.things.draft }),
  ).toBeVisible();
  await expectAccessible(page);
});

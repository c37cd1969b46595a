import { expect } from '@playwright/test';
import { begin, expectAccessible } from './support.ts';
import { test } from './story-test.ts';

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts });

    test('U10 the review page says what each section lacks and links there; the checkbox stays ticked', async ({
      page,
    }) => {
      // axe needs scripts; the same pages are looked at with them.
      const look = () => (scripts ? expectAccessible(page) : undefined);
      const lack = 'Who signs: Enter the office or job title';
      await begin(page);
      await page.goto('/en/endorse/signer');
      await page.locator('input[name=name]').fill('Ana Horvat');
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await expect(page.locator('.error-summary')).toBeVisible();
      await page.goto('/en/endorse/check');
      await expect(page.getByText('Complete these sections before you send:')).toBeVisible();
      await expect(page.getByRole('link', { name: lack })).toBeVisible();
      await look();
      await page.locator('input[name=accepted]').check();
      // A form sent faster than anyone reads is shown once more.
      await page.waitForTimeout(4000);
      await page.getByRole('button', { name: 'Send without the signed Pact' }).click();
      const summary = page.locator('.error-summary');
      await expect(summary).toContainText('Prevention: This section is not complete');
      await expect(page.locator('input[name=accepted]')).toBeChecked();
      await look();
      await summary.getByRole('link', { name: lack }).click();
      await expect(page).toHaveURL(/\/endorse\/signer#field-office$/);
      await page.locator('input[name=office]').fill('Mayor');
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await expect(page).toHaveURL(/\/endorse\/contact$/);
      await page.goto('/en/endorse/check');
      await expect(page.locator('input[name=accepted]')).toBeChecked();
      await expect(page.getByRole('link', { name: lack })).toHaveCount(0);
    });
  });
}

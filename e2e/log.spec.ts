import { expect } from '@playwright/test';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

test('LG1 LG3 a reader checks log and list in the browser; a forged checkpoint is named', async ({
  page,
}) => {
  test.setTimeout(400_000);
  // The first checkpoint is signed within a minute of the start.
  await expect(async () => {
    expect((await page.request.get('/log/checkpoint')).status()).toBe(200);
  }).toPass({ timeout: 150_000 });
  await page.goto('/en/data');
  await page.getByRole('link', { name: 'Check in the browser' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Start the check' }).click();
  const status = page.getByRole('status').filter({ hasText: /erified/ });
  await expect(status).toContainText(/Verified: \d+ signatories on the list follow from/, {
    timeout: 120_000,
  });
  const checkpoint = page.getByLabel('Keep this checkpoint:');
  await expect(checkpoint).toHaveValue(/\n— .*\/log /);
  const kept = await checkpoint.inputValue();
  await page.getByLabel('A checkpoint that you kept').fill(kept.replace(/\n\d+\n/, '\n1\n'));
  await page.getByRole('button', { name: 'Start the check' }).click();
  await expect(status).toContainText('Not verified: the signature of', { timeout: 60_000 });
});

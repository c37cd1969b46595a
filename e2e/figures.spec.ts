import { expect, type Locator } from '@playwright/test';
import { atWorkbench, staffWords } from './staff.ts';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en;

/** Expects that the labels under a chart, from left to right, do not overlap. */
async function expectApart(labels: Locator): Promise<void> {
  const boxes = await labels.evaluateAll((all) =>
    all.map((label) => label.getBoundingClientRect()).map(({ left, right }) => ({ left, right })),
  );
  expect(boxes.length).toBeGreaterThan(2);
  for (const [index, { left }] of boxes.entries())
    if (index > 0) expect(left).toBeGreaterThan(boxes[index - 1]!.right + 4);
}

test('U12 each figure on the dashboard links to as many rows as it counts, and its charts can be read on a phone', async ({
  page,
}) => {
  await atWorkbench(page, 'en');
  await page.goto('/staff/figures');
  const tile = page.locator('.tile', { hasText: /Overdue after 10 working days/ });
  const overdue = Number(await tile.locator('.tile-value').textContent());
  for (const chart of [0, 1])
    await expectApart(page.locator('.chart-plot').nth(chart).locator('.chart-label'));
  await expectAccessible(page);

  await tile.getByRole('heading').getByRole('link').click();
  await expect(page).toHaveURL(/\/staff\/cases\?band=overdue$/);
  await expect(page.locator('.queue-told')).not.toHaveText(say.common.loading);
  await expect(page.locator('.row-link')).toHaveCount(overdue);

  await page.goBack();
  await page.getByRole('link', { name: /new$/ }).click();
  await expect(page).toHaveURL(/\/staff\/cases\?band=new$/);

  await page.goBack();
  await page.locator('.chart-plot').nth(1).locator('a').last().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: say.rows.signatories })).toBeVisible();
  await expect(page.locator('.tags')).toContainText('On the register on');
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await expectAccessible(page);
});

test('the printed annual report has heading, figures and source, and no buttons', async ({
  page,
}) => {
  await atWorkbench(page, 'en');
  await page.goto(`/staff/reports/${new Date().getUTCFullYear()}`);
  await expect(page.locator('.report-source')).toContainText(new URL(page.url()).origin);
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.report-source')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('link')).toHaveCount(0);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
});

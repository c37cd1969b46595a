import { expect } from '@playwright/test';
import { atWorkbench, staffWords } from './staff.ts';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en;
/** Each project uses its own demonstration town, because both run on one register. */
const towns: Record<string, string> = { desktop: 'Bristol', phone: 'Dundee' };

test('a good practice is edited, taken down with a reason, hidden from the public, and restored', async ({
  page,
  browser,
}, info) => {
  await atWorkbench(page, 'en');
  await expect(page.getByRole('heading', { level: 1, name: say.queue.title })).toBeVisible();
  await page.goto('/staff/practices');
  await expect(page.locator('.rows .row-link').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(say.practices.search).fill(towns[info.project.name] ?? 'Tampere');
  await page.getByRole('button', { name: say.register.show }).click();
  await expect(page.locator('.rows .row-link')).toHaveCount(1);
  await page.locator('.rows .row-link').click();

  const title = page.getByLabel(say.answer.practice.title, { exact: true });
  const newTitle = `${await title.inputValue()} (${info.project.name})`;
  await title.fill(newTitle);
  await expect(page.locator('ins')).toHaveText(newTitle);
  await expectAccessible(page);
  await page.getByRole('button', { name: say.editing.save }).click();
  await expect(page.getByText(say.practices.saved)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: newTitle })).toBeVisible();

  const outside = await (await browser.newContext()).newPage();
  const address = `/en/practices/${page.url().split('/').at(-1)}`;
  const status = async () => (await outside.goto(new URL(address, page.url()).href))?.status();
  await expect.poll(status).toBe(200);
  await expect(outside.getByRole('heading', { level: 1 })).toHaveText(newTitle);

  await page.getByText(say.practices.takeDownLead).click();
  await page.getByRole('button', { name: say.practices.takeDownNow }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByText('the authority will read it')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByLabel(say.decision.why, { exact: true }).selectOption('personal_data');
  await page.getByLabel(say.practices.inWords).fill('It names a child.');
  await page.getByRole('button', { name: say.practices.takeDownNow }).click();
  await expect(page.getByText(say.practices.done.takeDown)).toBeVisible();
  await expectAccessible(page);
  await expect.poll(status).toBe(410);
  await expectAccessible(outside);

  await page.getByRole('button', { name: say.practices.restore }).click();
  await expect(page.getByText(say.practices.done.restore)).toBeVisible();
  await expect.poll(status).toBe(200);
  await outside.context().close();
});

import { expect } from '@playwright/test';
import { joins } from './seeds.ts';
import { atWorkbench, openCase, staffWords } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { publicWords } from './words.ts';

const say = staffWords.en;
const words = publicWords('en');
const towns = { desktop: 'Briefental', phone: 'Postental' };

/** The town writes in a browser without scripts. */
test('a town answers on its case page, a colleague sees it marked and replies, and the town reads the reply', async ({
  page,
  browser,
}, info) => {
  test.setTimeout(120_000);
  const name = towns[info.project.name as keyof typeof towns];
  const email = `letters-${name.toLowerCase()}@example.org`;
  const office = await browser.newContext({ ...info.project.use, javaScriptEnabled: false });
  const reference = await joins({ name, country: 'LI', language: 'en', email }, office.request);
  const town = await office.newPage();
  await town.goto('/en/case');
  await town.getByRole('link', { name: words.message.title }).click();
  await town.getByRole('button', { name: words.message.button }).click();
  await expect(town.locator('.error-summary')).toBeVisible();
  const question = `May we send the minutes of ${name} in German?`;
  await town.locator('textarea[name=message]').fill(question);
  await town.getByRole('button', { name: words.message.button }).click();
  await expect(town.getByText(words.message.sent)).toBeVisible();

  await atWorkbench(page, 'en');
  await page.goto(`/staff/cases?unread=true&q=${reference}`);
  await expect(page.locator('.finding-marks').first()).toBeAttached();
  await expectAccessible(page);
  await openCase(page, 'en', reference);
  const card = page.locator('section[aria-labelledby=correspondence]');
  await expect(card.getByText(question)).toBeVisible();
  await expect(card.getByText(say.correspondence.unread, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await card.getByLabel(say.correspondence.label).fill('Yes, German is fine.');
  await card.getByRole('button', { name: say.correspondence.send }).click();
  await expect(card.getByText(say.correspondence.sent)).toBeVisible();
  await expect(card.getByText(say.correspondence.unread, { exact: true })).toHaveCount(0);
  await expectAccessible(page);

  expect(linkIn(await readMail(email, 'Yes, German is fine.'))).toBe('/en/case');
  await town.goto('/en/case');
  await expect(town.getByText(words.case.events.message_congress)).toBeVisible();
  await expect(town.getByText('Yes, German is fine.')).toBeVisible();

  // The same pages with scripts, as axe needs them.
  const storageState = await office.storageState();
  const scripted = await browser.newContext({ ...info.project.use, storageState });
  const view = await scripted.newPage();
  for (const path of ['/en/case', '/en/case/message']) {
    await view.goto(path);
    await expectAccessible(view);
  }
  await view.getByRole('button', { name: words.message.button }).click();
  await expect(view.locator('.error-summary')).toBeFocused();
  await expectAccessible(view);
  await scripted.close();
  await office.close();
});

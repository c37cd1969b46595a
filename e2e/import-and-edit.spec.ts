import { expect } from '@playwright/test';
import { atWorkbench, staffWords, goTo } from './staff.ts';
import { expectAccessible } from './support.ts';
import { publicWords } from './words.ts';
import { test } from './story-test.ts';

const say = staffWords.en;

test('a file of 500 rows, 12 of them with errors, is imported and undone', async ({
  page,
}, info) => {
  await atWorkbench(page, 'en');
  await goTo(page, 'register');
  await expect(page.getByRole('heading', { level: 1, name: say.register.title })).toBeVisible();
  await expect(page.locator('.queue-table tbody tr').first()).toBeVisible();
  await expectAccessible(page);

  await goTo(page, 'register', 'imports');
  // Distinct names: a letter after a name may be a word that is ignored when names are compared.
  const syllables = ['bal', 'cor', 'dim', 'fen', 'gul', 'hep', 'jar', 'kos', 'lun', 'mir'];
  const letters = (index: number) =>
    [...String(index)].map((digit) => syllables[Number(digit)]).join('');
  const rows = Array.from(
    { length: 500 },
    (_, i) =>
      `Trial ${info.project.name} ` +
      `${letters(i)},${i % 42 === 5 ? 'Atlantis' : 'IS'},municipality,2020-01-02`,
  );
  await page.getByLabel(say.imports.file, { exact: true }).setInputFiles({
    name: 'towns.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['name,country,kind,signed on', ...rows].join('\n')),
  });
  await page.getByRole('button', { name: say.imports.look, exact: true }).click();
  await expect(page.getByRole('heading', { name: '12 rows with errors' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Leave out the 12 rows with errors').check();
  await page.getByRole('button', { name: say.imports.run }).click();
  await expect(page.getByRole('link', { name: say.imports.toRows })).toBeVisible();
  await expectAccessible(page);

  const address = page.url();
  await page.getByRole('link', { name: say.imports.toRows }).click();
  await expect(page.getByText('488 signatories', { exact: true })).toBeVisible();
  await page.goto(address);
  await page.getByText(say.imports.undo, { exact: true }).click();
  await page.getByLabel(say.editing.reason).fill('The wrong file');
  await page.getByRole('button', { name: say.imports.undoNow }).click();
  await expect(page.getByText(say.imports.state.undone).first()).toBeVisible();
});

test('two windows edit one signatory: the later one’s input is kept, and an earlier version is restored', async ({
  page,
  context,
}, info) => {
  await atWorkbench(page, 'en');
  await expect(page.getByRole('heading', { level: 1, name: say.queue.title })).toBeVisible();
  await page.goto('/staff/register?q=nicosia');
  await page.locator('.queue-table .row-link').first().click();
  await expect(page.getByLabel(say.editing.field.nameFr)).toBeVisible();
  await expectAccessible(page);
  const website = `https://www.${info.project.name}-${info.retry}.example`;
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel(say.editing.field.website).fill(website);
  await other.getByRole('button', { name: say.editing.look }).click();
  await expectAccessible(other);
  await other.getByLabel(say.editing.reason).fill('New address');
  await other.getByRole('button', { name: say.editing.save, exact: true }).click();
  await expect(other.getByText(say.editing.saved)).toBeVisible();

  await page.getByLabel(say.editing.field.region).fill(`Typed ${info.project.name}`);
  await page.getByRole('button', { name: say.editing.look }).click();
  await page.getByLabel(say.editing.reason).fill('A region');
  await page.getByRole('button', { name: say.editing.save, exact: true }).click();
  await expect(page.getByText(say.editing.meanwhile)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: say.editing.over }).click();
  await expect(page.getByLabel(say.editing.field.region)).toHaveValue(`Typed ${info.project.name}`);
  await expect(page.getByLabel(say.editing.field.website)).toHaveValue(website);

  // What was typed over the other window's version is not saved, so the page asks.
  page.once('dialog', (dialog) => {
    expect(dialog.message()).toBe(say.articles.unsaved);
    void dialog.accept();
  });
  await page.getByRole('link', { name: say.editing.side.history }).click();
  await expect(page.getByRole('heading', { name: say.versions.versions })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: say.versions.restore }).last().click();
  await page.getByLabel(say.editing.reason).fill('It was right');
  await page.getByRole('dialog').getByRole('button', { name: say.versions.restore }).click();
  await expect(page.getByText('Version 1 is the latest version again.')).toBeVisible();

  // The public sees that the office corrected the entry both times, but not why.
  await page.goto('/en/transparency');
  const corrected = page.getByRole('row', {
    name: new RegExp(`Nicosia.*${publicWords('en').transparency.reason.corrected_by_office}`),
  });
  expect(await corrected.count()).toBeGreaterThanOrEqual(2);
  await expect(page.getByText('It was right')).toHaveCount(0);
  await expectAccessible(page);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { atWorkbench, staffWords, type Language } from './staff.ts';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

/** Each project edits different texts, because both run on one register. */
const own: Record<string, { language: Language; section: string; translated: string }> = {
  desktop: { language: 'en', section: 'pact', translated: 'de' },
  phone: { language: 'fr', section: 'day', translated: 'it' },
};

test('an administrator rewrites a text, and a translator’s file updates the translation', async ({
  page,
  browser,
}, info) => {
  const { language, section, translated } = own[info.project.name]!;
  const say = staffWords[language];
  const key = `public.about.${section}.text`;
  const outside = await (await browser.newContext()).newPage();
  await atWorkbench(page, language);
  await expect(page.getByRole('heading', { level: 1, name: say.queue.title })).toBeVisible();

  await page.goto('/staff/texts?language=en');
  await page.getByLabel(say.content.search).fill(key);
  await page.getByRole('button', { name: say.content.find, exact: true }).click();
  await expect(page.locator('.rows > li')).toHaveCount(1);
  await expectAccessible(page);
  await page.locator('.rows a').click();

  const field = page.getByLabel(language === 'fr' ? 'Anglais' : 'English', { exact: true });
  await expect(field).not.toHaveValue('');
  await field.fill('Written **by the Congress**.');
  await expect(page.locator('ins').first()).toContainText('Written');
  await page.getByRole('button', { name: say.content.look }).click();
  const preview = page.frameLocator('iframe');
  await expect(preview.locator('strong', { hasText: 'by the Congress' })).toBeVisible();
  await expectAccessible(page);
  await outside.goto('/en/about');
  await expect(outside.getByText('by the Congress')).toHaveCount(0);

  await page.getByRole('button', { name: say.content.publish, exact: true }).click();
  await expect(page.getByText(say.content.published)).toBeVisible();
  const seen = async () => {
    await outside.goto('/en/about');
    return outside.locator('strong', { hasText: 'by the Congress' }).count();
  };
  await expect.poll(seen).toBe(1);
  await expectAccessible(outside);

  // The translation is outdated: it is exported as a file, and uploaded translated.
  await page.goto(`/staff/translations/${translated}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.locator('a[href*="version=2.0&texts=outdated"]').click();
  const path = info.outputPath('texts.xlf');
  await (await download).saveAs(path);
  const file = readFileSync(path, 'utf8');
  const unit = new RegExp(`(id="${key.replaceAll('.', '\\.')}"[^]*?<target>)[^]*?(</target>)`);
  expect(file).toMatch(unit);
  writeFileSync(path, file.replace(unit, '$1**Congress**: OK$2'));
  await page.getByLabel(say.translations.file).setInputFiles(path);
  await page.getByRole('button', { name: say.translations.check }).click();
  await page.getByText(say.translations.differences).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: say.translations.take.split(' ')[0]! }).click();
  await expect(
    page.getByText(say.translations.wasTaken.split(' | ')[0]!.replace('{n}', '1')),
  ).toBeVisible();
  await outside.goto(`/${translated}/about`);
  await expect(outside.locator('strong', { hasText: 'Congress' })).toBeVisible();

  // Its pages say that it is not reviewed, until someone has reviewed it.
  await expect(outside.locator('.courtesy')).toBeVisible();
  const before = await outside.locator('.courtesy').innerText();
  await page.getByLabel(say.translations.reviewedBy).fill(`Ada ${info.project.name}`);
  await page.locator('#reviewedOn').fill('1');
  await page.locator('#reviewedOn-month').fill('2');
  await page.locator('#reviewedOn-year').fill('2026');
  await page.getByRole('button', { name: say.translations.setReview }).click();
  await expect(page.getByText(say.translations.reviewSaved)).toBeVisible();
  await expectAccessible(page);
  const mark = async () => {
    await outside.goto(`/${translated}/about`);
    return outside.locator('.courtesy').innerText();
  };
  await expect.poll(mark).not.toBe(before);
  await page.goto('/staff/translations');
  await expect(page.getByText(`Ada ${info.project.name}`)).toBeVisible();
  await expectAccessible(page);

  // The editor restores the shipped text.
  await page.goto(`/staff/texts/en/${key}`);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: say.content.reset, exact: true }).click();
  await expect(page.getByText(say.content.wasReset)).toBeVisible();
  await expectAccessible(page);
  await expect.poll(seen).toBe(0);
});

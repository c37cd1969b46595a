import { expect } from '@playwright/test';
import { png } from '../server/test/support/pictures.js';
import { atWorkbench, staffWords } from './staff.ts';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';
import { publicWords } from './words.ts';

const say = staffWords.en.settings.certificate;

test('an administrator sets who signs the certificates, previews one, and adds an emblem to the pages', async ({
  page,
}) => {
  await atWorkbench(page, 'en');
  await page.goto('/staff/settings');
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });
  const signer = page.getByLabel(say.signerName);
  await signer.fill('Maria Papadaki');
  await page.getByRole('button', { name: say.save }).click();
  await expect(page.getByRole('link', { name: 'Enter the office in English' })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel(say.officeEn).fill('President of the Congress');
  await page.getByLabel(say.officeFr).fill('Présidente du Congrès');
  await page.getByLabel(say.signature).setInputFiles(file('me.png', Buffer.from('<svg/>')));
  await page.getByRole('alert').getByRole('link', { name: say.signature }).click();
  await expect(page.getByLabel(say.signature)).toBeFocused();
  await expect(signer).toHaveValue('Maria Papadaki');
  await page.getByLabel(say.signature).setInputFiles(file('me.png', png(300, 90)));
  await expect(page.getByRole('button', { name: say.removeSignature })).toBeVisible();
  await page.getByLabel(say.emblem).setInputFiles(file('emblem.png', png(120, 100)));
  await expect(page.getByRole('button', { name: say.removeEmblem })).toBeVisible();
  await page.getByLabel(say.officeFr).fill('');
  await page.getByRole('button', { name: say.previewFr }).click();
  await expect(page.getByRole('link', { name: 'Enter the office in French' })).toBeVisible();
  await page.getByLabel(say.officeFr).fill('Présidente du Congrès');
  const [preview] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: say.previewFr }).click(),
  ]);
  expect(preview.suggestedFilename()).toBe('certificate-fr.pdf');
  await page.getByRole('button', { name: say.save }).click();
  await expect(page.getByText(say.saved)).toBeVisible();
  await expectAccessible(page);

  const emblem = page.getByRole('img', { name: publicWords('en').layout.emblem });
  await expect(async () => {
    await page.goto('/en/contact');
    await expect(emblem).toBeVisible({ timeout: 500 });
  }).toPass();
  await emblem.scrollIntoViewIfNeeded();
  const width = () => emblem.evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(width).toBe(120);
  await expectAccessible(page);

  await page.goto('/staff/settings');
  await page.getByRole('button', { name: say.removeEmblem }).click();
  await page.getByRole('button', { name: say.removeSignature }).click();
  await expect(page.getByLabel(say.signature)).toBeFocused();
  for (const label of [say.signerName, say.officeEn, say.officeFr])
    await page.getByLabel(label).fill('');
  await page.getByRole('button', { name: say.save }).click();
  await expect(page.getByText(say.saved)).toBeVisible();
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { expect, type Page } from '@playwright/test';
import { begin, expectAccessible, signedPact } from './support.ts';
import { test } from './story-test.ts';

/** EXIF that says: rotated by 90 degrees (6), taken with a phone. */
const exif = Buffer.from(
  'ffe1003c457869660000' +
    '49492a000800000002001201030001000000060000000f01020010000000260000000000000050686f6e65206f66204a2e20446f6500',
  'hex',
);

/** A photo of 19 MB as a phone takes it: 4,000 by 3,000 pixels of noise, lying on its side. */
function photo(): string {
  const canvas = createCanvas(4_000, 3_000);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(4_000, 3_000);
  let seed = 1;
  for (let at = 0; at < pixels.data.length; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    pixels.data[at] = at % 4 === 3 ? 255 : seed & 255;
  }
  context.putImageData(pixels, 0, 0);
  const jpeg = canvas.toBuffer('image/jpeg', 95);
  exif.writeUInt16BE(exif.length - 2, 2);
  const path = join(mkdtempSync(join(tmpdir(), 'pact-photo-')), 'IMG_0002.JPG');
  writeFileSync(path, Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]));
  return path;
}

async function openDocuments(page: Page): Promise<void> {
  await begin(page);
  await page.goto('/en/endorse/documents');
  const signed = page.getByRole('radio', { name: 'The signed Pact' });
  if (await signed.count()) await signed.check();
}

/** Width and height in the frame of a JPEG. */
function sizeOf(jpeg: Buffer): [number, number] {
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg.readUInt8(at + 1);
    if (marker >= 0xc0 && marker <= 0xc2)
      return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
  }
  throw new Error('no frame');
}

/**
 * Milliseconds: a file is inspected before the next page loads, which is slow on a busy machine.
 */
const afterUpload = 20_000;

let path: string;
test.beforeAll(() => {
  path = photo();
});

test('IN10 a phone’s photo of 19 MB is made smaller, upright and without metadata', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const pieces: string[] = [];
  await page.exposeFunction('keepPiece', (piece: string) => void pieces.push(piece));
  await page.addInitScript(() => {
    const { fetch, keepPiece } = window as unknown as {
      fetch: typeof window.fetch;
      keepPiece: (piece: string) => Promise<void>;
    };
    window.fetch = async (address, options) => {
      if (options?.body instanceof Blob) {
        const bytes = new Uint8Array(await options.body.arrayBuffer());
        await keepPiece(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
      }
      return fetch(address, options);
    };
  });
  await openDocuments(page);
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.locator('.document-name')).toContainText('IMG_0002.jpg', { timeout: 120_000 });
  const sent = Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
  expect(sent.length).toBeLessThanOrEqual(10 * 1024 * 1024);
  expect(sent.includes('Phone of')).toBe(false);
  const [width, height] = sizeOf(sent);
  expect(height).toBeGreaterThan(width);
  expect(height).toBeGreaterThanOrEqual(2_500);
  await expectAccessible(page);
});

test('IN10 a file that no browser can open is refused at once', async ({ page }) => {
  await openDocuments(page);
  const heic = {
    name: 'IMG_0001.HEIC',
    mimeType: 'image/heic',
    buffer: Buffer.from('\0\0\0\x18ftypheic', 'latin1'),
  };
  await page.locator('input[type=file]').setInputFiles(heic);
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'iPhone photo (HEIC)' })).toBeVisible();
});

test('IN11 "Save and continue" uploads the chosen file; leaving without it asks first', async ({
  page,
}) => {
  await openDocuments(page);
  await page.locator('input[type=file]').setInputFiles(signedPact);
  const asked = new Promise<string>((resolve) => {
    page.once('dialog', (dialog) => {
      resolve(dialog.type());
      void dialog.dismiss();
    });
  });
  await page.getByRole('link', { name: 'Task list' }).first().click({ noWaitAfter: true });
  expect(await asked).toBe('beforeunload');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page).toHaveURL(/\/endorse\/authority$/, { timeout: afterUpload });
  await page.goto('/en/endorse/documents');
  await expect(page.locator('.document-name')).toHaveCount(1);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page).toHaveURL(/\/endorse\/authority$/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('IN10 a photo of 19 MB is refused within a second, with the figure of the limit', async ({
    page,
  }) => {
    await openDocuments(page);
    await page.locator('input[type=file]').setInputFiles(path);
    const started = Date.now();
    await page.getByRole('button', { name: 'Upload' }).click();
    await expect(page.locator('#file-error')).toContainText('the maximum is 10');
    test.info().annotations.push({ type: 'ms', description: String(Date.now() - started) });
    console.log(`refused after ${Date.now() - started} ms`);
    expect(Date.now() - started).toBeLessThan(5_000);
    await page.locator('input[type=file]').setInputFiles(signedPact);
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await expect(page).toHaveURL(/\/endorse\/authority$/, { timeout: afterUpload });
  });
});

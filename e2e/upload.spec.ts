import { expect, type Page } from '@playwright/test';
import { begin, expectAccessible, signedPact } from './support.ts';
import { test } from './story-test.ts';

/**
 * `UPLOAD_MB=10 UPLOAD_KBS=200` measures the promise itself; the default run uses a smaller file.
 */
const megabytes = Number(process.env['UPLOAD_MB'] ?? 1.5);
const kilobytesPerSecond = Number(process.env['UPLOAD_KBS'] ?? 400);

/** The signed Pact, as large as a scan. */
function scan(): typeof signedPact {
  const line = `%${'scan'.repeat(64)}\n`;
  const padding = line.repeat(
    Math.floor((megabytes * 1024 * 1024 - signedPact.buffer.length) / line.length),
  );
  const [head, ...rest] = signedPact.buffer.toString('latin1').split('\n');
  return { ...signedPact, buffer: Buffer.from(`${head}\n${padding}${rest.join('\n')}`, 'latin1') };
}

async function openDocuments(page: Page): Promise<void> {
  await begin(page);
  await page.goto('/en/endorse/documents');
}

test('U7 a large document is uploaded over a slow line, with progress, and survives an interruption', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  await openDocuments(page);
  await page.locator('input[type=file]').setInputFiles(scan());
  const network = await context.newCDPSession(page);
  const throughput = kilobytesPerSecond * 1024;
  const line = (offline: boolean) =>
    network.send('Network.emulateNetworkConditions', {
      offline,
      latency: 60,
      uploadThroughput: throughput,
      downloadThroughput: throughput,
    });
  await line(false);
  const started = Date.now();
  await page.getByRole('button', { name: 'Upload' }).click();
  const progress = page.getByRole('progressbar', { name: signedPact.name });
  await expect
    .poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value), { timeout: 60_000 })
    .toBeGreaterThan(30);
  await expectAccessible(page);
  await line(true);
  await expect(page.getByRole('status').filter({ hasText: 'You are offline' })).toBeVisible();
  await page.waitForTimeout(2_000);
  await line(false);
  await expect(page.getByText('The signed Pact, ')).toBeVisible({ timeout: 120_000 });
  test
    .info()
    .annotations.push({ type: 'seconds', description: String((Date.now() - started) / 1000) });
  if (process.env['UPLOAD_MB'])
    console.log(
      `${megabytes} MB at ${kilobytesPerSecond} kB/s with one cut: ` +
        `${(Date.now() - started) / 1000} s`,
    );
});

test('U7 an upload is cancelled, and a file that is no document is reported at the field', async ({
  page,
  context,
}) => {
  await openDocuments(page);
  await page.locator('input[type=file]').setInputFiles(scan());
  const network = await context.newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    uploadThroughput: 100 * 1024,
    downloadThroughput: 500 * 1024,
  });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar')).toBeHidden();
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    uploadThroughput: -1,
    downloadThroughput: -1,
  });
  await page.locator('input[type=file]').setInputFiles({
    name: 'notes.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('no PDF at all'),
  });
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'The file must be a PDF, a JPEG or a PNG' }),
  ).toBeVisible();
  await expect(page.locator('input[type=file]')).toBeFocused();
  await expectAccessible(page);
});

test('U7 of several files the second is refused: the first is there once, also when the button is pressed again', async ({
  page,
}) => {
  await openDocuments(page);
  const refused = {
    name: 'notes.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('no PDF at all'),
  };
  await expect(page.locator('input[type=file]')).toHaveAttribute('multiple', '');
  await page.locator('input[type=file]').setInputFiles([signedPact, refused]);
  for (let press = 0; press < 2; press += 1) {
    await page.getByRole('button', { name: 'Upload' }).click();
    await expect(
      page.getByRole('alert').filter({ hasText: 'The file must be a PDF, a JPEG or a PNG' }),
    ).toBeVisible();
  }
  await page.goto('/en/endorse/documents');
  await expect(page.locator('.document-name')).toHaveCount(1);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('U4 a refused file is reported in the summary and at the field', async ({ page }) => {
    await openDocuments(page);
    await page.locator('input[type=file]').setInputFiles({
      name: 'notes.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('no PDF at all'),
    });
    await page.getByRole('button', { name: 'Upload' }).click();
    await expect(page.locator('.error-summary')).toContainText(
      'The file must be a PDF, a JPEG or a PNG',
    );
    await expect(page.locator('#file-error')).toHaveText('The file must be a PDF, a JPEG or a PNG');
    await expect(page.locator('input[type=file]')).toHaveAttribute(
      'aria-describedby',
      /file-error/,
    );
  });
});

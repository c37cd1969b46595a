import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

/** The scripts of the font files that a page asked for, in order. */
async function asksFor(page: Page, path: string): Promise<string[]> {
  // Nothing of the page before is still under way.
  await page.goto('about:blank');
  const asked = new Set<string>();
  page.on('request', (request) => {
    const script = /georgian-(latin(?:-ext)?|georgian)-wght|-(greek|cyrillic|armenian)-wght/.exec(
      request.url(),
    );
    if (request.url().endsWith('.woff2')) asked.add(script?.[1] ?? script?.[2] ?? request.url());
  });
  await page.goto(path);
  await page.evaluate(() => document.fonts.ready);
  page.removeAllListeners('request');
  return [...asked].sort();
}

test('a page loads only the letters of its own language', async ({ page }) => {
  // Any page may have a name with an extended Latin letter.
  const latin = ['latin', 'latin-ext'];
  for (const [path, own] of [
    ['/en/help', []],
    ['/fr/privacy', []],
    ['/pl/privacy', ['latin-ext']],
    ['/tr/privacy', ['latin-ext']],
    ['/ro/privacy', ['latin-ext']],
    ['/el/privacy', ['greek']],
    ['/uk/privacy', ['cyrillic']],
  ] as const) {
    const asked = await asksFor(page, path);
    expect(asked, path).toEqual(expect.arrayContaining(['latin', ...own]));
    expect([...latin, ...own], path).toEqual(expect.arrayContaining(asked));
  }
  // A list has names in all scripts.
  for (const script of await asksFor(page, '/en/signatories')) expect(latin).toContain(script);
  await expectAccessible(page);
  expect(await asksFor(page, '/en/embed/counter')).toEqual([]);
});

test('the files are cached for ever, and their licence is beside them', async ({ page }) => {
  const answers: Record<string, string>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.woff2')) answers.push(response.headers());
  });
  await page.goto('/en/privacy');
  await page.evaluate(() => document.fonts.ready);
  expect(answers.length).toBeGreaterThan(0);
  for (const headers of answers) {
    expect(headers['content-type']).toBe('font/woff2');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  }
  const licence = await page.request.get('/assets/noto-sans-licence.txt');
  expect(await licence.text()).toContain('SIL Open Font License');
});

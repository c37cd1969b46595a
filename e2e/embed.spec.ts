import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

/** A town's website: a page on another origin with the embedding code. */
let site: Server;
let content = '';
const siteAddress = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

test.beforeAll(async () => {
  site = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      '<!doctype html><html lang="en"><meta name="viewport" ' +
        'content="width=device-width"><title>A town</title><main><h1>A ' +
        `town</h1>${content}</main></html>`,
    );
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
});
test.afterAll(() => site.close());

/** The embedding code on the open data page. */
async function snippets(
  page: Page,
): Promise<Record<'list' | 'map' | 'counter' | 'script', string>> {
  await page.goto('/en/data');
  const code = (name: string) => page.locator(`#embed-${name}`).inputValue();
  return {
    list: await code('list'),
    map: await code('map'),
    counter: await code('counter'),
    script: await code('script'),
  };
}

/**
 * Opens the town's page.
 * @returns every origin that was requested meanwhile.
 */
async function openSite(page: Page): Promise<Set<string>> {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  await page.goto(siteAddress());
  return asked;
}

test('O8 list, map and counter work in another site’s page, resize themselves, set no cookie and contact nobody else', async ({
  page,
  context,
  baseURL,
}) => {
  const { script, ...frames } = await snippets(page);
  for (const [view, frame] of Object.entries(frames)) {
    await context.clearCookies();
    content = frame + script;
    const asked = await openSite(page);
    const inside = page.frameLocator('iframe');
    await expect(inside.locator('body.embedded')).toBeVisible();
    await expect(inside.locator('main, .embed, h1, h2, p').first(), view).toBeVisible();
    const shown = await inside
      .locator('html')
      .evaluate((html) => (html as HTMLElement).offsetHeight);
    await expect(page.locator('iframe'), view).toHaveAttribute('height', String(shown));
    const [needed, given] = await inside
      .locator('html')
      .evaluate((html) => [html.scrollWidth, html.clientWidth]);
    expect(needed, `${view} is wider than its frame`).toBeLessThanOrEqual(given!);
    expect([...asked].sort(), view).toEqual([siteAddress(), new URL(baseURL!).origin].sort());
    expect(await context.cookies(), view).toEqual([]);
    await expectAccessible(page);
  }
});

test('O8 without the script a frame has the size that its code gives', async ({ page }) => {
  content = (await snippets(page)).counter;
  await openSite(page);
  await expect(page.frameLocator('iframe').locator('body.embedded')).toBeVisible();
  await expect(page.locator('iframe')).toHaveAttribute('height', '190');
});

test('O8 a program with the address of a page finds the same code by oEmbed', async ({
  page,
  request,
}) => {
  const { list, map, counter } = await snippets(page);
  for (const [path, code] of [
    ['/en/signatories', list],
    ['/en/map', map],
    ['/en', counter],
  ] as const) {
    await page.goto(path);
    const discovered = await page
      .locator('link[type="application/json+oembed"]')
      .getAttribute('href');
    const { html, width, height } = (await (await request.get(discovered!)).json()) as {
      html: string;
      width: number;
      height: number;
    };
    // Only the titles differ: one suits a list of codes, the other the page it is embedded in.
    const untitled = (snippet: string) => snippet.replace(/ title="[^"]*"/, '');
    expect(untitled(html)).toBe(untitled(code));
    expect(html).toContain(`width="${width}" height="${height}"`);
  }
});

test('O8 a signatory found by oEmbed, and its badge, show in a page of another site', async ({
  page,
  request,
  baseURL,
}) => {
  const { items } = (await (await request.get('/api/v1/signatories')).json()) as {
    items: { slug: string; demo: boolean }[];
  };
  // A demonstration signatory has no badge.
  await page.goto(`/en/signatories/${items.find(({ demo }) => !demo)!.slug}`);
  const name = await page.locator('h1').innerText();
  const address = new URL(page.url());
  const discovered = await page
    .locator('link[type="application/json+oembed"]')
    .getAttribute('href');
  const { html } = (await (await request.get(discovered!)).json()) as { html: string };
  const { script } = await snippets(page);
  content =
    `${html}${script}<p><a href="${address}"><img ` +
    `src="${baseURL}${address.pathname}/badge.svg" alt="Member of the Pact" ` +
    'width="200"></a></p>';
  const asked = await openSite(page);
  await expect(page.frameLocator('iframe').getByText(name).first()).toBeVisible();
  await expect
    .poll(() => page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  expect([...asked].sort()).toEqual([siteAddress(), new URL(baseURL!).origin].sort());
  await expectAccessible(page);
});

test('S14 every other page refuses to be framed', async ({ page, baseURL }) => {
  for (const path of [
    '/en',
    '/en/signatories',
    '/en/map',
    '/en/data',
    '/en/endorse',
    '/en/case',
    '/en/staff',
    '/staff',
  ]) {
    content = `<iframe src="${baseURL}${path}" title="Framed"></iframe>`;
    await openSite(page);
    const frame = page.frames().find((each) => each !== page.mainFrame());
    // Chromium shows its own error page with its own URL in place of a page that refuses to be
    // framed.
    await expect.poll(() => frame!.url(), { message: path }).toBe('chrome-error://chromewebdata/');
  }
});

import { createServer, request as ask, type Server } from 'node:http';
import { chromium, expect, type BrowserContext } from '@playwright/test';
import { SecondServer } from './second-server.ts';
import { test } from './story-test.ts';
import { ownServer } from './server-settings.ts';

const port = ownServer.port + 21_000;
/** A host name without TLS: no browser sends Fetch Metadata there. */
const host = 'register.test';
const proxyPort = port + 1;
const address = `http://${host}:${proxyPort}`;
let register: SecondServer | undefined;
let proxy: Server;
/** What the proxy takes out of each request. */
let dropped: RegExp;

test.beforeAll(async () => {
  register = await SecondServer.start(port, { BASE_URL: address });
  proxy = createServer((incoming, outgoing) => {
    const kept = Object.entries(incoming.headers).filter(([name]) => !dropped.test(name));
    const { method = 'GET', url = '/' } = incoming;
    const forwarded = ask(
      { port, method, path: url, headers: Object.fromEntries(kept) },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(forwarded);
  }).listen(proxyPort, '127.0.0.1');
});
test.afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await register?.stop();
});

/** A browser that finds our host name, and another site's, on this machine. */
async function visit(story: (context: BrowserContext) => Promise<void>, javaScriptEnabled = true) {
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {};
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...args, '--host-resolver-rules=MAP *.test 127.0.0.1'],
  });
  const { viewport } = test.info().project.use;
  await story(await browser.newContext({ javaScriptEnabled, ...(viewport ? { viewport } : {}) }));
  await browser.close();
}

for (const [name, pattern] of [
  ['no Sec-Fetch-*', /^sec-fetch-/],
  ['neither Sec-Fetch-* nor Origin', /^(sec-fetch-|origin$|referer$)/],
] as const) {
  test(`IN9 forms work over http under a host name, behind a proxy that leaves ${name}`, async () => {
    dropped = pattern;
    await visit(async (context) => {
      const page = await context.newPage();
      await page.goto(`${address}/en/endorse`);
      await page.locator('main form button[type=submit]').first().click();
      await expect(page).toHaveURL(`${address}/en/endorse/find`);
      await page.goto(`${address}/en/endorse/signer`);
      await page.locator('main form button[type=submit]').first().click();
      await expect(page.locator('.error-summary')).toBeVisible();
    }, false);
  });
}

test('S16 another site cannot submit forms, whatever the proxy drops, and people see a page', async () => {
  dropped = /^(sec-fetch-|origin$|referer$)/;
  await visit(async (context) => {
    const page = await context.newPage();
    await page.goto(`${address}/en/endorse`);
    const evil = `http://evil.test:${proxyPort}/`;
    await page.route(evil, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${address}/en/endorse"><button>Win</button></form>`,
      }),
    );
    await page.goto(evil);
    await page.getByRole('button', { name: 'Win' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'We could not tell where this form came from',
    );
    await page.goto(`${address}/en/endorse/tasks`);
    await expect(page).toHaveURL(`${address}/en/endorse`);
  });
});

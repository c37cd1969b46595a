import { mkdirSync, appendFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { joins } from './seeds.ts';
import { atDesk } from './staff.ts';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

mkdirSync('/tmp/told/shots', { recursive: true });
test('shots', async ({ page, browser }) => {
  test.setTimeout(400_000);
  await joins({ name: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-am-Rhein', country: 'LI', language: 'en', email: 'a@example.org' });
  await joins({ name: 'Wiesenau', country: 'LI', language: 'en', email: 'b@example.org' });
  await atDesk(page, 'en');
  const cookies = await page.context().cookies();
  const first = await page.locator('.row-link').first().getAttribute('href');
  for (const [name, width, scheme, lang] of [
    ['wide-light-en', 1280, 'light', 'en'], ['wide-dark-fr', 1280, 'dark', 'fr'],
    ['narrow-light-fr', 360, 'light', 'fr'], ['narrow-dark-en', 360, 'dark', 'en'],
  ] as const) {
    const context = await browser.newContext({ viewport: { width, height: width === 360 ? 740 : 860 }, colorScheme: scheme, locale: lang, extraHTTPHeaders: { 'x-forwarded-for': '192.0.2.10' } });
    await context.addCookies(cookies);
    const p = await context.newPage();
    for (const [file, path] of Object.entries({ home: '/staff', queue: '/staff/cases', register: '/staff/register', search: '/staff/search?q=nic', account: '/staff/account', imports: '/staff/imports', colleagues: '/staff/colleagues', case: first! })) {
      await p.goto(path);
      await expect(p.getByRole('heading', { level: 1 })).toBeVisible();
      await p.waitForTimeout(700);
      if (file === 'queue') {
        const y = await p.locator('.row-link').first().boundingBox();
        appendFileSync('/tmp/told/shots/y.txt', `${name} first row y=${y?.y} container=${JSON.stringify(await p.locator('main').boundingBox())}\n`);
      }
      if (file === 'case') appendFileSync('/tmp/told/shots/y.txt', `${name} case main=${JSON.stringify(await p.locator('main').boundingBox())}\n`);
      if (['home', 'search', 'account', 'imports', 'queue', 'register'].includes(file)) await expectAccessible(p).catch((e: Error) => appendFileSync('/tmp/told/shots/y.txt', `${name} ${file} axe ${e.message.slice(0, 1500)}\n`));
      await p.screenshot({ path: `/tmp/told/shots/${file}-${name}.png`, fullPage: file === 'home' || file === 'account' });
      if (file === 'queue' && width === 1280) {
        await p.locator('details.filter').first().locator('summary').click();
        await p.screenshot({ path: `/tmp/told/shots/filter-${name}.png` });
        const box = p.locator('details.filter').first().getByRole('checkbox').first();
        await box.check({ timeout: 3000 }).catch((e: Error) => appendFileSync('/tmp/told/shots/y.txt', `${name} check ${e.message.slice(0, 300)}\n`));
      }
    }
    await context.close();
  }
});

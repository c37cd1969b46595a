import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { firstSignIn } from './first-sign-in.ts';
import { ownServer } from './server-settings.ts';
import { appFile } from './staff.ts';

/**
 * Playwright's test, each from a separate network (RFC 3849). The server asks a network that begins
 * many endorsements for a proof of work, and no story may depend on earlier ones.
 */
export const test = base.extend<{ administrator: void }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the wanted fixtures.
  extraHTTPHeaders: async ({}, use, { project, testId, retry }) => {
    const name = createHash('sha256').update(`${project.name} ${testId} ${retry}`).digest('hex');
    await use({ 'x-forwarded-for': `2001:db8:${name.slice(0, 4)}::1` });
  },
  /** Before the first story of a server, its first administrator signs in. */
  administrator: [
    async ({ browser }, use) => {
      if (!existsSync(appFile)) {
        const page = await browser.newPage({ baseURL: ownServer.address });
        await firstSignIn(page);
        await page.close();
      }
      await use();
    },
    { auto: true, timeout: 120_000, title: 'the first sign-in' },
  ],
});

import { createHash } from 'node:crypto';
import { test as base } from '@playwright/test';

/**
 * Playwright's test, each from a network of its own (RFC 3849): the server asks a network that
 * begins many endorsements for a proof of work, and no story may depend on those before it.
 */
export const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from it which fixtures are wanted.
  extraHTTPHeaders: async ({}, use, { project, testId, retry }) => {
    const name = createHash('sha256').update(`${project.name} ${testId} ${retry}`).digest('hex');
    await use({ 'x-forwarded-for': `2001:db8:${name.slice(0, 4)}::1` });
  },
});

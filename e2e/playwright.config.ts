import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { serverSettings } from './server-settings.ts';

const port = Number(process.env['E2E_PORT'] ?? 3210);
// One folder for the server and the tests, which read the mails from it. Workers inherit the
// variable.
const dataDir = (process.env['E2E_DATA_DIR'] ??= mkdtempSync(join(tmpdir(), 'pact-e2e-')));

/**
 * The two screens act as visitors from two networks (RFC 5737), because the server requires a proof
 * of work when one network starts many endorsements.
 */
const from = (address: string) => ({ extraHTTPHeaders: { 'x-forwarded-for': address } });

/** Browser tests against the built product with its demonstration data, in Debian's Chromium. */
export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 60_000,
  // A browser on a busy machine may fail once: a test that passes on retry is reported as flaky,
  // one that fails twice has failed.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
  outputDir: join(dataDir, 'results'),
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'first sign-in', testMatch: '*.setup.ts' },
    {
      name: 'desktop',
      dependencies: ['first sign-in'],
      use: { viewport: { width: 1280, height: 900 }, colorScheme: 'light', ...from('192.0.2.10') },
    },
    {
      name: 'phone',
      dependencies: ['first sign-in'],
      use: {
        viewport: { width: 360, height: 740 },
        colorScheme: 'dark',
        hasTouch: true,
        ...from('198.51.100.20'),
      },
    },
  ],
  webServer: {
    command: 'node server/dist/server/src/main.js > "$DATA_DIR/out.log" 2>&1',
    cwd: join(import.meta.dirname ?? '.', '..'),
    url: `http://localhost:${port}/readyz`,
    env: serverSettings(port, dataDir),
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});

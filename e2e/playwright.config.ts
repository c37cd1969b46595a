import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { ownServer, serverAt, serverCount, serverSettings } from './server-settings.ts';

// One folder for the servers and the tests, which read the mails from it. Workers inherit the
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
  workers: serverCount,
  timeout: 60_000,
  // Two browsers and two servers share two cores: an answer may be late, and is right all the same.
  expect: { timeout: 15_000 },
  // A browser on a busy machine may fail once: a test that passes on retry is reported as flaky,
  // one that fails twice has failed.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
  outputDir: join(dataDir, 'results'),
  use: {
    baseURL: ownServer.address,
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
    {
      name: 'desktop',
      use: { viewport: { width: 1280, height: 900 }, colorScheme: 'light', ...from('192.0.2.10') },
    },
    {
      name: 'phone',
      use: {
        viewport: { width: 360, height: 740 },
        colorScheme: 'dark',
        hasTouch: true,
        ...from('198.51.100.20'),
      },
    },
  ],
  webServer: Array.from({ length: serverCount }, (_, index) => {
    const server = serverAt(index);
    return {
      command:
        'mkdir -p "$DATA_DIR" && node server/dist/server/src/main.js > "$DATA_DIR/out.log" 2>&1',
      cwd: join(import.meta.dirname ?? '.', '..'),
      url: `${server.address}/readyz`,
      env: serverSettings(server.port, server.dataDir),
      timeout: 120_000,
      gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
    };
  }),
});

import { join } from 'node:path';

const basePort = Number(process.env['E2E_PORT'] ?? 3210);
/** The number of servers, each with its own database and browser: one for each core. */
export const serverCount = 2;

/** The address and the folder of the server with this number. */
export function serverAt(index: number): { port: number; address: string; dataDir: string } {
  const port = basePort + index;
  return {
    port,
    address: `http://localhost:${port}`,
    dataDir: join(process.env['E2E_DATA_DIR'] ?? '', String(index)),
  };
}

/** The server of the process that runs this story. */
export const ownServer = serverAt(Number(process.env['TEST_PARALLEL_INDEX'] ?? 0));

/**
 * The settings of the servers in these tests: the built product in its own folder with the bundled
 * PostgreSQL, whatever the shell's environment says.
 */
export const serverSettings = (port: number, dataDir: string): Record<string, string> => ({
  PORT: String(port),
  BASE_URL: `http://localhost:${port}`,
  DATA_DIR: dataDir,
  DATABASE_URL: '',
  SMTP_URL: '',
  APP_SECRET: '',
  UNDO_SECONDS: '6',
  TRUSTED_PROXIES: '127.0.0.1,::1',
});

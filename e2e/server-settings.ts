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

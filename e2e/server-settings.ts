/**
 * What a server of the stories runs with: the built product in a folder of its own, with the
 * PostgreSQL that comes along, whatever the shell says.
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

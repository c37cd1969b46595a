import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, ConfigError, misspelled, readConfig } from './config.js';

const secret = 'x'.repeat(32);

describe('RL20 a wrong setting stops the start with one line that names it', () => {
  it.each([
    ['PORT', 'http'],
    ['PORT', '0'],
    ['PORT', '70000'],
    ['HOST', 'localhost'],
    ['BASE_URL', 'pact.example.org'],
    ['BASE_URL', 'ftp://pact.example.org'],
    ['DATABASE_URL', 'mysql://root@host/db'],
    ['DATABASE_APP_URL', 'host'],
    ['APP_SECRET', 'short'],
    ['SMTP_URL', 'http://mail.example.org'],
    ['CLAMD_URL', 'clamd'],
    ['CLAMD_URL', 'tcp://clamd'],
    ['MAIL_FROM', 'nobody'],
    ['STAFF_EMAIL', 'admin'],
    ['TRUSTED_PROXIES', '10.0.0.1, proxy'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', 'fd00::/8/8'],
    ['DATABASE_APP_ROLE', 'Pact-App'],
    ['DATABASE_PUBLIC_ROLE', 'pact_app'],
    ['LOG_LEVEL', 'loud'],
    ['OIDC_ISSUER', 'http://login.example.org'],
  ])('%s=%s', (name, value) => {
    const read = () => readConfig({ APP_SECRET: secret, [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} is wrong: [^\\n]+ See \\.env\\.example\\.$`, 'm'));
  });

  it('all faults are listed at once, a line for each', () => {
    expect(() =>
      readConfig({ PORT: 'http', SMTP_URL: 'mail', APP_SECRET_FILE: '/nowhere/at/all' }),
    ).toThrow(
      /^APP_SECRET_FILE cannot be read \(ENOENT\)\.\n(PORT is wrong: .*\n)(SMTP_URL is wrong: .*)$/,
    );
  });

  it.each(['# of step 2', 'you@example.org   # the first administrator', 'x\t#'])(
    'a comment after a value, which systemd treats as part of it: %s',
    (value) => {
      for (const name of ['STAFF_EMAIL', 'DATABASE_PASSWORD', 'OIDC_NAME'])
        expect(() => readConfig({ APP_SECRET: secret, [name]: value })).toThrow(
          new RegExp(`^${name} contains a comment: put it on a line of its own\\.[^\\n]+$`),
        );
      const password = 'a#b';
      expect(readConfig({ APP_SECRET: secret, DATABASE_PASSWORD: password })).toMatchObject({
        DATABASE_PASSWORD: password,
      });
    },
  );

  it('a misspelt name of a setting is reported, and no other name', () => {
    expect(
      misspelled({
        SMTPURL: 'smtp://localhost',
        DATABSE_URL: 'x',
        APP_SECRET_FIEL: 'x',
        SMTP_URL: 'smtp://localhost',
        LOGNAME: 'anna',
        HOSTNAME: 'here',
        PATH: '/bin',
        HOME: '/',
        MAIL: '/var/mail/anna',
        npm_config_port: '1',
      }),
    ).toEqual([
      'SMTPURL is set and is no setting: is SMTP_URL meant?',
      'DATABSE_URL is set and is no setting: is DATABASE_URL meant?',
      'APP_SECRET_FIEL is set and is no setting: is APP_SECRET_FILE meant?',
    ]);
  });

  const provider = {
    OIDC_ISSUER: 'https://login.example.org',
    OIDC_CLIENT_ID: 'register',
    OIDC_CLIENT_SECRET: 's',
  };
  it.each(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const)(
    'an identity provider without %s',
    (missing) => {
      expect(() => readConfig({ ...provider, [missing]: '' })).toThrow(
        new RegExp(`^${missing} is wrong: [^\\n]+ See \\.env\\.example\\.$`),
      );
      expect(() => readConfig({ OIDC_MFA_AMR: 'mfa' })).toThrow(/^OIDC_ISSUER is wrong/);
      expect(readConfig(provider).providerName).toBe('login.example.org');
      expect(
        readConfig({ ...provider, OIDC_NAME: 'the Council', OIDC_MFA_AMR: 'mfa, otp' }),
      ).toMatchObject({
        providerName: 'the Council',
        OIDC_MFA_AMR: ['mfa', 'otp'],
      });
    },
  );

  it('S30 an operator’s database needs an operator’s secret', () => {
    expect(() => readConfig({ DATABASE_URL: 'postgres://pact@db/pact' })).toThrow(
      /^APP_SECRET is wrong/,
    );
    expect(
      readConfig({ DATABASE_URL: 'postgres://pact@db/pact', APP_SECRET: secret }).embedded,
    ).toBe(false);
  });
});

describe('S59 secrets from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pact-config-'));
  const file = join(folder, 'secret');
  writeFileSync(file, `${'s'.repeat(40)}\n`);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('every setting can be in the file that NAME_FILE names', () => {
    expect(readConfig({ APP_SECRET_FILE: file }).APP_SECRET).toBe('s'.repeat(40));
    expect(readConfig({ METRICS_TOKEN_FILE: file, APP_SECRET_FILE: '' }).METRICS_TOKEN).toBe(
      's'.repeat(40),
    );
  });

  it.each([
    ['APP_SECRET_FILE cannot be read (ENOENT).', { APP_SECRET_FILE: join(folder, 'none') }],
    [
      'APP_SECRET and APP_SECRET_FILE are both set: keep one of them.',
      { APP_SECRET: secret, APP_SECRET_FILE: file },
    ],
  ])('%s', (line, environment) => {
    expect(() => readConfig(environment)).toThrow(new ConfigError(line));
  });
});

describe('settings', () => {
  it('nothing has to be set, and an empty value counts as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', SMTP_URL: '' })).toEqual(new Config());
  });

  it('are read from text', () => {
    const config = readConfig({
      PORT: '8080',
      TRUSTED_PROXIES: '10.0.0.1, ::1, 10.1.0.0/16, fd00::/8',
      BASE_URL: 'https://pact.example.org/',
    });
    expect(config.PORT).toBe(8080);
    expect(config.TRUSTED_PROXIES).toEqual(['10.0.0.1', '::1', '10.1.0.0/16', 'fd00::/8']);
    expect(config.baseUrl).toBe('https://pact.example.org');
    expect(config.secure).toBe(true);
  });

  it('the owner’s password may be set separately, whatever characters it has', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://pact@db:5432/pact',
      DATABASE_PASSWORD: 'a/b@c%',
      APP_SECRET: secret,
    });
    expect(decodeURIComponent(new URL(config.databaseUrl).password)).toBe('a/b@c%');
    expect(readConfig({ DATABASE_PASSWORD: 'x' }).databaseUrl).toBe('');
  });
});

import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsIP,
  IsString,
  IsUrl,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  validateSync,
} from 'class-validator';
import { DatabaseSettings } from './database-settings.js';
import { limits } from './limits.js';
import { IfProvider, IfSet, IsMailbox, isSet, IsNetwork, List, Whole } from './setting-rules.js';
import { ConfigError, valueOf } from './setting-value.js';
import { slipsIn } from './slips.js';

export { ConfigError };

/**
 * Everything that can be set from outside, as environment variables or in `.env`. A wrong value
 * stops startup with one line that names the variable; `.env.example` explains each setting to
 * operators.
 */
export class Config extends DatabaseSettings {
  @Whole(1, 65535)
  PORT = 3000;

  /** The address to listen on. 127.0.0.1 keeps a demonstration private to the laptop it runs on. */
  @IsIP()
  HOST = '127.0.0.1';

  /**
   * The public address of this server. Links in mails are built from it, never from a request's
   * Host header.
   */
  @IfSet()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  BASE_URL = '';

  /**
   * At least 32 random characters. Required with DATABASE_URL; the embedded database keeps its own
   * secret beside its data.
   */
  @ValidateIf((config: Config) => isSet(config.DATABASE_URL) || isSet(config.APP_SECRET))
  @IsString()
  @MinLength(32)
  APP_SECRET = '';

  /**
   * The previous APP_SECRET, set for the one start that rotates the secret; `lost` if it is lost.
   */
  @IfSet()
  @Matches(/^(lost|.{32,})$/, { message: 'APP_SECRET_PREVIOUS must be the secret before, or lost' })
  APP_SECRET_PREVIOUS = '';

  /** Folder for uploaded documents, mails written to disk and the embedded database. */
  @IsString()
  @MinLength(1)
  DATA_DIR = 'var';

  /**
   * s3://host/bucket (s3+http:// without TLS), with ?region=. Empty: documents are stored in
   * DATA_DIR, which all instances must share.
   */
  @IfSet()
  @Matches(/^s3(\+http)?:\/\/[^\s/@?]+\/[^\s/?]+[^\s?]*(\?region=[\w-]+)?$/, {
    message: 'STORAGE_URL must be s3://host/bucket?region=name',
  })
  STORAGE_URL = '';

  @ValidateIf((config: Config) => isSet(config.STORAGE_URL))
  @IsString()
  @MinLength(3)
  STORAGE_KEY_ID = '';

  @ValidateIf((config: Config) => isSet(config.STORAGE_URL))
  @IsString()
  @MinLength(3)
  STORAGE_KEY = '';

  /**
   * Who can read backups: public keys of age or SSH (age1…, ssh-…), or keys of gpg (an id, or the
   * path of a file). Empty: backups are not encrypted.
   */
  @List()
  @Matches(/^[^\s-].*$/, { each: true })
  BACKUP_RECIPIENT: string[] = [];

  /** The file with the secret key of age, where an encrypted backup is restored. */
  @IsString()
  BACKUP_IDENTITY = '';

  /** smtp(s)://user:password@host:port. Empty: mails are written to DATA_DIR/mail. */
  @IfSet()
  @IsUrl({ protocols: ['smtp', 'smtps'], require_tld: false, require_protocol: true })
  SMTP_URL = '';

  /**
   * Reply address of mails about a case; each case's token follows the local part after a `+`. The
   * local part has to be short, because an address allows 64 characters for it.
   */
  @ValidateIf((config: Config) => isSet(config.REPLY_ADDRESS) || isSet(config.IMAP_URL))
  @IsEmail({ require_tld: false })
  @Matches(/^[^+@]{1,11}@/, {
    message:
      'REPLY_ADDRESS must be the address of the mailbox of IMAP_URL, with at most 11 letters ' +
      'before the @',
  })
  REPLY_ADDRESS = '';

  /**
   * imap(s)://user:password@host:port/mailbox where replies arrive. Empty: replies are not read.
   */
  @ValidateIf((config: Config) => isSet(config.REPLY_ADDRESS) || isSet(config.IMAP_URL))
  @IsMailbox()
  IMAP_URL = '';

  /**
   * tcp://host:port or unix:/path of the ClamAV daemon. Empty: documents are not scanned, and staff
   * see that.
   */
  @IfSet()
  @Matches(/^(tcp:\/\/[^\s/:]+:\d{1,5}|tcp:\/\/\[[0-9a-f:]+\]:\d{1,5}|unix:\/\S+)$/i, {
    message: 'CLAMD_URL must be tcp://host:port or unix:/path',
  })
  CLAMD_URL = '';

  /** A bare address is sent with the register's name in the language of the mail. */
  @IsEmail({ allow_display_name: true, require_tld: false })
  MAIL_FROM = 'no-reply@localhost';

  /** How long a decision can be undone before its mail is sent. */
  @Whole(0, 600)
  UNDO_SECONDS = 30;

  /** Sign-in name of the first administrator, created while there are no staff accounts. */
  @IsEmail({ require_tld: false })
  STAFF_EMAIL = 'admin@localhost';

  /**
   * Issuer URL of the organisation's OpenID Connect provider. Staff who have linked their accounts
   * sign in there. Empty: single sign-on is off. Only localhost may be used without TLS.
   */
  @IfProvider()
  @Matches(/^(https:\/\/[^\s?#]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/[^\s?#]*)?)$/, {
    message:
      'OIDC_ISSUER must be an https:// address, and OIDC_CLIENT_ID and OIDC_CLIENT_SECRET ' +
      'belong to it',
  })
  OIDC_ISSUER = '';

  @IfProvider()
  @IsString()
  @MinLength(1, { message: 'OIDC_CLIENT_ID must be set with OIDC_ISSUER' })
  OIDC_CLIENT_ID = '';

  @IfProvider()
  @IsString()
  @MinLength(1, { message: 'OIDC_CLIENT_SECRET must be set with OIDC_ISSUER' })
  OIDC_CLIENT_SECRET = '';

  /** The provider's name on the sign-in button. Empty: its host name. */
  @IsString()
  @MaxLength(60)
  OIDC_NAME = '';

  /**
   * `acr` values by which the provider asserts a second factor; sign-in requests ask for them. If
   * the provider asserts none of these and none of the `amr` values below, our own second factor is
   * required.
   */
  @List()
  @Matches(/^\S+$/, { each: true })
  OIDC_MFA_ACR: string[] = [];

  /** The same for `amr` values (RFC 8176), such as mfa. */
  @List()
  @Matches(/^\S+$/, { each: true })
  OIDC_MFA_AMR: string[] = [];

  /**
   * Addresses or networks of the reverse proxies, comma separated. X-Forwarded-For is trusted only
   * from them.
   */
  @List()
  @IsNetwork()
  TRUSTED_PROXIES: string[] = [];

  /**
   * Where to report vulnerabilities: mailto: or https: (RFC 9116). Empty: security@ the host of
   * BASE_URL, the mailbox that RFC 2142 names for this.
   */
  @IfSet()
  @Matches(/^(mailto:\S+@\S+|https:\/\/\S+)$/, {
    message: 'SECURITY_CONTACT must be mailto:name@host or https://…',
  })
  SECURITY_CONTACT = '';

  /**
   * Retention in days for drafts, endorsements with an unconfirmed address, cases that were not
   * accepted, and mails. The privacy notice states these periods.
   */
  @Whole(7, limits.draftDays)
  DRAFT_DAYS: number = limits.draftDays;

  @Whole(7, 90)
  UNCONFIRMED_DAYS: number = limits.unconfirmedDays;

  @Whole(30, 3_650)
  ENDED_CASE_DAYS: number = limits.endedCaseDays;

  @Whole(7, 3_650)
  SENT_MAIL_DAYS: number = limits.sentMailDays;

  @Whole(30, 3_650)
  DEAD_MAIL_DAYS: number = limits.deadMailDays;

  /** Bearer token that grants monitoring access to /metrics. Empty: /metrics does not exist. */
  @IfSet()
  @MinLength(24)
  METRICS_TOKEN = '';

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace'])
  LOG_LEVEL = 'info';

  get baseUrl(): string {
    return (this.BASE_URL || `http://localhost:${this.PORT}`).replace(/\/+$/, '');
  }

  get securityContact(): string {
    return this.SECURITY_CONTACT || `mailto:security@${new URL(this.baseUrl).hostname}`;
  }

  /** The name on the sign-in button, or null without an identity provider. */
  get providerName(): string | null {
    return this.OIDC_ISSUER ? this.OIDC_NAME || new URL(this.OIDC_ISSUER).hostname : null;
  }

  /** Whether the site runs on https; cookies are then `Secure` and prefixed with `__Host-`. */
  get secure(): boolean {
    return this.baseUrl.startsWith('https://');
  }

  /** DATABASE_URL including its password. Empty: the embedded database. */
  get databaseUrl(): string {
    if (!this.DATABASE_PASSWORD || this.embedded) return this.DATABASE_URL;
    const url = new URL(this.DATABASE_URL);
    url.password = encodeURIComponent(this.DATABASE_PASSWORD);
    return url.toString();
  }

  get embedded(): boolean {
    return !isSet(this.DATABASE_URL);
  }
}

/**
 * Reads the settings from an environment.
 * @throws ConfigError naming each invalid variable and what it expects, a line for each.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const known = Object.keys(new Config());
  const unreadable: string[] = [];
  const given = Object.fromEntries(
    known.flatMap((key) => {
      try {
        return valueOf(environment, key);
      } catch (error) {
        unreadable.push((error as ConfigError).message);
        return [];
      }
    }),
  );
  const config = plainToInstance(Config, given, { exposeDefaultValues: true });
  const wrong = validateSync(config)
    .filter(({ property }) => !unreadable.some((line) => line.startsWith(property)))
    .map(
      ({ property, constraints = {} }) =>
        `${property} is wrong: ${Object.values(constraints).join('; ')}. See .env.example.`,
    );
  const faults = [...unreadable, ...wrong];
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}

/** Variables that look like misspelt settings, one line each. */
export function misspelled(environment: NodeJS.ProcessEnv): string[] {
  return slipsIn(environment, Object.keys(new Config()));
}

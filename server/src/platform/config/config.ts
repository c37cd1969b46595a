import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsIP,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  validateSync,
} from 'class-validator';
import { limits } from './limits.js';

const postgresUrl = {
  protocols: ['postgres', 'postgresql'],
  require_tld: false,
  require_protocol: true,
};
const isSet = (value: unknown) => value !== undefined && value !== '';
/** The identity provider is set as a whole or not at all. */
const hasProvider = ({
  OIDC_ISSUER,
  OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET,
  OIDC_NAME,
  OIDC_MFA_ACR,
  OIDC_MFA_AMR,
}: Config) =>
  [OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME].some(isSet) ||
  OIDC_MFA_ACR.length > 0 ||
  OIDC_MFA_AMR.length > 0;
const IfProvider = () => ValidateIf((config: Config) => hasProvider(config));
/** Only checked when given. */
const IfSet = () => ValidateIf((_, value) => isSet(value));

/** A whole number of this range, given as text. */
const Whole = (min: number, max: number): PropertyDecorator => {
  const rules = [Max(max), Min(min), IsInt(), Type(() => Number)];
  return (target, name) => rules.forEach((rule) => rule(target, name));
};

/** Values with commas between them. */
const List = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : value,
  );

/**
 * Everything that can be set from outside, as environment variables or in `.env`.
 * A wrong value stops the start with one line that names the variable; `.env.example` explains each
 * to an operator.
 */
export class Config {
  @Whole(1, 65535)
  PORT = 3000;

  /** The address to listen on; 127.0.0.1 keeps a laptop's demonstration to itself. */
  @IsIP()
  HOST = '127.0.0.1';

  /**
   * How the world reaches this server; links in mails are built from it and never from a request's
   * Host header.
   */
  @IfSet()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  BASE_URL = '';

  /** Owner of the database, used for migrations only. Empty: the embedded PostgreSQL. */
  @IfSet()
  @IsUrl(postgresUrl)
  DATABASE_URL = '';

  /**
   * Password of the owner, where it should not stand in DATABASE_URL (or holds letters that a URL
   * would have to escape).
   */
  @IsString()
  DATABASE_PASSWORD = '';

  /** The application's own role. Empty: a role `pact_app` is made and kept by the owner. */
  @IfSet()
  @IsUrl(postgresUrl)
  DATABASE_APP_URL = '';

  /** The public reader's role. Empty: a role `pact_public` is made and kept by the owner. */
  @IfSet()
  @IsUrl(postgresUrl)
  DATABASE_PUBLIC_URL = '';

  /**
   * A streaming replica that takes the public's reads; without a name in it the public reader's
   * role. Empty: the primary takes them.
   */
  @IfSet()
  @IsUrl(postgresUrl)
  DATABASE_READ_URL = '';

  /**
   * At least 32 random characters. Required with DATABASE_URL; the embedded database keeps its own
   * beside its data.
   */
  @ValidateIf((config: Config) => isSet(config.DATABASE_URL) || isSet(config.APP_SECRET))
  @IsString()
  @MinLength(32)
  APP_SECRET = '';

  /**
   * The APP_SECRET before this one, for the start that goes over to it; `lost` when nobody has it.
   */
  @IfSet()
  @Matches(/^(lost|.{32,})$/, { message: 'APP_SECRET_PREVIOUS must be the secret before, or lost' })
  APP_SECRET_PREVIOUS = '';

  /** Folder for uploaded documents, written mails and the embedded database. */
  @IsString()
  @MinLength(1)
  DATA_DIR = 'var';

  /**
   * s3://host/bucket (s3+http:// without TLS), with ?region=. Empty: documents are kept under
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

  /** smtp(s)://user:password@host:port. Empty: mails are written to DATA_DIR/mail. */
  @IfSet()
  @IsUrl({ protocols: ['smtp', 'smtps'], require_tld: false, require_protocol: true })
  SMTP_URL = '';

  /**
   * tcp://host:port or unix:/path of ClamAV's daemon. Empty: documents are not scanned, and staff
   * see so.
   */
  @IfSet()
  @Matches(/^(tcp:\/\/[^\s/:]+:\d{1,5}|tcp:\/\/\[[0-9a-f:]+\]:\d{1,5}|unix:\/\S+)$/i, {
    message: 'CLAMD_URL must be tcp://host:port or unix:/path',
  })
  CLAMD_URL = '';

  @IsEmail({ allow_display_name: true, require_tld: false })
  MAIL_FROM = 'Pact of Towns and Regions <no-reply@localhost>';

  /** For how long a decision can be taken back before its mail leaves. */
  @Whole(0, 600)
  UNDO_SECONDS = 30;

  /** Sign-in name of the first administrator, made when there is no staff yet. */
  @IsEmail({ require_tld: false })
  STAFF_EMAIL = 'admin@localhost';

  /**
   * The organisation's own provider of identities (OpenID Connect), as it calls itself; colleagues
   * who have linked themselves sign in there. Empty: nobody does. Without TLS only on this machine.
   */
  @IfProvider()
  @Matches(/^(https:\/\/[^\s?#]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/[^\s?#]*)?)$/, {
    message:
      'OIDC_ISSUER must be an https:// address, and OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong to it',
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

  /** What colleagues call it, for the button. Empty: its host. */
  @IsString()
  @MaxLength(60)
  OIDC_NAME = '';

  /**
   * Values of `acr` by which the provider asserts a second factor; they are asked for. With none of
   * them, and none of those below, ours is asked for.
   */
  @List()
  @Matches(/^\S+$/, { each: true })
  OIDC_MFA_ACR: string[] = [];

  /** The same of `amr` (RFC 8176), such as mfa. */
  @List()
  @Matches(/^\S+$/, { each: true })
  OIDC_MFA_AMR: string[] = [];

  /**
   * Addresses of the proxies in front, comma separated. Only from them is X-Forwarded-For believed.
   */
  @List()
  @IsIP(undefined, { each: true })
  TRUSTED_PROXIES: string[] = [];

  /**
   * Where faults of security are told: mailto: or https: (RFC 9116). Empty: security@ the host of
   * BASE_URL, the mailbox that RFC 2142 names for it.
   */
  @IfSet()
  @Matches(/^(mailto:\S+@\S+|https:\/\/\S+)$/, {
    message: 'SECURITY_CONTACT must be mailto:name@host or https://…',
  })
  SECURITY_CONTACT = '';

  /**
   * For how many days drafts, endorsements without a proven address, cases that were not accepted,
   * and mails are kept. The privacy notice tells them.
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

  /**
   * Opens /metrics to whoever watches the register, as a bearer token. Empty: there is no /metrics.
   */
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

  /** The name on the button, or null when nobody signs in at a provider. */
  get providerName(): string | null {
    return this.OIDC_ISSUER ? this.OIDC_NAME || new URL(this.OIDC_ISSUER).hostname : null;
  }

  /** Cookies are `Secure` and `__Host-` wherever the address is https. */
  get secure(): boolean {
    return this.baseUrl.startsWith('https://');
  }

  /** DATABASE_URL with its password. Empty: the embedded database. */
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

/** A wrong setting; its message is the one line that the operator reads. */
export class ConfigError extends Error {}

/**
 * Every setting can stand in a file instead, which NAME_FILE names: where Docker, Kubernetes and
 * systemd put secrets, and where no other process can read them as it can an environment.
 */
function valueOf(environment: NodeJS.ProcessEnv, name: string): [name: string, value: string][] {
  const [value, file] = [environment[name], environment[`${name}_FILE`]];
  if (!isSet(file)) return isSet(value) ? [[name, value!]] : [];
  if (isSet(value))
    throw new ConfigError(`${name} and ${name}_FILE are both set: keep one of them.`);
  try {
    // An editor ends a file with a new line, and no secret does.
    return [[name, readFileSync(file!, 'utf8').replace(/\r?\n$/, '')]];
  } catch (error) {
    throw new ConfigError(
      `${name}_FILE cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

/**
 * Reads the settings from an environment.
 * @throws ConfigError naming the first wrong variable and what is expected of it.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const known = Object.keys(new Config());
  const given = Object.fromEntries(known.flatMap((key) => valueOf(environment, key)));
  const config = plainToInstance(Config, given, { exposeDefaultValues: true });
  const [wrong] = validateSync(config);
  if (wrong) {
    throw new ConfigError(
      `${wrong.property} is wrong: ${Object.values(wrong.constraints ?? {}).join('; ')}. See .env.example.`,
    );
  }
  return config;
}

import { IsString, IsUrl, Matches, ValidateBy } from 'class-validator';
import { LogSettings } from './log-settings.js';
import { IfSet, postgresUrl } from './setting-rules.js';

/** A name that needs no quotes, short enough to append the suffix of the audit trail's role. */
const roleName = /^[a-z_][a-z0-9_]{0,56}$/;
const plainName = { message: '$property must be a name of lower-case letters, digits and _' };

/** The roles that the program creates unless the operator names others. */
export const roles = { app: 'pact_app', public: 'pact_public' } as const;

/** The database settings that an operator can change. */
export class DatabaseSettings extends LogSettings {
  /**
   * Connection as the owner of the database, used for migrations only. Empty: the embedded
   * PostgreSQL.
   */
  @IfSet()
  @IsUrl(postgresUrl)
  DATABASE_URL = '';

  /**
   * The owner's password, for operators who keep it out of DATABASE_URL or whose password would
   * need URL escaping.
   */
  @IsString()
  DATABASE_PASSWORD = '';

  /** The application's role, which the owner creates and maintains. Roles belong to the server. */
  @Matches(roleName, plainName)
  DATABASE_APP_ROLE: string = roles.app;

  /** The public reader's role, likewise. */
  @Matches(roleName, plainName)
  @ValidateBy({
    name: 'isAnotherRole',
    validator: {
      validate: (role, all) => role !== (all?.object as DatabaseSettings).DATABASE_APP_ROLE,
      defaultMessage: () => 'it must not be DATABASE_APP_ROLE, because it may only read',
    },
  })
  DATABASE_PUBLIC_ROLE: string = roles.public;

  /**
   * Connection with a role that an administrator created. Empty: the owner creates
   * DATABASE_APP_ROLE.
   */
  @IfSet()
  @IsUrl(postgresUrl)
  DATABASE_APP_URL = '';

  /** The same for the public reader. Empty: the owner creates DATABASE_PUBLIC_ROLE. */
  @IfSet()
  @IsUrl(postgresUrl)
  DATABASE_PUBLIC_URL = '';

  /**
   * A streaming replica for public reads. Without a user name in the URL, the public reader's role
   * is used. Empty: the primary serves them.
   */
  @IfSet()
  @IsUrl(postgresUrl)
  DATABASE_READ_URL = '';
}

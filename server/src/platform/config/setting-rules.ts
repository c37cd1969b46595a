import { isIP } from 'node:net';
import { Transform, Type } from 'class-transformer';
import { IsInt, Max, Min, ValidateBy, ValidateIf } from 'class-validator';
import { witnessOf } from './log-witness.js';
import { mailboxAt } from './mailbox-url.js';

export const postgresUrl = {
  protocols: ['postgres', 'postgresql'],
  require_tld: false,
  require_protocol: true,
};
export const isSet = (value: unknown) => value !== undefined && value !== '';
/** The settings of the identity provider, as in `Config`. */
interface ProviderSettings {
  OIDC_ISSUER?: unknown;
  OIDC_CLIENT_ID?: unknown;
  OIDC_CLIENT_SECRET?: unknown;
  OIDC_NAME?: unknown;
  OIDC_MFA_ACR: string[];
  OIDC_MFA_AMR: string[];
}

/** The identity provider's settings must be set all together or not at all. */
export const hasProvider = ({
  OIDC_ISSUER,
  OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET,
  OIDC_NAME,
  OIDC_MFA_ACR,
  OIDC_MFA_AMR,
}: ProviderSettings) =>
  [OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME].some(isSet) ||
  OIDC_MFA_ACR.length > 0 ||
  OIDC_MFA_AMR.length > 0;
export const IfProvider = () => ValidateIf((config: ProviderSettings) => hasProvider(config));
/** Validates the value only if it is set. */
export const IfSet = () => ValidateIf((_, value) => isSet(value));

/** A whole number of this range, given as text. */
export const Whole = (min: number, max: number): PropertyDecorator => {
  const rules = [Max(max), Min(min), IsInt(), Type(() => Number)];
  return (target, name) => rules.forEach((rule) => rule(target, name));
};

/** The address of a mailbox. The error does not repeat the value, which holds a password. */
export const IsMailbox = () =>
  ValidateBy({
    name: 'isMailbox',
    validator: {
      validate: (value) => mailboxAt(String(value)) !== null,
      defaultMessage: () =>
        '$property must be imaps://user:password@host:port/mailbox, and belongs to ' +
        'REPLY_ADDRESS; in the password write % as %25, # as %23, ? as %3F, / as %2F and @ as %40',
    },
  });

/** Each value is an IP address or a network: 10.0.0.0/8, fd00::/8. */
export const IsNetwork = () =>
  ValidateBy(
    {
      name: 'isNetwork',
      validator: {
        validate: isNetwork,
        defaultMessage: () =>
          'each value in $property must be an ip address or a network (10.0.0.0/8)',
      },
    },
    { each: true },
  );

/** Each value is a log witness's verifier key, optionally followed by a space and its address. */
export const IsWitness = () =>
  ValidateBy(
    {
      name: 'isWitness',
      validator: {
        validate: (value) => witnessOf(String(value)) !== null,
        defaultMessage: () =>
          'each value in $property must be the verifier key of a witness (name+id+key, of type ' +
          '4), and may have the https address behind a space at which it takes checkpoints',
      },
    },
    { each: true },
  );

function isNetwork(value: unknown): boolean {
  const [address = '', bits, ...more] = String(value).split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

/** Splits comma-separated values. */
export const List = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : value,
  );

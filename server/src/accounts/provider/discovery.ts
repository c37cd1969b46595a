import * as oidc from 'openid-client';
import type { Config } from '../../platform/config/config.js';
import { limits } from '../../platform/config/limits.js';

/** The provider's own issuer differs from OIDC_ISSUER by more than a trailing slash. */
export class IssuerMismatch extends Error {
  readonly code = 'ISSUER_MISMATCH';

  constructor(
    readonly expected: string,
    readonly published: string,
  ) {
    super(`OIDC_ISSUER is ${expected}, but the provider calls itself ${published}`);
  }
}

/**
 * What the provider publishes about itself (OpenID Connect Discovery). Some issuers end with a
 * slash and some do not, and their manuals show either. An issuer that differs from OIDC_ISSUER by
 * only that is accepted, and the published spelling is used.
 */
export async function discoverProvider(config: Config): Promise<oidc.Configuration> {
  try {
    return await discover(config, config.OIDC_ISSUER);
  } catch (error) {
    const published = publishedIssuer(error);
    if (published === undefined) throw error;
    if (!isSameIssuer(published, config.OIDC_ISSUER))
      throw new IssuerMismatch(config.OIDC_ISSUER, published);
    return discover(config, published);
  }
}

/** Whether two issuers are the same; only a trailing slash may differ. */
export function isSameIssuer(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

const bare = (issuer: string) => issuer.replace(/\/$/, '');

function discover(config: Config, name: string): Promise<oidc.Configuration> {
  const issuer = new URL(name);
  // Checks the token's signature although it is received over TLS. This is stricter and costs only
  // one more request an hour.
  const execute = [
    oidc.enableNonRepudiationChecks,
    ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
  ];
  const secret = secretAsWanted(config.OIDC_CLIENT_SECRET);
  return oidc.discovery(issuer, config.OIDC_CLIENT_ID, undefined, secret, {
    execute,
    timeout: limits.providerTime / 1000,
  });
}

/** The provider's own issuer, from the library's error. */
function publishedIssuer(error: unknown): string | undefined {
  const { cause } = error as { cause?: unknown };
  if (typeof cause !== 'object' || cause === null) return undefined;
  const { attribute, body } = cause as { attribute?: unknown; body?: { issuer?: unknown } };
  if (attribute === 'issuer' && typeof body?.issuer === 'string') return body.issuer;
  return publishedIssuer(cause);
}

/**
 * Sends our client secret in the way that the provider accepts (OpenID Connect Discovery: in the
 * header, if it does not say).
 */
function secretAsWanted(secret: string): oidc.ClientAuth {
  return (server, client, body, headers) => {
    const byBody = server.token_endpoint_auth_methods_supported?.includes('client_secret_post');
    const auth = byBody ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret);
    return auth(server, client, body, headers);
  };
}

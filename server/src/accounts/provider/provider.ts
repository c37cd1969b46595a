import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { AppContext } from '../../platform/database/app-context.js';
import { logger } from '../../platform/log/logger.js';
import { Problem } from '../../platform/http/problem.js';
import { deriveToken } from '../../platform/text/tokens.js';
import type { Config } from '../../platform/config/config.js';
import { limits } from '../../platform/config/limits.js';
import { discoverProvider, IssuerMismatch } from './discovery.js';

/** Who somebody is at the provider. The subject names a person only together with the issuer. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  /**
   * Whether the provider says that a second factor was proven there, in the words that the settings
   * trust.
   */
  secondFactor: boolean;
}

/**
 * The organisation's provider of identities. All that a round trip needs (state, nonce, PKCE
 * verifier) is derived from the one secret that the browser's cookie holds: nobody else can know
 * it, and nothing of it is stored.
 */
@Injectable()
export class Provider {
  private known: { configuration: Promise<oidc.Configuration>; until: number } | undefined;
  private readonly config: Config;

  constructor({ config }: AppContext) {
    this.config = config;
  }

  get name(): string | null {
    return this.config.providerName;
  }

  get issuer(): string {
    return this.config.OIDC_ISSUER;
  }

  /**
   * Where to send the browser that holds the secret. @throws Problem 503 when the provider cannot
   * be reached.
   */
  async address(secret: string): Promise<string> {
    const configuration = await this.configuration();
    const { OIDC_MFA_ACR } = this.config;
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.returnAddress,
      // No mail address and no name: who somebody is here stands in our own table.
      scope: 'openid',
      state: roundTrip(secret, 'state'),
      nonce: roundTrip(secret, 'nonce'),
      code_challenge: await oidc.calculatePKCECodeChallenge(roundTrip(secret, 'verifier')),
      code_challenge_method: 'S256',
      ...(OIDC_MFA_ACR.length > 0 ? { acr_values: OIDC_MFA_ACR.join(' ') } : {}),
    }).href;
  }

  /**
   * What the provider answered to the browser that holds the secret.
   * @param answer the query with which it came back.
   * @throws Problem 401 for every answer that does not fit the question to the last claim, 503
   *   when the provider cannot be reached.
   */
  async identity(secret: string, answer: string): Promise<ProvenIdentity> {
    const configuration = await this.configuration();
    const address = new URL(this.returnAddress);
    address.search = answer;
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, address, {
        expectedState: roundTrip(secret, 'state'),
        expectedNonce: roundTrip(secret, 'nonce'),
        pkceCodeVerifier: roundTrip(secret, 'verifier'),
        idTokenExpected: true,
      });
      const { iss, sub, acr, amr } = tokens.claims()!;
      return { issuer: iss, subject: sub, secondFactor: this.assertsSecondFactor(acr, amr) };
    } catch (error) {
      throw this.failure(error);
    }
  }

  private assertsSecondFactor(acr: unknown, amr: unknown): boolean {
    const { OIDC_MFA_ACR, OIDC_MFA_AMR } = this.config;
    return (
      (typeof acr === 'string' && OIDC_MFA_ACR.includes(acr)) ||
      (Array.isArray(amr) && amr.some((method) => OIDC_MFA_AMR.includes(String(method))))
    );
  }

  private get returnAddress(): string {
    return `${this.config.baseUrl}/staff/sign-in/provider`;
  }

  /**
   * What the provider publishes about itself, asked for when it is needed: an outage there must not
   * keep the register from starting.
   */
  private async configuration(): Promise<oidc.Configuration> {
    if (!this.known || this.known.until < Date.now()) {
      this.known = {
        configuration: discoverProvider(this.config),
        until: Date.now() + limits.providerMetadataMinutes * 60_000,
      };
    }
    try {
      return await this.known.configuration;
    } catch (error) {
      this.known = undefined;
      throw error instanceof IssuerMismatch ? mismatch(error) : unavailable(codeOf(error));
    }
  }

  /**
   * A provider that is down is told apart from an answer that is wrong; of what was wrong only the
   * log tells.
   */
  private failure(error: unknown): Problem {
    const code = codeOf(error);
    if (code === 'OAUTH_TIMEOUT' || !code.startsWith('OAUTH_')) return unavailable(code);
    return refused([code, ...detailOf(error)].join(' '));
  }
}

function roundTrip(secret: string, part: 'state' | 'nonce' | 'verifier'): string {
  return deriveToken(secret, 'provider', part);
}

/** The library's code; where no answer came it is that of the connection. */
function codeOf(error: unknown): string {
  const { code, cause, name } = error as { code?: unknown; cause?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof cause === 'object' && cause !== null ? codeOf(cause) : String(name);
}

/** Which claim was wrong, or what the provider itself calls its refusal; never a value. */
function detailOf(error: unknown): string[] {
  const { error: refusal, cause } = error as {
    error?: unknown;
    cause?: { cause?: { claim?: unknown } };
  };
  return [refusal, cause?.cause?.claim].filter(
    (word): word is string => typeof word === 'string' && /^[a-z_]{1,40}$/.test(word),
  );
}

export function refused(result: string): Problem {
  return new Problem(401, 'provider-refused', 'Signing in at the provider did not work.').noting({
    what: 'sign-in',
    result,
  });
}

/** Both names are public; an operator sees at once which setting to correct. */
function mismatch({ code, expected, published, message }: IssuerMismatch): Problem {
  logger.error({ what: 'provider', result: code, expected, published }, message);
  return new Problem(503, 'provider-unavailable', 'The provider cannot be reached.');
}

function unavailable(result: string): Problem {
  logger.error({ what: 'provider', result }, 'identity provider cannot be used');
  return new Problem(503, 'provider-unavailable', 'The provider cannot be reached.');
}

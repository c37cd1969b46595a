import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { AppContext } from '../../platform/database/app-context.js';
import { logger } from '../../platform/log/logger.js';
import { Problem } from '../../platform/http/problem.js';
import { deriveToken } from '../../platform/text/tokens.js';
import type { Config } from '../../platform/config/config.js';
import { limits } from '../../platform/config/limits.js';
import { discoverProvider, IssuerMismatch } from './discovery.js';

/** A person's identity at the provider. The subject is unique only together with the issuer. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  /** Whether the provider claims a proven second factor, in the terms that the settings trust. */
  secondFactor: boolean;
}

/**
 * The organisation's OpenID Connect provider. Everything that a round trip needs (state, nonce,
 * PKCE verifier) is derived from the one secret in the browser's cookie, so nobody else can know it
 * and nothing is stored.
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
   * The URL to redirect the browser with this secret to.
   * @throws Problem 503 when the provider cannot be reached.
   */
  async address(secret: string): Promise<string> {
    const configuration = await this.configuration();
    const { OIDC_MFA_ACR } = this.config;
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.returnAddress,
      // Requests neither mail address nor name, because our own table says who the identity belongs
      // to.
      scope: 'openid',
      state: roundTrip(secret, 'state'),
      nonce: roundTrip(secret, 'nonce'),
      code_challenge: await oidc.calculatePKCECodeChallenge(roundTrip(secret, 'verifier')),
      code_challenge_method: 'S256',
      ...(OIDC_MFA_ACR.length > 0 ? { acr_values: OIDC_MFA_ACR.join(' ') } : {}),
    }).href;
  }

  /**
   * Validates the provider's answer for the browser with this secret.
   * @param answer the query string of the redirect back.
   * @throws Problem 401 for every answer that does not match the request in every claim, 503 when
   *   the provider cannot be reached.
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
   * The provider's discovery document, fetched on demand, so that an outage there does not keep the
   * register from starting.
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
   * Distinguishes an unavailable provider from an invalid answer. The details of an invalid answer
   * appear only in the log.
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

/** The library's error code, or that of the connection when there was no answer. */
function codeOf(error: unknown): string {
  const { code, cause, name } = error as { code?: unknown; cause?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof cause === 'object' && cause !== null ? codeOf(cause) : String(name);
}

/** The claim that was wrong, or the provider's own error code; never a value. */
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
  return new Problem(401, 'provider-refused', 'Signing in with the provider did not work.').noting({
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

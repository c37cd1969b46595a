import { Injectable } from '@nestjs/common';
import { createChallenge, verifySolution } from 'altcha-lib/v1';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { deriveKey } from '../../platform/database/secret.js';
import { limits } from '../../platform/config/limits.js';

/**
 * The puzzle for a browser: find the number whose hash with the salt equals the challenge (ALTCHA,
 * SHA-256).
 */
export type Challenge = Awaited<ReturnType<typeof createChallenge>>;

/**
 * Limits new endorsements per network and hour: a few without conditions, many more with a proof of
 * work, then none. A town hall never reaches the limits; a bot pays with computing time.
 */
@Injectable()
export class BeginGate {
  private readonly key: string;

  constructor(
    context: AppContext,
    private readonly rates: RateLimits,
  ) {
    this.key = deriveKey(context.secret, 'proof of work');
  }

  /**
   * @throws Problem 429 `proof-needed` with a challenge when a proof is missing or wrong, 429
   *   `too-many` when the hard limit is reached.
   */
  async pass(ip: string, proof: string | undefined): Promise<void> {
    const begun = await this.rates.useFrom('draft', limits.draftsPerAddress, ip);
    if (begun <= limits.draftsWithoutProof || (await this.isProof(proof))) return;
    await this.rates.giveBackFrom('draft', limits.draftsPerAddress, ip);
    throw await this.proofNeeded();
  }

  /**
   * Whether this is a solution of our own challenge, at most ten minutes old and used for the first
   * time, in any spelling.
   */
  private async isProof(proof: string | undefined): Promise<boolean> {
    const challenge = proof && challengeOf(proof);
    if (!challenge || !(await verifySolution(proof, this.key).catch(() => false))) return false;
    return this.rates
      .use('proof', { points: 1, seconds: limits.proofMinutes * 60 }, challenge)
      .then(
        () => true,
        (error: unknown) => {
          if (error instanceof Problem) return false;
          throw error;
        },
      );
  }

  private async proofNeeded(): Promise<Problem> {
    const challenge = await createChallenge({
      hmacKey: this.key,
      maxnumber: limits.proofNumber,
      expires: new Date(Date.now() + limits.proofMinutes * 60_000),
    });
    return new Problem(
      429,
      'proof-needed',
      'Many endorsements begin from your network. Solve the challenge and send it as `proof`.',
      { challenge },
    );
  }
}

/**
 * The challenge that a solution names, parsed as verifySolution does. The same challenge can be
 * written in many ways but solved only once.
 */
function challengeOf(proof: string): string | null {
  try {
    const { challenge } = JSON.parse(atob(proof)) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

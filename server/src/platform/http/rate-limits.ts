import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { networks, type CountedNetwork } from './networks.js';
import { Problem } from './problem.js';

export interface Limit {
  points: number;
  seconds: number;
}

/**
 * Counters in PostgreSQL: shared by all instances, and still there after a restart. Keys are
 * hashed, so no address is stored.
 *
 * A use is counted before it happens, in one statement: simultaneous requests cannot exceed the
 * limit. There is no way to check first and count afterwards. A use that turns out not to count is
 * given back.
 */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly database: DataSource) {}

  /**
   * Counts one use, or one that weighs `points`. @returns how many there were. @throws Problem 429
   * with Retry-After when there were more than the limit says.
   */
  async use(name: string, limit: Limit, key: string, points = 1): Promise<number> {
    try {
      return (await this.limiter(name, limit).consume(hashed(key), points)).consumedPoints;
    } catch (result) {
      throw result instanceof RateLimiterRes ? tooMany(name, result.msBeforeNext) : result;
    }
  }

  /**
   * Counts one use for the network of an address and for the larger ones around it, which are
   * allowed more (networks.ts).
   * @param of a separate subject of the count, such as an account, and the weight.
   * @returns the number of uses in the network that has used the largest share of its allowance.
   */
  async useFrom(
    name: string,
    limit: Limit,
    ip: string,
    { of = '', points = 1 }: { of?: string; points?: number } = {},
  ): Promise<number> {
    let most = 0;
    for (const { key, level, share } of networks(ip)) {
      const used = await this.use(
        `${name}${level}`,
        { ...limit, points: limit.points * share },
        joined(of, key),
        points,
      );
      most = Math.max(most, used / share);
    }
    return most;
  }

  /** Counts one use without ever refusing. @returns how many there were. */
  async count(name: string, limit: Limit, key: string): Promise<number> {
    return (await this.limiter(name, limit).penalty(hashed(key), 1)).consumedPoints;
  }

  /** Gives back a counted attempt that turns out not to count. */
  async giveBack(name: string, limit: Limit, key: string): Promise<void> {
    await this.limiter(name, limit).reward(hashed(key), 1);
  }

  /** The same for the network of an address and those around it. */
  async giveBackFrom(name: string, limit: Limit, ip: string, of = ''): Promise<void> {
    for (const counted of networks(ip)) await this.giveBackOne(name, limit, counted, of);
  }

  /**
   * Resets the counter of the address's network, and gives back one use to the larger networks
   * around it.
   */
  async forgetFrom(name: string, limit: Limit, ip: string, of = ''): Promise<void> {
    const [own, ...around] = networks(ip);
    await this.limiter(`${name}${own!.level}`, limit).delete(hashed(joined(of, own!.key)));
    for (const counted of around) await this.giveBackOne(name, limit, counted, of);
  }

  private giveBackOne(
    name: string,
    limit: Limit,
    { key, level, share }: CountedNetwork,
    of: string,
  ): Promise<void> {
    return this.giveBack(
      `${name}${level}`,
      { ...limit, points: limit.points * share },
      joined(of, key),
    );
  }

  private limiter(name: string, { points, seconds }: Limit): RateLimiterPostgres {
    const known = this.limiters.get(name);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      storeClient: this.database,
      storeType: 'typeorm',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: seconds,
      clearExpiredByTimeout: false,
    });
    this.limiters.set(name, limiter);
    return limiter;
  }
}

function joined(of: string, key: string): string {
  return of ? `${of} ${key}` : key;
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 32);
}

/** @param name of the limit, for the log. */
export function tooMany(name: string, milliseconds: number): Problem {
  const retryAfter = Math.max(1, Math.ceil(milliseconds / 1000));
  return new Problem(429, 'too-many', 'Too many attempts. Please wait a moment.', {
    retryAfter,
  }).noting({ what: 'limit', result: name });
}

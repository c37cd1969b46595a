import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { Problem } from './problem.js';

export interface Limit {
  points: number;
  seconds: number;
}

/**
 * Counters in PostgreSQL: shared by all instances, and still there after a restart. Keys are
 * hashed, so no address is stored.
 */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly database: DataSource) {}

  /**
   * Counts one use, or one that weighs so many points. @throws Problem 429 with Retry-After when
   * the limit is reached.
   */
  async use(name: string, limit: Limit, key: string, points = 1): Promise<void> {
    try {
      await this.limiter(name, limit).consume(hashed(key), points);
    } catch (result) {
      throw result instanceof RateLimiterRes ? tooMany(name, result.msBeforeNext) : result;
    }
  }

  /** Refuses when the limit is reached already, without counting. */
  async check(name: string, limit: Limit, key: string): Promise<void> {
    const state = await this.limiter(name, limit).get(hashed(key));
    if (state && state.consumedPoints >= limit.points) throw tooMany(name, state.msBeforeNext);
  }

  /** Counts one use without ever refusing. */
  async count(name: string, limit: Limit, key: string): Promise<void> {
    await this.limiter(name, limit).penalty(hashed(key), 1);
  }

  /** How often it was used in the present span of time. */
  async used(name: string, limit: Limit, key: string): Promise<number> {
    return (await this.limiter(name, limit).get(hashed(key)))?.consumedPoints ?? 0;
  }

  async forget(name: string, limit: Limit, key: string): Promise<void> {
    await this.limiter(name, limit).delete(hashed(key));
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

/** The network behind an address: one household has a whole IPv6 /64. */
export function network(address: string): string {
  // A server that listens on :: sees IPv4 addresses in this form (RFC 4291 §2.5.5.2).
  const ip = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(ip)) return ip;
  const [head = '', tail = ''] = ip.split('%')[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = ip.includes('::') ? tail.split(':').filter(Boolean) : [];
  const middle: string[] = Array.from(
    { length: Math.max(0, 8 - left.length - right.length) },
    () => '0',
  );
  return [...left, ...middle, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 32);
}

function tooMany(name: string, milliseconds: number): Problem {
  const retryAfter = Math.max(1, Math.ceil(milliseconds / 1000));
  return new Problem(429, 'too-many', 'Too many tries. Please wait a moment.', {
    retryAfter,
  }).noting({ what: 'limit', result: name });
}

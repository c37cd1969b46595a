import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { logger } from '../../platform/log/logger.js';
import { limits } from '../../platform/config/limits.js';
import { today } from '../../platform/http/strasbourg-sql.js';
import { verifyNext, type Ask, type Place } from '../../platform/events/verify-events.js';
import { registerAgreement } from './register-agreement.js';

/** The progress of today's check, and its findings. */
interface Check {
  /** The day on which the trail was last read to its end. */
  day: string | null;
  seq: string;
  hash: string;
  /** The first fault of the last complete check, or of the current one. */
  broken: { seq: string; reason: string } | null;
}

const fresh: Omit<Check, 'day' | 'broken'> = { seq: '0', hash: '' };

/**
 * Reads the whole audit trail once a day, about a thousand events at a time, so that faults are
 * noticed without a manual check. Administrators are notified of one (contract/notices.ts).
 */
@Injectable()
export class TrailCheck {
  constructor(private readonly database: DataSource) {}

  /** @returns how many faults this step found. */
  async step(manager: EntityManager): Promise<number> {
    const [clock] = await manager.query<{ day: string; check: Check | null }[]>(
      `SELECT ${today}::text AS day, (SELECT value FROM setting
        WHERE key = 'trail_check') AS check`,
    );
    const { day, check } = clock!;
    if (check?.day === day) return 0;
    const { seq, hash, broken, day: last } = check ?? { ...fresh, broken: null, day: null };
    const from = { seq: BigInt(seq), hash: hash ? Buffer.from(hash, 'hex') : Buffer.alloc(32) };
    const { place, ended, found } = await this.read(from);
    if (found) logger.error({ event: found.seq, reason: found.reason }, 'audit trail not intact');
    const next: Check = ended
      ? { ...fresh, day, broken: found }
      : { day: last, seq: String(place.seq), hash: place.hash.toString('hex'), broken };
    await manager.query(
      `INSERT INTO setting (key, value) VALUES ('trail_check', $1) ON CONFLICT (key) DO UPDATE
        SET value = excluded.value`,
      [next],
    );
    return found ? 1 : 0;
  }

  /**
   * Events, head and register in one snapshot, because an event appended meanwhile is not a fault.
   */
  private read(from: Place): Promise<{ place: Place; ended: boolean; found: Check['broken'] }> {
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const ask: Ask = <Result extends object>(sql: string, values?: unknown[]) =>
        manager.query<Result[]>(sql, values);
      const { place, firstBad, ended } = await verifyNext(ask, from, limits.eventsPerStep);
      const found = firstBad ?? (ended ? await disagreement(ask, place.seq) : null);
      return { place, ended, found };
    });
  }
}

/** The first difference of the register from the trail, which is intact up to this event. */
async function disagreement(ask: Ask, seq: bigint): Promise<Check['broken']> {
  const [first] = await registerAgreement(ask);
  return first ? { seq: String(seq), reason: `the register disagrees: ${first.subject}` } : null;
}

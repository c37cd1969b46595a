import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import { verifyNext, type Ask } from '../../platform/events/verify-events.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { registerAgreement } from './register-agreement.js';
import type { VerifiedDto, VerifyStepDto } from './trail.dto.js';

/**
 * Verifies the hash chain step by step, so that a screen can show progress. Millions of events take
 * many short requests.
 */
@Injectable()
export class VerificationService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  async step({ seq, hash }: VerifyStepDto, staff: Staff): Promise<VerifiedDto> {
    const from = { seq: BigInt(seq), hash: hash ? Buffer.from(hash, 'hex') : Buffer.alloc(32) };
    // Reads events and head in one snapshot, so that concurrent appends cause no false mismatch.
    const result = await this.database.transaction('REPEATABLE READ', async (manager) => {
      const ask: Ask = <Result extends object>(sql: string, values?: unknown[]) =>
        manager.query<Result[]>(sql, values);
      const [head] = await ask<{ seq: string }>('SELECT seq FROM event_head');
      const next = await verifyNext(ask, from, limits.eventsPerStep);
      return {
        head: head?.seq ?? '0',
        ...next,
        disagreements: next.ended ? await registerAgreement(ask) : [],
      };
    });
    const { place, head, ended, firstBad, disagreements } = result;
    if (ended) {
      await this.database.transaction((manager) =>
        this.events.append(manager, {
          actor: { kind: 'staff', id: staff.id },
          action: 'trail.verify',
          subject: { kind: 'trail', id: null },
          details: {
            to: String(place.seq),
            whole: firstBad === null,
            ...(firstBad ? { firstBad: firstBad.seq } : {}),
            ...(disagreements.length > 0
              ? { disagreements: disagreements.map(({ subject }) => subject) }
              : {}),
          },
        }),
      );
    }
    return {
      seq: String(place.seq),
      hash: place.hash.toString('hex'),
      head,
      ended,
      firstBad,
      disagreements,
    };
  }
}

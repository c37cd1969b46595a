import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { limits } from '../../platform/config/limits.js';
import { daysOf, retentionSubjects, type RetentionSubject } from './retention-rules.js';
import { today } from '../../platform/http/strasbourg-sql.js';

/** One line of the report. */
export interface RetentionRule {
  what: RetentionSubject;
  days: number;
  lately: number;
  inAll: number;
  lastAt: string | null;
}

/** Reports retention periods and records automatic deletions. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
  ) {}

  /** Records how many items were deleted, within the transaction that deletes them. */
  async note(
    manager: EntityManager,
    removed: Partial<Record<RetentionSubject, number>>,
  ): Promise<void> {
    for (const [what, amount] of Object.entries(removed)) {
      if (amount === 0) continue;
      await manager.query(
        `INSERT INTO removal (day, what, amount) VALUES (${today}, $1, $2)
         ON CONFLICT (day, what) DO UPDATE SET amount = removal.amount + excluded.amount,
           last_at = now()`,
        [what, amount],
      );
    }
  }

  async report(): Promise<RetentionRule[]> {
    const rows = await this.database.query<
      { what: string; lately: number; inAll: number; lastAt: Date }[]
    >(
      `SELECT what, coalesce(sum(amount) FILTER (WHERE day > ${today} - ${limits.recentDays}),
        0)::int AS lately, sum(amount)::int AS "inAll", max(last_at) AS "lastAt"
       FROM removal GROUP BY what`,
    );
    const days = daysOf(this.context.config);
    return retentionSubjects.map((what) => {
      const row = rows.find((each) => each.what === what);
      return {
        what,
        days: days[what],
        lately: row?.lately ?? 0,
        inAll: row?.inAll ?? 0,
        lastAt: row?.lastAt.toISOString() ?? null,
      };
    });
  }
}

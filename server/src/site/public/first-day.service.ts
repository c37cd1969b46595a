import { Injectable } from '@nestjs/common';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { Problem } from '../../platform/http/problem.js';
import { PublicDatabase } from './public-database.js';

/** Since when the register can be read as of a day. */
@Injectable()
export class FirstDay {
  constructor(private readonly database: PublicDatabase) {}

  /** @throws Problem 404 for an unknown day, with the first known one. */
  async require(day: string | undefined): Promise<void> {
    if (day === undefined) return;
    const [row] = await this.database.query<{ day: string | null }>(
      `SELECT day::text FROM public_first_day`,
    );
    const firstDay = row?.day ?? null;
    const lastDay = dayInStrasbourg();
    if (firstDay && firstDay <= day && day <= lastDay) return;
    const detail = firstDay
      ? `The register is known from ${firstDay} to ${lastDay}.`
      : 'Nothing is on the register yet.';
    throw new Problem(404, 'day-not-known', detail, { firstDay, lastDay });
  }
}

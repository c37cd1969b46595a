import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Language } from '../../../../contract/languages.js';
import { limits } from '../../platform/config/limits.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import type { HelplineReportDto } from './helpline-report.dto.js';

/**
 * Accepts readers' reports of wrong numbers. We keep nothing about the reader: no name, no address;
 * the rate limit counts a hash of the network and then deletes it.
 */
@Injectable()
export class HelplineReports {
  constructor(
    private readonly database: DataSource,
    private readonly rates: RateLimits,
  ) {}

  /** @throws Problem 429 when one network, or all of them together, report too much. */
  async add(report: HelplineReportDto, language: Language, ip: string): Promise<void> {
    await this.rates.useFrom('helpline-report', limits.helplineReportsPerAddress, ip);
    await this.rates.use('helpline-reports', limits.helplineReports, 'all');
    await this.database.query(
      `INSERT INTO helpline_report (id, country_code, number, remark, language)
        VALUES ($1, $2, $3, $4, $5)`,
      [uuidv7(), report.country, report.number, report.remark ?? null, language],
    );
  }

  /** Deletes reports not handled in time. @returns how many. */
  async forgetOld(manager: EntityManager): Promise<number> {
    const [, forgotten] = await manager.query<[unknown, number]>(
      'DELETE FROM helpline_report WHERE created_at < now() - make_interval(days => $1)',
      [limits.helplineReportDays],
    );
    return forgotten;
  }
}

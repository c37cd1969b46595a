import { Injectable } from '@nestjs/common';
import { strasbourg } from '../../../../contract/clock.js';
import { keptOf, reportersByCountry, reportersBySize } from './columns-figures.js';
import { FilteredRegisterService } from './filtered-register.service.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import type { KeptDto, ReportingFiguresDto } from './reporting.dto.js';
import { reportingYears } from './reporting-years.js';

/**
 * The results of the pledges, and who reports on them: computed once per version, because the
 * result is the same for every reader.
 */
@Injectable()
export class ReportingFiguresService {
  private readonly keptOnce: OncePerVersion<KeptDto>;
  private readonly reportingOnce: OncePerVersion<ReportingFiguresDto>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly register: FilteredRegisterService,
    clock: RegisterClock,
  ) {
    this.keptOnce = new OncePerVersion(clock, () => this.countKept());
    this.reportingOnce = new OncePerVersion(clock, () => this.countReporting());
  }

  kept(): Promise<KeptDto> {
    return this.keptOnce.get();
  }

  reporting(): Promise<ReportingFiguresDto> {
    return this.reportingOnce.get();
  }

  private async countKept(): Promise<KeptDto> {
    return keptOf(await this.register.columns());
  }

  private async countReporting(): Promise<ReportingFiguresDto> {
    const [columns, running] = await Promise.all([this.register.columns(), this.runningYear()]);
    return {
      years: reportingYears(columns, running),
      countries: reportersByCountry(columns),
      sizes: reportersBySize(columns),
    };
  }

  /**
   * The running year is that of the last change, not of the clock: an answer belongs to a version
   * of the register and stays the same until the next one (decision 35).
   */
  private async runningYear(): Promise<number> {
    const [row] = await this.database.query<{ year: number }>(
      `SELECT extract(year FROM changed_at AT TIME ZONE '${strasbourg}')::int AS year
       FROM public_register`,
    );
    return row!.year;
  }
}

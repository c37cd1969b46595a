import { Injectable } from '@nestjs/common';
import type { ActionFiguresDto, RegisterFiguresDto } from './figures.dto.js';
import { actionsOf, growthOf, kindsOf, pillarsOf, undatedOf } from './columns-figures.js';
import { CountriesService } from './countries.service.js';
import { FilteredRegisterService } from './filtered-register.service.js';
import { OncePerVersion } from './once-per-version.js';
import { RegisterClock } from './register-clock.js';
import { ReportingFiguresService } from './reporting-figures.service.js';

/**
 * The register's growth and its pledges: computed once per version, because the result is the same
 * for every reader.
 */
@Injectable()
export class PledgeFiguresService {
  private readonly actions: OncePerVersion<ActionFiguresDto[]>;
  private readonly whole: OncePerVersion<RegisterFiguresDto>;

  constructor(
    private readonly register: FilteredRegisterService,
    private readonly countries: CountriesService,
    private readonly reporting: ReportingFiguresService,
    clock: RegisterClock,
  ) {
    this.actions = new OncePerVersion(clock, () => this.countActions());
    this.whole = new OncePerVersion(clock, () => this.countAll());
  }

  /** Each action of the Pact, with the number of signatories that pledged it and their progress. */
  byAction(): Promise<ActionFiguresDto[]> {
    return this.actions.get();
  }

  figures(): Promise<RegisterFiguresDto> {
    return this.whole.get();
  }

  private async countActions(): Promise<ActionFiguresDto[]> {
    return actionsOf(await this.register.columns());
  }

  private async countAll(): Promise<RegisterFiguresDto> {
    const [columns, countries, kept, reporting] = await Promise.all([
      this.register.columns(),
      this.countries.all(),
      this.reporting.kept(),
      this.reporting.reporting(),
    ]);
    return {
      growth: growthOf(columns),
      undated: undatedOf(columns),
      kinds: kindsOf(columns),
      pillars: pillarsOf(columns),
      countries: countries.filter(({ signatories }) => signatories > 0),
      kept,
      reporting,
    };
  }
}

import { Injectable } from '@nestjs/common';
import { municipalityTotals } from '../../reference/countries/authority-totals.js';
import { memberStates } from '../../../../contract/countries.js';
import type { CountryDto } from './countries.dto.js';
import { countriesOf, emptyCountry } from './columns-figures.js';
import { FilteredRegisterService } from './filtered-register.service.js';
import { OncePerVersion } from './once-per-version.js';
import { RegisterClock } from './register-clock.js';

/**
 * The register by country. Every country page and the map of shares need these figures, so they are
 * computed once per version.
 */
@Injectable()
export class CountriesService {
  private readonly counted: OncePerVersion<CountryDto[]>;

  constructor(
    private readonly register: FilteredRegisterService,
    clock: RegisterClock,
  ) {
    this.counted = new OncePerVersion(clock, () => this.count());
  }

  /** Every member state, and every other country with a signatory. */
  all(): Promise<CountryDto[]> {
    return this.counted.get();
  }

  /** @returns null for a country that is neither a member state nor on the register. */
  async one(code: string): Promise<CountryDto | null> {
    return (await this.all()).find((country) => country.code === code) ?? null;
  }

  private async count(): Promise<CountryDto[]> {
    const counted = countriesOf(await this.register.columns());
    const found = new Map(counted.map((country) => [country.code, country]));
    return [...new Set([...memberStates, ...found.keys()])].sort().map((code) => ({
      ...(found.get(code) ?? emptyCountry(code)),
      member: memberStates.includes(code),
      total: municipalityTotals[code] ?? null,
    }));
  }
}

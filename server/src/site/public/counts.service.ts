import { Injectable } from '@nestjs/common';
import { countsOf } from './filtered-columns.js';
import { FilteredRegisterService } from './filtered-register.service.js';
import type { CountsDto } from './public.dto.js';
import type { DatedFilter } from './register-filter.dto.js';
import { FirstDay } from './first-day.service.js';
import { SearchService } from './search.service.js';

/**
 * Facet counts: how many signatories each further filter value would leave, shown beside the value.
 */
@Injectable()
export class CountsService {
  constructor(
    private readonly register: FilteredRegisterService,
    private readonly search: SearchService,
    private readonly firstDay: FirstDay,
  ) {}

  async counts(filter: DatedFilter): Promise<CountsDto> {
    await this.firstDay.require(filter.asOf);
    const { cube } = await this.register.filtered(await this.search.understand(filter));
    return countsOf(cube, filter);
  }
}

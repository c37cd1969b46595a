import { Injectable } from '@nestjs/common';
import { countsOf } from './filtered-columns.js';
import { FilteredRegisterService } from './filtered-register.service.js';
import type { CountsDto } from './public.dto.js';
import type { RegisterFilter } from './register-filter.dto.js';
import { SearchService } from './search.service.js';

/**
 * Facet counts: how many signatories each further filter value would leave, shown beside the value.
 */
@Injectable()
export class CountsService {
  constructor(
    private readonly register: FilteredRegisterService,
    private readonly search: SearchService,
  ) {}

  async counts(filter: RegisterFilter): Promise<CountsDto> {
    const { cube } = await this.register.filtered(await this.search.understand(filter));
    return countsOf(cube, filter);
  }
}

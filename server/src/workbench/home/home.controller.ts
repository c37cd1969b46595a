import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { HomeDto } from './home.dto.js';
import { HomeService } from './home.service.js';
import { SearchDto, SearchQuery } from './search.dto.js';
import { StaffSearch } from './search.service.js';

@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher', 'administrator')
export class HomeController {
  constructor(
    private readonly home: HomeService,
    private readonly search: StaffSearch,
  ) {}

  @Get('home')
  @ApiOperation({ summary: 'The signed-in colleague’s items of today' })
  @ApiOkResponse({ type: HomeDto })
  read(@CurrentStaff() staff: Staff): Promise<HomeDto> {
    return this.home.of(staff);
  }

  @Get('search')
  @ApiOperation({ summary: 'Cases, signatories, people, notes and colleagues in one search' })
  @ApiOkResponse({ type: SearchDto })
  find(@Query() { q }: SearchQuery, @CurrentStaff() staff: Staff): Promise<SearchDto> {
    return this.search.find(q, staff);
  }
}

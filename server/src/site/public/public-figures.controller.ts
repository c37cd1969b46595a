import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiGoneResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Problem } from '../../platform/http/problem.js';
import { CountriesService } from './countries.service.js';
import { CountryDto } from './countries.dto.js';
import { CountsService } from './counts.service.js';
import { ActionFiguresDto, RegisterFiguresDto } from './figures.dto.js';
import { PledgeFiguresService } from './pledge-figures.service.js';
import { PracticeListDto, PracticePageDto, PracticeQuery } from './practices.dto.js';
import { PracticesService } from './practices.service.js';
import { CountsDto } from './public.dto.js';
import { DatedFilter } from './register-filter.dto.js';
import { PublicAnswer } from './public-cache.interceptor.js';

/** Aggregated figures of the register and its signatories' good practices in the public API. */
@ApiTags('register')
@Controller('api/v1')
@PublicAnswer()
export class PublicFiguresController {
  constructor(
    private readonly allCounts: CountsService,
    private readonly allCountries: CountriesService,
    private readonly pledgeFigures: PledgeFiguresService,
    private readonly practices: PracticesService,
  ) {}

  @Get('counts')
  @ApiOperation({ summary: 'How many signatories each value of the filter would leave' })
  @ApiOkResponse({ type: CountsDto })
  counts(@Query() filter: DatedFilter): Promise<CountsDto> {
    return this.allCounts.counts(filter);
  }

  @Get('countries')
  @ApiOperation({
    summary:
      'The register country by country, with the number of municipalities where a source is known',
  })
  @ApiOkResponse({ type: [CountryDto] })
  countries(): Promise<CountryDto[]> {
    return this.allCountries.all();
  }

  @Get('figures')
  @ApiOperation({ summary: 'Growth, countries, kinds, pillars and progress' })
  @ApiOkResponse({ type: RegisterFiguresDto })
  figures(): Promise<RegisterFiguresDto> {
    return this.pledgeFigures.figures();
  }

  @Get('actions')
  @ApiOperation({ summary: 'Each action of the Pact, with who pledged it and their progress' })
  @ApiOkResponse({ type: [ActionFiguresDto] })
  actions(): Promise<ActionFiguresDto[]> {
    return this.pledgeFigures.byAction();
  }

  @Get('practices')
  @ApiOperation({ summary: 'Good practices, newest first, filtered and paged' })
  @ApiOkResponse({ type: PracticeListDto })
  list(@Query() query: PracticeQuery): Promise<PracticeListDto> {
    return this.practices.list(query);
  }

  @Get('practices/:id')
  @ApiOperation({ summary: 'One good practice' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: PracticePageDto })
  @ApiNotFoundResponse({ description: 'There is no such practice, or its signatory is not public' })
  @ApiGoneResponse({ description: 'It was taken down' })
  async one(@Param('id') id: string): Promise<PracticePageDto> {
    const practice = isUuid(id) && (await this.practices.one(id));
    if (!practice)
      throw isUuid(id) && (await this.practices.isGone(id)) ? takenDown() : Problem.notFound();
    return practice;
  }
}

/** Staff took the practice down for good, so caches may drop it. */
export function takenDown(): Problem {
  return new Problem(410, 'taken-down', 'This good practice was taken down.');
}

export function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

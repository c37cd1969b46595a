import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { ForStaff } from '../../accounts/access/staff.guard.js';
import { DashboardDto } from './dashboard.dto.js';
import { DashboardService } from './dashboard.service.js';
import { AnnualReportDto } from './report.dto.js';
import { ReportService } from './report.service.js';
import { FigureRowsDto, RowsQuery } from './rows.dto.js';
import { RowsService } from './rows.service.js';

/** Figures on staff work and on the growth of the register. None of them identifies a person. */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher', 'administrator')
export class FiguresController {
  constructor(
    private readonly dashboard: DashboardService,
    private readonly rows: RowsService,
    private readonly report: ReportService,
  ) {}

  @Get('figures')
  @ApiOperation({ summary: 'The figures of the day' })
  @ApiOkResponse({ type: DashboardDto })
  look(): Promise<DashboardDto> {
    return this.dashboard.look();
  }

  @Get('figures/rows')
  @ApiOperation({ summary: 'The rows behind a figure' })
  @ApiOkResponse({ type: FigureRowsDto })
  behind(@Query() query: RowsQuery): Promise<FigureRowsDto> {
    return this.rows.find(query);
  }

  @Get('reports/:year')
  @ApiOperation({ summary: 'The year, with the year before' })
  @ApiParam({ name: 'year', type: 'integer', example: 2026 })
  @ApiOkResponse({ type: AnnualReportDto })
  @ApiNotFoundResponse({ description: 'The year is in the future, or before the Pact' })
  year(@Param('year', ParseIntPipe) year: number): Promise<AnnualReportDto> {
    return this.report.of(year);
  }
}

import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import {
  ErrorReportRowsDto,
  ErrorReportsQuery,
  ErrorReportStepDto,
  StaffErrorReportDto,
} from './error-reports.dto.js';
import { StaffErrorReports } from './error-reports.service.js';

/** Readers' reports of errors in entries of the register. */
@ApiTags('staff')
@Controller('api/v1/staff/error-reports')
@ForStaff('reviewer', 'publisher')
export class ErrorReportsController {
  constructor(private readonly reports: StaffErrorReports) {}

  @Get()
  @ApiOperation({ summary: 'Readers’ reports of errors in entries, newest first' })
  @ApiOkResponse({ type: ErrorReportRowsDto })
  list(@Query() query: ErrorReportsQuery): Promise<ErrorReportRowsDto> {
    return this.reports.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One report of an error, with its answer' })
  @ApiOkResponse({ type: StaffErrorReportDto })
  @ApiNotFoundResponse({ description: 'There is none, or its period of retention is over' })
  one(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<StaffErrorReportDto> {
    return this.reports.one(id, staff);
  }

  @Post(':id/steps')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a report of an error, or answer it' })
  @Versioned({ meanwhile: 'A colleague was quicker; says who' })
  @ApiOkResponse({ type: StaffErrorReportDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'Not possible in this state' })
  @ApiUnprocessableEntityResponse({ description: 'The answer is missing' })
  take(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() step: ErrorReportStepDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<StaffErrorReportDto> {
    return this.reports.take(id, step, staff, seen);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete spam among the reports: it gets no answer and is not counted' })
  @Versioned({ meanwhile: 'A colleague was quicker; says who' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'It has been answered' })
  async discard(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.reports.discard(id, staff, seen);
  }
}

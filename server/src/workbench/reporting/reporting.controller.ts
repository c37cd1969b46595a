import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { ReportingSteps } from '../../register/reporting/reporting-steps.service.js';
import { ReportingListService } from './reporting-list.service.js';
import {
  ReportingDto,
  ReportingNoteDto,
  ReportingQuery,
  ReportingRowsDto,
  ReportingStepDto,
} from './reporting.dto.js';

@ApiTags('staff')
@Controller('api/v1/staff/reporting')
@ForStaff('reviewer', 'publisher')
export class ReportingController {
  constructor(
    private readonly reporting: ReportingListService,
    private readonly steps: ReportingSteps,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Signatories whose report is late, or who ask for more time' })
  @ApiOkResponse({ type: ReportingRowsDto })
  list(@Query() query: ReportingQuery): Promise<ReportingRowsDto> {
    return this.reporting.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'The state of a signatory’s report, and the possible actions' })
  @ApiOkResponse({ type: ReportingDto })
  @ApiNotFoundResponse()
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff): Promise<ReportingDto> {
    return this.reporting.one(id, staff);
  }

  @Post(':id/notes')
  @HttpCode(200)
  @ApiOperation({ summary: 'Record an attempt to reach the contact' })
  @ApiOkResponse({ type: ReportingDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'It is not on the public register' })
  @ApiUnprocessableEntityResponse({ description: 'Wrong fields, each with pointer and key' })
  async note(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() note: ReportingNoteDto,
    @CurrentStaff() staff: Staff,
  ): Promise<ReportingDto> {
    await this.steps.note(id, note, staff);
    return this.reporting.one(id, staff);
  }

  @Post(':id/steps')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Grant or refuse more time, excuse from a report, or ask for it after all',
  })
  @Versioned({ meanwhile: 'Someone has changed the signatory since; says who and when' })
  @ApiOkResponse({ type: ReportingDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'It cannot be done in this state' })
  @ApiUnprocessableEntityResponse({ description: 'The day or the reason is missing' })
  async take(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() step: ReportingStepDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ReportingDto> {
    await this.steps.take(id, step, staff, seen);
    return this.reporting.one(id, staff);
  }
}

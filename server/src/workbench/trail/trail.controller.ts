import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RunningExports } from '../../platform/http/running-exports.js';
import { sendTableFile } from '../../platform/spreadsheets/table-file.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import {
  TrailDto,
  TrailFilter,
  TrailQuery,
  TrailWordsDto,
  VerifiedDto,
  VerifyStepDto,
} from './trail.dto.js';
import { TrailService } from './trail.service.js';
import { VerificationService } from './verification.service.js';

/** The whole audit trail, for administrators. The history of one case is shown with the case. */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('administrator')
export class TrailController {
  constructor(
    private readonly trail: TrailService,
    private readonly running: RunningExports,
    private readonly verification: VerificationService,
  ) {}

  @Get('events')
  @ApiOperation({ summary: 'Events of the audit trail, newest first' })
  @ApiOkResponse({ type: TrailDto })
  search(@Query() query: TrailQuery): Promise<TrailDto> {
    return this.trail.search(query);
  }

  @Get('events/words')
  @ApiOperation({ summary: 'The actions and colleagues that one can filter by' })
  @ApiOkResponse({ type: TrailWordsDto })
  words(): Promise<TrailWordsDto> {
    return this.trail.words();
  }

  @Get('events.csv')
  @ApiOperation({
    summary: 'All events that the filter finds, as CSV; the export is an event itself',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({
    schema: {
      type: 'string',
      example:
        'seq,at,actor_kind,actor_id,actor,action,subject_kind,subject_id,subject,details,' +
        'hash\r\n4711,2026-11-24T09:00:00.000Z,system,,,register.snapshot,register,,,{},' +
        '9f86d0…\r\n',
    },
  })
  async asCsv(
    @Query() filter: TrailFilter,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.running.enter('staff', reply.raw);
    await sendTableFile(reply, await this.trail.export(filter, 'csv', staff));
  }

  @Get('events.xlsx')
  @ApiOperation({ summary: 'The same as a workbook with real dates' })
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async asXlsx(
    @Query() filter: TrailFilter,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.running.enter('staff', reply.raw);
    await sendTableFile(reply, await this.trail.export(filter, 'xlsx', staff));
  }

  @Post('events/verification')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check the next events of the chain; the end of the check is an event' })
  @ApiOkResponse({ type: VerifiedDto })
  verify(@Body() body: VerifyStepDto, @CurrentStaff() staff: Staff): Promise<VerifiedDto> {
    return this.verification.step(body, staff);
  }
}

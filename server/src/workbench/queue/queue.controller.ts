import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RunningExports } from '../../platform/http/running-exports.js';
import { sendTableFile } from '../../platform/spreadsheets/table-file.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { QueueExport } from './queue-export.service.js';
import {
  NextCaseDto,
  NextCaseQuery,
  QueueDto,
  QueueExportQuery,
  QueuePageQuery,
} from './queue.dto.js';
import { QueueService } from './queue.service.js';

@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class QueueController {
  constructor(
    private readonly queue: QueueService,
    private readonly exports: QueueExport,
    private readonly running: RunningExports,
  ) {}

  @Get('submissions')
  @ApiOperation({ summary: 'A queue of cases, longest waiting first' })
  @ApiOkResponse({ type: QueueDto })
  list(@Query() query: QueuePageQuery, @CurrentStaff() staff: Staff): Promise<QueueDto> {
    return this.queue.list(query, staff);
  }

  @Get('submissions/export')
  @ApiOperation({ summary: 'Exactly the cases of a filter as a file; each export is an event' })
  @ApiProduces('text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @Query() query: QueueExportQuery,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.running.enter('staff', reply.raw);
    await sendTableFile(reply, await this.exports.open(query, staff));
  }

  @Get('next-case')
  @ApiOperation({
    summary:
      'The case to take up next: the longest waiting that is nobody’s or mine and that ' +
      'nobody else has open',
  })
  @ApiOkResponse({ type: NextCaseDto })
  async next(
    @Query() { except }: NextCaseQuery,
    @CurrentStaff() staff: Staff,
  ): Promise<NextCaseDto> {
    return { id: await this.queue.next(staff, except ?? null) };
  }
}

import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RunningExports } from '../../platform/http/running-exports.js';
import { sendTableFile } from '../../platform/spreadsheets/table-file.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { QueueExport } from './queue-export.service.js';
import {
  CasePlaceDto,
  NextCaseDto,
  NextCaseQuery,
  QueueDto,
  QueueExportQuery,
  QueuePageQuery,
  QueueQuery,
} from './queue.dto.js';
import { PublicationsDto, PublicationsQuery } from './publications.dto.js';
import { Publications } from './publications.service.js';
import { QueueService } from './queue.service.js';

@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class QueueController {
  constructor(
    private readonly queue: QueueService,
    private readonly exports: QueueExport,
    private readonly running: RunningExports,
    private readonly publications: Publications,
  ) {}

  @Get('submissions')
  @ApiOperation({ summary: 'A queue of cases, longest waiting first' })
  @ApiOkResponse({ type: QueueDto })
  list(@Query() query: QueuePageQuery, @CurrentStaff() staff: Staff): Promise<QueueDto> {
    return this.queue.list(query, staff);
  }

  @Get('submissions/export')
  @ApiOperation({ summary: 'Export the filtered cases as a file; each export is recorded' })
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

  @Get('publications')
  @ApiOperation({ summary: 'Publications scheduled between two days' })
  @ApiOkResponse({ type: PublicationsDto })
  scheduled(@Query() query: PublicationsQuery): Promise<PublicationsDto> {
    return this.publications.between(query);
  }

  @Get('submissions/:id/place')
  @ApiOperation({ summary: 'Where a case is in a filtered queue, and its neighbours there' })
  @ApiOkResponse({ type: CasePlaceDto })
  place(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: QueueQuery,
    @CurrentStaff() staff: Staff,
  ): Promise<CasePlaceDto> {
    return this.queue.place(id, query, staff);
  }

  @Get('next-case')
  @ApiOperation({
    summary:
      'The next case: the longest waiting one that is unassigned or mine and that nobody ' +
      'else has open',
  })
  @ApiOkResponse({ type: NextCaseDto })
  async next(
    @Query() { except }: NextCaseQuery,
    @CurrentStaff() staff: Staff,
  ): Promise<NextCaseDto> {
    return { id: await this.queue.next(staff, except ?? null) };
  }
}

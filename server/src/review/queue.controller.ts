import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Staff } from '../staff/staff.entity.js';
import { CurrentStaff, ForStaff } from '../staff/staff.guard.js';
import { NextCaseDto, NextCaseQuery, QueueDto, QueueQuery } from './queue.dto.js';
import { QueueService } from './queue.service.js';

@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class QueueController {
  constructor(private readonly queue: QueueService) {}

  @Get('submissions')
  @ApiOperation({ summary: 'A queue of cases, longest waiting first' })
  @ApiOkResponse({ type: QueueDto })
  list(@Query() query: QueueQuery, @CurrentStaff() staff: Staff): Promise<QueueDto> {
    return this.queue.list(query, staff);
  }

  @Get('next-case')
  @ApiOperation({ summary: 'The case to take up next: the longest waiting that is nobody’s or mine and that nobody else has open' })
  @ApiOkResponse({ type: NextCaseDto })
  async next(@Query() { except }: NextCaseQuery, @CurrentStaff() staff: Staff): Promise<NextCaseDto> {
    return { id: await this.queue.next(staff, except ?? null) };
  }
}

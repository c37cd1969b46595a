import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ForStaff } from '../staff/staff.guard.js';
import { RemovalsDto } from './removals.dto.js';
import { RemovalsService } from './removals.service.js';

@ApiTags('staff')
@Controller('api/v1/staff/removals')
@ForStaff('administrator')
export class RemovalsController {
  constructor(private readonly removals: RemovalsService) {}

  @Get()
  @ApiOperation({ summary: 'For how long things are kept, and how many were removed when that was over' })
  @ApiOkResponse({ type: RemovalsDto })
  async read(): Promise<RemovalsDto> {
    return { items: await this.removals.report() };
  }
}

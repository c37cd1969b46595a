import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ForStaff } from '../../accounts/access/staff.guard.js';
import { RemovalsDto } from './retention.dto.js';
import { RetentionService } from './retention.service.js';

@ApiTags('staff')
@Controller('api/v1/staff/removals')
@ForStaff('administrator')
export class RetentionController {
  constructor(private readonly removals: RetentionService) {}

  @Get()
  @ApiOperation({
    summary: 'Retention periods and the number of automatic deletions',
  })
  @ApiOkResponse({ type: RemovalsDto })
  async read(): Promise<RemovalsDto> {
    return { items: await this.removals.report() };
  }
}

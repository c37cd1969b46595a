import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import type { Staff } from '../access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../access/staff.guard.js';
import { NoticeChoicesDto, NoticesDto, NoticesQuery } from './notices.dto.js';
import { NoticesService } from './notices.service.js';

@ApiTags('staff')
@Controller('api/v1/staff/notices')
@ForStaff()
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @ApiOperation({ summary: 'Which notices come by mail, and when' })
  @ApiOkResponse({ type: NoticesDto })
  read(@Query() { token }: NoticesQuery, @CurrentStaff() staff: Staff): Promise<NoticesDto> {
    return this.notices.of(staff, token);
  }

  @Put()
  @ApiOperation({ summary: 'Choose which notices come by mail, and when' })
  @Versioned({ seen: 'The version of the account that the caller saw' })
  @ApiOkResponse({ type: NoticesDto })
  change(
    @Body() choices: NoticeChoicesDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<NoticesDto> {
    return this.notices.change(staff.id, choices, seen);
  }
}

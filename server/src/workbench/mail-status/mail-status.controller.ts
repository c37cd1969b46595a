import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import {
  MailAttemptsDto,
  MailDto,
  MailListDto,
  MailQuery,
  MailTextDto,
} from './mail-status.dto.js';
import { MailStatusService } from './mail-status.service.js';

/** Delivery status of the mails. */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher', 'administrator')
export class MailStatusController {
  constructor(private readonly deliveries: MailStatusService) {}

  @Get('mails')
  @ApiOperation({ summary: 'E-mails and their status, newest first' })
  @ApiOkResponse({ type: MailListDto })
  list(@Query() query: MailQuery, @CurrentStaff() staff: Staff): Promise<MailListDto> {
    return this.deliveries.list(query, staff);
  }

  @Get('mails/:id')
  @ApiOperation({ summary: 'The full e-mail as it was or will be sent, without its secret link' })
  @ApiOkResponse({ type: MailTextDto })
  @ApiNotFoundResponse({
    description: 'There is none, it is a newsletter, or this colleague may not see it',
  })
  read(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff): Promise<MailTextDto> {
    return this.deliveries.read(id, staff);
  }

  @Get('mails/:id/attempts')
  @ApiOperation({ summary: 'The mail server’s answer to each attempt to send an e-mail' })
  @ApiOkResponse({ type: MailAttemptsDto })
  @ApiNotFoundResponse({ description: 'There is none, or this colleague may not see it' })
  attempts(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<MailAttemptsDto> {
    return this.deliveries.attempts(id, staff);
  }

  @Post('mails/:id/resending')
  @HttpCode(204)
  @ApiOperation({ summary: 'Resend an e-mail that failed' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'Not failed, or its link expired, or news refused' })
  resend(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff): Promise<void> {
    return this.deliveries.resend(id, staff);
  }

  @Get('submissions/:id/mails')
  @ForStaff('reviewer', 'publisher')
  @ApiOperation({ summary: 'The mails about a case, newest first' })
  @ApiOkResponse({ type: [MailDto] })
  of(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff): Promise<MailDto[]> {
    return this.deliveries.of(id, staff);
  }
}

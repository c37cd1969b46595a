import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { CaseTimelineDto, SendMessageDto, TimelineDto } from './correspondence.dto.js';
import { CorrespondenceService } from './correspondence.service.js';
import { TimelineService } from './timeline.service.js';

const versioned = {
  seen: 'How many messages the colleague saw',
  meanwhile: 'The authority or a colleague has written since; says who',
};

/** Correspondence about cases and signatories. */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class CorrespondenceController {
  constructor(
    private readonly correspondence: CorrespondenceService,
    private readonly timeline: TimelineService,
  ) {}

  @Get('submissions/:id/timeline')
  @ApiOperation({ summary: 'All that was written and decided about a case, with the whole text' })
  @ApiOkResponse({ type: CaseTimelineDto })
  ofCase(@Param('id', ParseUUIDPipe) id: string): Promise<CaseTimelineDto> {
    return this.correspondence.of(id);
  }

  @Get('signatories/:id/timeline')
  @ApiOperation({ summary: 'All that was written and decided about a signatory and its cases' })
  @ApiOkResponse({ type: TimelineDto })
  async ofSignatory(@Param('id', ParseUUIDPipe) id: string): Promise<TimelineDto> {
    return { items: await this.timeline.ofSignatory(id) };
  }

  @Post('submissions/:id/messages')
  @ApiOperation({ summary: 'Write to the contact of a case, without deciding on it' })
  @Versioned(versioned)
  @ApiCreatedResponse({ type: CaseTimelineDto })
  @ApiConflictResponse({ description: 'The case is closed, or its contact has no address' })
  send(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() message: SendMessageDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<CaseTimelineDto> {
    return this.correspondence.send(id, message, staff, seen);
  }

  @Post('submissions/:id/messages/reading')
  @HttpCode(200)
  @ApiOperation({ summary: 'Mark the messages of the authority as read' })
  @Versioned(versioned)
  @ApiOkResponse({ type: CaseTimelineDto })
  read(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<CaseTimelineDto> {
    return this.correspondence.read(id, staff, seen);
  }
}

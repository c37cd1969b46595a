import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { ReportWords } from '../../register/reporting/report-words.service.js';
import { SeenPledges } from '../../register/reporting/seen-pledges.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { MayWait } from '../../accounts/four-eyes/may-wait.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { ReportedPledgesDto, SeePledgeDto } from './pledges.dto.js';
import { ReportedPledges } from './pledges.service.js';

const meanwhile = 'Someone has changed it since; says who and when';

/** The pledges of a signatory over the years: the reports, and the marks of the Congress. */
@ApiTags('staff')
@Controller('api/v1/staff/signatories/:id')
@ForStaff('reviewer', 'publisher')
export class PledgesController {
  constructor(
    private readonly pledges: ReportedPledges,
    private readonly seenPledges: SeenPledges,
    private readonly words: ReportWords,
  ) {}

  @Get('pledges')
  @ApiOperation({ summary: 'The pledges of a signatory with every report on them' })
  @ApiOkResponse({ type: ReportedPledgesDto })
  @ApiNotFoundResponse()
  of(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<ReportedPledgesDto> {
    return this.pledges.of(id, staff);
  }

  @Put('pledges/:pledgeId/seen')
  @MayWait()
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Mark a pledge that is done as seen by the Congress' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: ReportedPledgesDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'It is not done, not public, or marked already' })
  @ApiUnprocessableEntityResponse({ description: 'Wrong fields, each with pointer and key' })
  async mark(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('pledgeId', ParseUUIDPipe) pledgeId: string,
    @Body() { reason }: SeePledgeDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ReportedPledgesDto | ProposedDto> {
    const waiting = await this.seenPledges.mark({ id, pledgeId, seen, reason }, staff);
    return waiting ?? this.pledges.of(id, staff);
  }

  @Delete('pledges/:pledgeId/seen')
  @HttpCode(200)
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Remove the mark' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: ReportedPledgesDto })
  @ApiNotFoundResponse()
  async unmark(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('pledgeId', ParseUUIDPipe) pledgeId: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ReportedPledgesDto> {
    await this.seenPledges.unmark({ id, pledgeId, seen }, staff);
    return this.pledges.of(id, staff);
  }

  @Delete('reports/:reportId/words')
  @HttpCode(200)
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Remove the text of a report for good; its day and state stay' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: ReportedPledgesDto })
  @ApiNotFoundResponse()
  async removeWords(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('reportId', ParseUUIDPipe) reportId: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ReportedPledgesDto> {
    await this.words.remove({ id, reportId, seen }, staff);
    return this.pledges.of(id, staff);
  }
}

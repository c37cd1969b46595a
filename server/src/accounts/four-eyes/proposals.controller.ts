import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPreconditionFailedResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Staff } from '../access/staff.entity.js';
import { CurrentStaff, ForStaff, ProvenAgain } from '../access/staff.guard.js';
import { OpenProposals } from './open-proposals.service.js';
import { ProposalsDto, RejectProposalDto } from './proposals.dto.js';
import { Proposals } from './proposals.service.js';

/** Public changes that one colleague proposes and a second one decides on. */
@ApiTags('staff')
@ForStaff('publisher', 'administrator')
@Controller('api/v1/staff/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: Proposals,
    private readonly open: OpenProposals,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Proposals waiting for a second colleague, and your own that were rejected',
  })
  @ApiOkResponse({ type: ProposalsDto })
  async list(@CurrentStaff() staff: Staff): Promise<ProposalsDto> {
    return { items: await this.open.of(staff), rejected: await this.open.rejectedOf(staff) };
  }

  @Post(':id/confirmation')
  @ProvenAgain()
  @HttpCode(204)
  @ApiOperation({ summary: "Confirm a colleague's proposal: it is carried out at once" })
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'It has already been decided, or is no longer possible' })
  @ApiPreconditionFailedResponse({ description: 'The entry has changed since the proposal' })
  async confirm(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.proposals.confirm(id, staff);
  }

  @Post(':id/rejection')
  @HttpCode(204)
  @ApiOperation({ summary: "Reject a colleague's proposal, or withdraw your own" })
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'It has already been decided' })
  async reject(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: RejectProposalDto,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.proposals.reject(id, reason, staff);
  }
}

import { ApiProperty } from '@nestjs/swagger';
import { FreeText } from '../../platform/http/fields/text.js';
import { proposalKinds, type ProposalKind } from './proposal-kinds.js';

/** The answer to a change that waits for a second colleague: nothing public has changed yet. */
export class ProposedDto {
  @ApiProperty({ format: 'uuid', description: 'The proposal that a second colleague confirms' })
  readonly proposal: string;

  constructor(proposal: string) {
    this.proposal = proposal;
  }
}

class ProposalSubjectDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: Object.keys(proposalKinds) }) kind: ProposalKind;
  @ApiProperty({ description: 'signatory, practice, import, submission or settings' })
  subjectKind: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) subjectId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The name of what would change' })
  subjectName: string | null;
}

export class ProposalDto extends ProposalSubjectDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The requested change, as it would be carried out',
  })
  wanted: Record<string, unknown>;
  @ApiProperty({ description: 'Who proposes it' }) proposedBy: string;
  @ApiProperty({ format: 'date-time' }) proposedAt: string;
  @ApiProperty({
    description: 'Whether its subject has changed since; it can then only be rejected',
  })
  overtaken: boolean;
  @ApiProperty({ description: 'Whether it is your own, which you can only take back' })
  mine: boolean;
}

/** A proposal of your own that a colleague has rejected, or that lapsed. */
export class RejectedProposalDto extends ProposalSubjectDto {
  @ApiProperty({ description: 'Why' }) reason: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Who rejected it; null where nobody decided on it in time',
  })
  rejectedBy: string | null;
  @ApiProperty({ format: 'date-time' }) rejectedAt: string;
}

export class ProposalsDto {
  @ApiProperty({ type: [ProposalDto] }) items: ProposalDto[];
  @ApiProperty({ type: [RejectedProposalDto], description: 'Your own of the last 30 days' })
  rejected: RejectedProposalDto[];
}

export class RejectProposalDto {
  @FreeText(2000, { description: 'The reason; the proposer can read it' })
  reason: string;
}

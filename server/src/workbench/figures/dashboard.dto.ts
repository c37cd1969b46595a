import { ApiProperty } from '@nestjs/swagger';
import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import { limits } from '../../platform/config/limits.js';

/** The queue, in working days and by the thresholds that administrators set. */
export class WaitingDto {
  @ApiProperty({ description: 'Cases that wait for us' }) waiting: number;
  @ApiProperty({ description: 'Cases that wait for the authority' }) changesRequested: number;
  @ApiProperty({ description: 'Cases without an answer by the day' }) unanswered: number;
  @ApiProperty({ description: 'Cases that wait for the signed Pact' }) awaitingSignature: number;
  @ApiProperty({ description: 'Approved, not published yet' }) toPublish: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Working days that the longest waiting has waited',
  })
  oldest: number | null;
  @ApiProperty({ description: 'Waiting, not due yet' }) new: number;
  @ApiProperty({ description: 'Waiting for so long that they are due' }) due: number;
  @ApiProperty({ description: 'Waiting for so long that they are overdue' }) overdue: number;
  @ApiProperty({ description: 'Working days after which a case is due', example: 5 })
  dueAfter: number;
  @ApiProperty({ description: 'Working days after which a case is overdue', example: 10 })
  overdueAfter: number;
}

/**
 * Days from the proof of the address, or from the signed Pact where it came later, to the first
 * decision, for the decisions of a period.
 */
export class DecisionTimeDto {
  @ApiProperty() decisions: number;
  @ApiProperty({ type: Number, nullable: true }) median: number | null;
  @ApiProperty({ type: Number, nullable: true, description: '90th percentile' }) ninetieth:
    number | null;
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ format: 'date' }) to: string;
}

export class DecisionWeekDto {
  @ApiProperty({ format: 'date', description: 'Its Monday' }) from: string;
  @ApiProperty({ format: 'date', description: 'Its Sunday' }) to: string;
  @ApiProperty() approve: number;
  @ApiProperty() requestChanges: number;
  @ApiProperty() reject: number;
}

export class GrowthMonthDto {
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ format: 'date' }) to: string;
  @ApiProperty({ description: 'On the register at the end of the month' }) signatories: number;
  @ApiProperty({ description: 'Published within the month' }) joined: number;
}

export class DashboardCountryDto {
  @ApiProperty({ example: 'DE' }) code: string;
  @ApiProperty() signatories: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The average position of its signatories',
  })
  latitude: number | null;
  @ApiProperty({ type: Number, nullable: true }) longitude: number | null;
}

export class DashboardKindDto {
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty() signatories: number;
}

export class DashboardPillarDto {
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty() planned: number;
  @ApiProperty() underWay: number;
  @ApiProperty() done: number;
  @ApiProperty() dropped: number;
}

export class DashboardActionDto {
  @ApiProperty({ example: 'prevention.training' }) action: string;
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) wording: Record<
    string,
    string
  >;
  @ApiProperty() pledges: number;
}

export class FailedMailsDto {
  @ApiProperty({ description: 'Failed' }) dead: number;
  @ApiProperty({ description: 'Retrying' }) delayed: number;
}

export class DashboardDto {
  @ApiProperty() waiting: WaitingDto;
  @ApiProperty({ description: `The last ${limits.lookBackDays} days` })
  decisionTime: DecisionTimeDto;
  @ApiProperty({ description: `The ${limits.lookBackDays} days before` })
  decisionTimeBefore: DecisionTimeDto;
  @ApiProperty({ type: [DecisionWeekDto] }) weeks: DecisionWeekDto[];
  @ApiProperty({ type: [GrowthMonthDto] }) growth: GrowthMonthDto[];
  @ApiProperty({ type: [DashboardCountryDto] }) countries: DashboardCountryDto[];
  @ApiProperty({ type: [DashboardKindDto] }) kinds: DashboardKindDto[];
  @ApiProperty({ type: [DashboardPillarDto] }) pillars: DashboardPillarDto[];
  @ApiProperty({ type: [DashboardActionDto] }) actions: DashboardActionDto[];
  @ApiProperty() mails: FailedMailsDto;
  @ApiProperty({ format: 'date-time', description: 'All figures are of this moment' }) at: string;
}

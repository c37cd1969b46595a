import { ApiProperty } from '@nestjs/swagger';
import { progressStates, type ProgressState } from '../../../../contract/kinds.js';
import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import { FreeText } from '../../platform/http/fields/text.js';
import { SignatoryHeadDto } from './signatories.dto.js';

/** A report on a single pledge. */
export class KeptReportDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date' }) reportedOn: string;
  @ApiProperty({ enum: progressStates }) progress: ProgressState;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: String, nullable: true }) evidenceUrl: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'de' }) language: string | null;
}

/** The colleagues who have seen that a pledge is done, and their reason. */
export class SeenMarkDto {
  @ApiProperty({ format: 'date' }) seenOn: string;
  @ApiProperty() reason: string;
  @ApiProperty() by: string;
}

export class ReportedPledgeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ type: String, nullable: true }) action: string | null;
  @ApiProperty({ type: String, nullable: true }) ownWords: string | null;
  @ApiProperty({ enum: progressStates }) progress: ProgressState;
  @ApiProperty({ type: SeenMarkDto, nullable: true }) seen: SeenMarkDto | null;
  @ApiProperty({ type: [KeptReportDto], description: 'Newest first' }) reports: KeptReportDto[];
}

export class ReportedPledgesDto {
  @ApiProperty({ type: SignatoryHeadDto }) signatory: SignatoryHeadDto;
  @ApiProperty({ type: [ReportedPledgeDto] }) pledges: ReportedPledgeDto[];
}

export class SeePledgeDto {
  @FreeText(1000, { description: 'The evidence; for colleagues only' })
  reason: string;
}

import { ApiProperty } from '@nestjs/swagger';
import { progressStates, type ProgressState as Progress } from '../../../../contract/kinds.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';

export class FieldChangeDto {
  @ApiProperty({ example: 'nameEn' }) field: string;
  @ApiProperty({ type: String, nullable: true }) before: string | null;
  @ApiProperty({ type: String, nullable: true }) after: string | null;
}

export class PledgeDetailsDto {
  @ApiProperty({ type: Number, nullable: true }) targetYear: number | null;
  @ApiProperty({ type: String, nullable: true }) leadDepartment: string | null;
  @ApiProperty({ type: String, nullable: true }) inEnglish: string | null;
  @ApiProperty({ type: String, nullable: true }) inFrench: string | null;
}

/** A pledge that is new (nothing before), removed (nothing after) or changed. */
export class PledgeChangeDto {
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ type: String, nullable: true }) action: string | null;
  @ApiProperty({ type: String, nullable: true }) ownWords: string | null;
  @ApiProperty({ description: 'The version of the Pact whose words it has' }) pactVersion: number;
  @ApiProperty({ type: PledgeDetailsDto, nullable: true }) before: PledgeDetailsDto | null;
  @ApiProperty({ type: PledgeDetailsDto, nullable: true }) after: PledgeDetailsDto | null;
}

export class EvidenceFileDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() fileName: string;
}

export class PledgeReportDto {
  @ApiProperty({ format: 'uuid' }) pledgeId: string;
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ type: String, nullable: true }) action: string | null;
  @ApiProperty({ type: String, nullable: true }) ownWords: string | null;
  @ApiProperty({ description: 'The version of the Pact whose words it has' }) pactVersion: number;
  @ApiProperty({ enum: progressStates }) before: Progress;
  @ApiProperty({ enum: progressStates }) after: Progress;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: String, nullable: true }) inEnglish: string | null;
  @ApiProperty({ type: String, nullable: true }) inFrench: string | null;
  @ApiProperty({ type: String, nullable: true }) evidenceUrl: string | null;
  @ApiProperty({ type: [EvidenceFileDto], description: 'Documents of the report that show it' })
  files: EvidenceFileDto[];
}

/** What approving a follow-up would change on the register now. */
export class CaseChangesDto {
  @ApiProperty({ description: 'Of the signatory it concerns' }) publicId: string;
  @ApiProperty({ type: [FieldChangeDto] }) fields: FieldChangeDto[];
  @ApiProperty({ type: [PledgeChangeDto] }) pledges: PledgeChangeDto[];
  @ApiProperty({ type: [PledgeReportDto] }) reports: PledgeReportDto[];
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { languages } from '../../../client/src/languages.js';
import { authorityKinds, type AuthorityKind } from '../authorities/authority.entity.js';
import { Line, Lines } from '../common/decorators.js';
import { limits } from '../config/limits.js';
import { documentKinds, findings, scans, type DocumentKind, type Finding, type Scan } from '../documents/document.entity.js';
import { signatoryActions, signatoryStates, type SignatoryAction, type SignatoryState } from '../register/signatory.workflow.js';
import { pillarCodes, type PillarCode } from '../submissions/answers.js';
import { progressStates, type Progress } from '../submissions/dto/follow-up-sections.dto.js';
import { submissionKinds, type SubmissionKind } from '../submissions/submission.entity.js';
import { submissionStates, type SubmissionAction, type SubmissionState } from '../submissions/submission.workflow.js';

export const verdicts = ['request_changes', 'approve', 'reject'] as const;
export type Verdict = (typeof verdicts)[number];

/** What a queue shows: `waiting` for us, `changes_requested` with the authority, `to_publish` approved but not public, and the ended ones. */
export const queueFilters = ['waiting', 'changes_requested', 'to_publish', 'published', 'rejected'] as const;
export type QueueFilter = (typeof queueFilters)[number];

export class QueueQuery {
  @ApiPropertyOptional({ enum: queueFilters, default: 'waiting' })
  @IsOptional()
  @IsIn(queueFilters)
  show: QueueFilter = 'waiting';

  @ApiPropertyOptional({ description: "Part of the reference, of a name of the authority, or the contact's address" })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(limits.searchLength)
  q?: string;

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @Matches(/^[\w.:+-]{1,80}$/)
  after?: string;
}

export class QueueItemDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'KD7Q2MXR' }) reference: string;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty({ enum: submissionKinds }) submissionKind: SubmissionKind;
  @ApiProperty({ enum: signatoryStates, nullable: true, type: String }) signatoryState: SignatoryState | null;
  @ApiProperty() authorityName: string;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({ format: 'date-time' }) confirmedAt: string;
  @ApiProperty() demo: boolean;
}

export class QueueDto {
  @ApiProperty({ type: [QueueItemDto] }) items: QueueItemDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `after` for the next page' }) next: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, description: 'Cases in each queue' }) counts: Record<QueueFilter, number>;
}

export class CaseDocumentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: documentKinds }) kind: DocumentKind;
  @ApiProperty() fileName: string;
  @ApiProperty({ example: 'application/pdf' }) mediaType: string;
  @ApiProperty() bytes: number;
  @ApiProperty({ description: 'SHA-256 of the content, hexadecimal' }) sha256: string;
  @ApiProperty({ enum: findings, isArray: true, description: 'What acts or hides in it' }) findings: Finding[];
  @ApiProperty({ enum: scans, description: 'What the virus scanner said' }) scan: Scan;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'SHA-256 of the copy without metadata and active content; null where none could be made',
  })
  cleanSha256: string | null;
  @ApiProperty({ description: 'Whether a colleague opened it; needed before approval' }) opened: boolean;
}

export class DuplicateCandidateDto {
  @ApiProperty({ format: 'uuid' }) authorityId: string;
  @ApiProperty({ type: String, nullable: true }) publicId: string | null;
  @ApiProperty({ enum: signatoryStates, nullable: true, type: String }) state: string | null;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty() nameOfficial: string;
  @ApiProperty() nameEn: string;
  @ApiProperty() region: string;
  @ApiProperty({ description: 'How alike the names are, 0 to 1' }) similarity: number;
}

export class CaseDecisionDto {
  @ApiProperty({ enum: verdicts }) verdict: Verdict;
  @ApiProperty() reason: string;
  @ApiProperty() by: string;
  @ApiProperty({ format: 'date-time' }) decidedAt: string;
}

export class CaseEventDto {
  @ApiProperty() seq: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ example: 'submission.confirm' }) action: string;
  @ApiProperty({ enum: ['applicant', 'staff', 'system'] }) actorKind: string;
  @ApiProperty({ type: String, nullable: true }) actorName: string | null;
}

export class CaseSignatoryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() publicId: string;
  @ApiProperty({ enum: signatoryStates }) state: SignatoryState;
  @ApiProperty() version: number;
  @ApiProperty({ enum: signatoryActions, isArray: true, description: 'What the signed-in colleague may do now' }) actions: SignatoryAction[];
}

/** The place of the gazetteer that the authority chose itself from. */
export class PlaceEvidenceDto {
  @ApiProperty() nameOfficial: string;
  @ApiProperty() nameEn: string;
  @ApiProperty() countryCode: string;
  @ApiProperty() region: string;
  @ApiProperty({ description: 'Inhabitants; 0 where it is not known' }) population: number;
  @ApiProperty({ description: 'Whether country and name are still those of the place' }) agrees: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'From the place to the point on the map' }) distanceKm: number | null;
}

/** What speaks for or against an endorsement besides its own words. */
export class CaseEvidenceDto {
  @ApiProperty({ type: String, nullable: true, description: "Registrable domain of the contact's address", example: 'stadt-koeln.de' })
  mailDomain: string | null;
  @ApiProperty({ type: String, nullable: true, description: "Registrable domain of the authority's website" }) websiteDomain: string | null;
  @ApiProperty({ description: 'Whether both are the same' }) sameDomain: boolean;
  @ApiProperty({ type: PlaceEvidenceDto, nullable: true, description: 'Null when it was entered by hand' }) place: PlaceEvidenceDto | null;
}

export class FieldChangeDto {
  @ApiProperty({ example: 'nameEn' }) field: string;
  @ApiProperty({ type: String, nullable: true }) before: string | null;
  @ApiProperty({ type: String, nullable: true }) after: string | null;
}

export class PledgeDetailsDto {
  @ApiProperty({ type: Number, nullable: true }) targetYear: number | null;
  @ApiProperty({ type: String, nullable: true }) leadDepartment: string | null;
}

/** A pledge that is new (nothing before), taken back (nothing after) or changed. */
export class PledgeChangeDto {
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ type: String, nullable: true }) action: string | null;
  @ApiProperty({ type: String, nullable: true }) ownWords: string | null;
  @ApiProperty({ type: PledgeDetailsDto, nullable: true }) before: PledgeDetailsDto | null;
  @ApiProperty({ type: PledgeDetailsDto, nullable: true }) after: PledgeDetailsDto | null;
}

export class PledgeReportDto {
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ type: String, nullable: true }) action: string | null;
  @ApiProperty({ type: String, nullable: true }) ownWords: string | null;
  @ApiProperty({ enum: progressStates }) before: Progress;
  @ApiProperty({ enum: progressStates }) after: Progress;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: String, nullable: true }) evidenceUrl: string | null;
}

/** What approving a follow-up would change on the register as it stands now. */
export class CaseChangesDto {
  @ApiProperty({ description: 'Of the signatory that it is about' }) publicId: string;
  @ApiProperty({ type: [FieldChangeDto] }) fields: FieldChangeDto[];
  @ApiProperty({ type: [PledgeChangeDto] }) pledges: PledgeChangeDto[];
  @ApiProperty({ type: [PledgeReportDto] }) reports: PledgeReportDto[];
}

/** A case with everything needed to decide it. */
export class CaseDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: submissionKinds }) kind: SubmissionKind;
  @ApiProperty({ type: CaseChangesDto, nullable: true, description: 'Null for an endorsement, and once it is decided' })
  changes: CaseChangesDto | null;
  @ApiProperty() reference: string;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty() version: number;
  @ApiProperty({ enum: languages }) language: string;
  @ApiProperty() demo: boolean;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The answers by section, as they were sent' }) answers: Record<
    string,
    unknown
  >;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) confirmedAt: string | null;
  @ApiProperty({ type: [CaseDocumentDto] }) documents: CaseDocumentDto[];
  @ApiProperty({ type: [DuplicateCandidateDto] }) duplicates: DuplicateCandidateDto[];
  @ApiProperty({ type: CaseEvidenceDto }) evidence: CaseEvidenceDto;
  @ApiProperty({ type: [CaseDecisionDto] }) decisions: CaseDecisionDto[];
  @ApiProperty({ type: [CaseEventDto] }) events: CaseEventDto[];
  @ApiProperty({ enum: verdicts, isArray: true, description: 'What the signed-in colleague may decide now' }) actions: SubmissionAction[];
  @ApiProperty({ type: CaseSignatoryDto, nullable: true }) signatory: CaseSignatoryDto | null;
}

export class DecideDto {
  @ApiProperty({ enum: verdicts })
  @IsNotEmpty()
  @IsIn(verdicts)
  verdict: Verdict;

  @ApiPropertyOptional({ description: 'Told to the authority. Required to ask for changes and to reject.' })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  reason?: string;

  @ApiPropertyOptional({
    description: 'The reviewer compared the candidates and they are other authorities. Required to approve where there are any.',
  })
  @IsOptional()
  @IsBoolean()
  duplicatesCompared?: boolean;
}

export class ChangeSignatoryDto {
  @ApiProperty({ enum: signatoryActions })
  @IsNotEmpty()
  @IsIn(signatoryActions)
  action: SignatoryAction;

  @ApiPropertyOptional({ description: 'Required to put on hold, withdraw and restore' })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  reason?: string;
}

export class ChangedSignatoryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: signatoryStates }) state: SignatoryState;
  @ApiProperty() version: number;
}

import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import {
  documentKinds,
  type DocumentKind,
  submissionKinds,
  type SubmissionKind,
} from '../../../../contract/kinds.js';
import { languages, type Language } from '../../../../contract/languages.js';
import { Line } from '../../platform/http/decorators.js';
import { LeavingSection, PracticeSection, ProgressSection } from './dto/follow-up-sections.dto.js';
import { sectionNames } from '../../../../contract/sections.js';
import type { SubmissionPart } from './answers.js';
import {
  AuthoritySection,
  ContactSection,
  DecisionSection,
  DeclarationSection,
  PillarSection,
  PlaceSection,
  SignerSection,
} from './dto/sections.dto.js';
import { submissionStates, type SubmissionState } from './submission.workflow.js';

export class BeginDraftDto {
  @ApiPropertyOptional({ enum: languages, default: 'en', description: 'Language of the mails' })
  @IsOptional()
  @IsIn(languages)
  language: Language = 'en';

  @ApiPropertyOptional({
    description:
      'Solution of the `challenge` of an earlier 429 `proof-needed`: base64 of an ALTCHA payload (altcha.org)',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  proof?: string;
}

export class TokenDto {
  @ApiProperty({ description: 'The token of a mailed link' })
  @IsNotEmpty()
  @IsString()
  @MaxLength(100)
  token: string;
}

export class DraftLinkDto {
  @ApiProperty({ format: 'email', description: 'Where the link is to be sent' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(254)
  @IsEmail()
  email: string;
}

export class CaseLinkDto {
  @ApiProperty({ example: 'KD7Q2MXR' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(20)
  @Matches(/^[\w\s-]+$/)
  reference: string;

  @ApiProperty({ format: 'email' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(254)
  @IsEmail()
  email: string;
}

/** What a file that is sent is, and which one it replaces. */
export class DocumentFieldsDto {
  @ApiProperty({ enum: documentKinds })
  @IsIn(documentKinds)
  kind: DocumentKind;

  @ApiPropertyOptional({ format: 'uuid', description: 'The document whose place it takes' })
  @Line()
  @IsOptional()
  @IsUUID()
  replaces?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'In a report on progress: the pledge that it shows',
  })
  @Line()
  @IsOptional()
  @IsUUID()
  pledgeId?: string;
}

export class DocumentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: documentKinds }) kind: DocumentKind;
  @ApiProperty() fileName: string;
  @ApiProperty({ example: 'application/pdf' }) mediaType: string;
  @ApiProperty() bytes: number;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The pledge that it shows',
  })
  pledgeId: string | null;
}

/** A remark of the Congress at one answer. */
export class RemarkDto {
  @ApiProperty({
    example: '/authority/region',
    description: 'The answer: section and field; of an action its code',
  })
  pointer: string;
  @ApiProperty() text: string;
}

export class MessageDto {
  @ApiProperty({ enum: ['request_changes', 'approve', 'reject'] }) verdict:
    'request_changes' | 'approve' | 'reject';
  @ApiProperty() text: string;
  @ApiProperty({ type: () => [RemarkDto], description: 'Remarks at single answers' })
  comments: RemarkDto[];
  @ApiProperty({ format: 'date-time' }) at: string;
}

/** A submission as the one who sends it sees it. */
@ApiExtraModels(
  ProgressSection,
  PracticeSection,
  LeavingSection,
  AuthoritySection,
  PlaceSection,
  SignerSection,
  ContactSection,
  DecisionSection,
  PillarSection,
  DeclarationSection,
)
/** What whoever holds a mailed link learns of the case, which may be open in another browser. */
export class ConfirmedDto {
  @ApiProperty({ example: 'KD7Q2MXR' }) reference: string;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
}

export class ApplicantSubmissionDto {
  @ApiProperty({ example: 'KD7Q2MXR' }) reference: string;
  @ApiProperty({ enum: submissionKinds }) kind: SubmissionKind;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty() version: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Saved answers by section',
  })
  answers: Record<string, Record<string, unknown>>;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What was typed into a section but is not valid yet',
  })
  typed: Record<string, Record<string, unknown>>;
  @ApiProperty({ type: [DocumentDto] }) documents: DocumentDto[];
  @ApiProperty({
    enum: [...sectionNames, 'documents'],
    isArray: true,
    description: 'What is not complete yet',
  })
  missing: SubmissionPart[];
  @ApiProperty({
    type: [RemarkDto],
    description: 'What is asked for now, at each answer; empty once it is sent again',
  })
  comments: RemarkDto[];
  @ApiProperty({ type: [MessageDto], description: 'What staff answered' }) messages: MessageDto[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) confirmedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Last part of the public address, once published',
  })
  slug: string | null;
}

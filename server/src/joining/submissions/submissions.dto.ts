import {
  type DocumentKind,
  type SubmissionKind,
  documentKinds,
  submissionKinds,
} from '../../../../contract/kinds.js';
import { personRoles, type PersonRole } from '../../../../contract/case-roles.js';
import { sectionNames, type SectionName } from '../../../../contract/sections.js';
import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { Code, Email, Verbatim } from '../../platform/http/fields/text.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Id } from '../../platform/http/fields/things.js';
import { LeavingSection, PracticeSection, ProgressSection } from './dto/follow-up-sections.dto.js';
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
  @Choice(languages, { optional: true, default: 'en', description: 'Language of the mails' })
  language: Language = 'en';

  @Verbatim(1000, {
    optional: true,
    description:
      'Solution of the `challenge` of an earlier 429 `proof-needed`: base64 of an ALTCHA ' +
      'payload (altcha.org)',
  })
  proof?: string;
}

export class TokenDto {
  @Verbatim(100, { description: 'The token of a mailed link' })
  token: string;
}

export class DraftLinkDto {
  @Email({ description: 'Where to send the link' })
  email: string;
}

export class CaseLinkDto {
  @Code(/^[\w\s-]+$/, {
    max: 20,
    example: 'KD7Q2MXR',
    optional: true,
    description: 'Without it, a link to each case and draft of the address is sent',
  })
  reference?: string;

  @Email()
  email: string;
}

/** The kind of an uploaded file, and the document it replaces. */
export class DocumentFieldsDto {
  @Choice(documentKinds)
  kind: DocumentKind;

  @Id({ optional: true, description: 'The document it replaces' })
  replaces?: string;

  @Id({ optional: true, description: 'In a progress report: the pledge it supports' })
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

/** A comment of the Congress on one answer. */
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
  @ApiProperty({ type: () => [RemarkDto], description: 'Remarks on single answers' })
  comments: RemarkDto[];
  @ApiProperty({ format: 'date-time' }) at: string;
}

/** A submission as its sender sees it. */
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
/**
 * The data of a case shown to the holder of a mailed link, who may have it open in another browser.
 */
export class ConfirmedDto {
  @ApiProperty({ example: 'KD7Q2MXR' }) reference: string;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
}

/** Who last changed a section. */
export class SectionChangeDto {
  @ApiProperty({ enum: sectionNames }) section: SectionName;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The name; null for the contact before it is known, and for a former contact',
  })
  by: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
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
    description: 'Input of a section that is not valid yet',
  })
  typed: Record<string, Record<string, unknown>>;
  @ApiProperty({ type: [SectionChangeDto], description: 'Who last changed each section, and when' })
  changes: SectionChangeDto[];
  @ApiProperty({ enum: personRoles, description: 'The role of the holder of the session' })
  role: PersonRole;
  @ApiProperty({ type: [DocumentDto] }) documents: DocumentDto[];
  @ApiProperty({
    enum: [...sectionNames, 'documents'],
    isArray: true,
    description: 'Incomplete sections',
  })
  missing: SubmissionPart[];
  @ApiProperty({
    type: [RemarkDto],
    description: 'The open remarks on answers; empty once it is sent again',
  })
  comments: RemarkDto[];
  @ApiProperty({ type: [MessageDto], description: 'What staff answered' }) messages: MessageDto[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) confirmedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'While it waits for the signed Pact: the last day, unless something changes',
  })
  keptUntil: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'While changes are asked for: until when an answer is',
  })
  answerBy: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day until which its sender asked for more time',
  })
  answerAskedUntil: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Last part of the public address, once published',
  })
  slug: string | null;
}

import { KeptStepDto } from '../../register/signatories/kept-step.dto.js';
import { ApiProperty } from '@nestjs/swagger';
import { submissionKinds, type SubmissionKind } from '../../../../contract/kinds.js';
import { languages } from '../../../../contract/languages.js';
import { allReasonCodes, type ReasonCode } from '../../../../contract/reason-codes.js';
import {
  signatoryActions,
  signatoryStates,
  type SignatoryAction,
  type SignatoryState,
} from '../../register/signatories/signatory.workflow.js';
import {
  submissionStates,
  type SubmissionState,
} from '../../joining/submissions/submission.workflow.js';
import { FieldCommentDto, UndoDto, verdicts, type Verdict } from '../decisions/decision.dto.js';
import { FindingDto } from '../findings/finding.dto.js';
import { AssignmentDto } from '../collaboration/collaboration.dto.js';
import { CaseDocumentDto } from './case-document.dto.js';
import { CaseEvidenceDto, DuplicateCandidateDto, RelatedCaseDto } from './case-evidence.dto.js';
import { CaseChangesDto } from './case-changes.dto.js';

export class CaseDecisionDto {
  @ApiProperty({ enum: verdicts }) verdict: Verdict;
  @ApiProperty({
    enum: allReasonCodes,
    enumName: 'ReasonCode',
    type: String,
    nullable: true,
    description: 'Null for decisions made before reason codes existed',
  })
  reasonCode: ReasonCode | null;
  @ApiProperty() reason: string;
  @ApiProperty({ type: [FieldCommentDto] }) comments: FieldCommentDto[];
  @ApiProperty({ description: 'Whether the contact was written to' }) mailed: boolean;
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
  @ApiProperty({
    enum: signatoryActions,
    isArray: true,
    description: 'What the signed-in colleague may do now',
  })
  actions: SignatoryAction[];
  @ApiProperty({
    description: 'Another colleague could do more: this one took the last step',
  })
  secondPersonNeeded: boolean;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day on which it becomes public',
  })
  publishOn: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Public id of the signatory it was merged into',
  })
  mergedInto: string | null;
}

/** An answer that differs from the one that the colleague saw who asked for changes. */
export class AnswerChangeDto {
  @ApiProperty({ example: '/authority/region' }) pointer: string;
  @ApiProperty({ type: String, nullable: true }) before: string | null;
  @ApiProperty({ type: String, nullable: true }) after: string | null;
}

export class AnsweredRemarkDto extends FieldCommentDto {
  @ApiProperty({ description: 'Whether what it is about has changed since' }) answered: boolean;
}

/** The answers returned after a request for changes. */
export class SentAgainDto {
  @ApiProperty({ description: 'Who had asked' }) by: string;
  @ApiProperty({ format: 'date-time', description: 'When changes were asked for' }) at: string;
  @ApiProperty({ type: [AnsweredRemarkDto] }) remarks: AnsweredRemarkDto[];
  @ApiProperty({ type: [AnswerChangeDto] }) changes: AnswerChangeDto[];
  @ApiProperty({ description: 'Documents that were sent since' }) newDocuments: number;
}

/** Until when the authority is asked to answer a request for changes. */
export class AnswerTimeDto {
  @ApiProperty({ type: String, format: 'date', nullable: true }) by: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day until which the authority asks for more time',
  })
  askedUntil: string | null;
  @ApiProperty({ description: 'Whether the day is over and nothing came' }) isOver: boolean;
  @ApiProperty({ format: 'date', description: 'The day for a request that is made now' })
  usual: string;
}

/** A case with everything needed for a decision. */
export class CaseDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: submissionKinds }) kind: SubmissionKind;
  @ApiProperty({
    type: CaseChangesDto,
    nullable: true,
    description: 'Null for an endorsement, and once it is decided',
  })
  changes: CaseChangesDto | null;
  @ApiProperty() reference: string;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty() version: number;
  @ApiProperty({ description: 'The version of the Pact in force when it was sent' })
  pactVersion: number;
  @ApiProperty({ enum: languages }) language: string;
  @ApiProperty() demo: boolean;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The answers by section, as they were sent',
  })
  answers: Record<string, unknown>;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) confirmedAt: string | null;
  @ApiProperty({ type: [CaseDocumentDto] }) documents: CaseDocumentDto[];
  @ApiProperty({ type: [DuplicateCandidateDto] }) duplicates: DuplicateCandidateDto[];
  @ApiProperty({ type: CaseEvidenceDto }) evidence: CaseEvidenceDto;
  @ApiProperty({
    type: [FindingDto],
    description: 'The findings about the case, the most important first',
  })
  findings: FindingDto[];
  @ApiProperty({
    type: SentAgainDto,
    nullable: true,
    description: 'Changes since the request for changes, while the case waits again',
  })
  sentAgain: SentAgainDto | null;
  @ApiProperty({ type: [RelatedCaseDto] }) related: RelatedCaseDto[];
  @ApiProperty({ type: AssignmentDto }) assignment: AssignmentDto;
  @ApiProperty({ type: [CaseDecisionDto] }) decisions: CaseDecisionDto[];
  @ApiProperty({ type: [KeptStepDto], description: 'Of its signatory, oldest first' })
  steps: KeptStepDto[];
  @ApiProperty({ type: [CaseEventDto] }) events: CaseEventDto[];
  @ApiProperty({
    enum: verdicts,
    isArray: true,
    description: 'What the signed-in colleague may decide now',
  })
  actions: Verdict[];
  @ApiProperty({ type: CaseSignatoryDto, nullable: true }) signatory: CaseSignatoryDto | null;
  @ApiProperty({ description: 'Entered by the signed-in colleague, who cannot approve it' })
  ownEntry: boolean;
  @ApiProperty({
    description: 'Sent by a contact whom the signed-in colleague named: another has to approve it',
  })
  ownContact: boolean;
  @ApiProperty({ description: 'Automatic e-mails to its contact are turned off' })
  noAutomaticMail: boolean;
  @ApiProperty({ type: AnswerTimeDto }) answer: AnswerTimeDto;
  @ApiProperty({
    type: UndoDto,
    nullable: true,
    description: "The signed-in colleague's last step that can still be undone",
  })
  undo: UndoDto | null;
}

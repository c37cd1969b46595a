import {
  type AuthorityKind,
  type QueueStage,
  type SubmissionKind,
  authorityKinds,
  queueStages,
  submissionKinds,
} from '../../../../contract/kinds.js';
import { ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { Code, Cursor, ShortText } from '../../platform/http/fields/text.js';
import { AnyCode, AnyOf, Choice, QueryFlag } from '../../platform/http/fields/choices.js';
import { tableFormats, type TableFormat } from '../../platform/spreadsheets/table-file.js';
import { limits } from '../../platform/config/limits.js';
import { FindingDto } from '../findings/finding.dto.js';
import {
  signatoryStates,
  type SignatoryState,
} from '../../register/signatories/signatory.workflow.js';
import {
  submissionStates,
  type SubmissionState,
} from '../../joining/submissions/submission.workflow.js';
import { bands, type Band } from './bands.js';
import { bulkActions, type BulkAction } from '../decisions/bulk.dto.js';

/**
 * Filters of the queue. Values within one filter are alternatives; a row must match every filter.
 */
export class QueueQuery {
  @AnyOf(queueStages, { showCommas: true, default: ['waiting'] })
  show: QueueStage[] = ['waiting'];

  @AnyOf(bands, {
    showCommas: true,
    description: 'How long it has been waiting for staff; only for cases that are',
  })
  band?: Band[];

  @AnyCode(/^[A-Z]{2}$/, { showCommas: true, description: 'ISO 3166-1 alpha-2' })
  country?: string[];

  @AnyOf(authorityKinds, { showCommas: true })
  kind?: AuthorityKind[];

  @AnyOf(submissionKinds, { showCommas: true })
  subject?: SubmissionKind[];

  @AnyCode(/^(me|nobody|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/, {
    showCommas: true,
    description: "`me`, `nobody` or a colleague's id",
  })
  assignee?: string[];

  @AnyOf(languages, { showCommas: true })
  language?: Language[];

  @QueryFlag({ description: 'Only demonstration cases, or only real ones' })
  demo?: boolean;

  @QueryFlag({ description: 'Only cases with a message that nobody has read, or only others' })
  unread?: boolean;

  @ShortText(limits.searchLength, {
    optional: true,
    description:
      'Words of the reference, of a name of the authority in any script, or of the ' +
      "contact's address",
  })
  q?: string;
}

export class QueuePageQuery extends QueueQuery {
  @Cursor()
  after?: string;
}

export class QueueExportQuery extends QueueQuery {
  @Choice(tableFormats)
  format: TableFormat;

  @Choice(['yes', 'no'], {
    optional: true,
    default: 'no',
    description: 'Begin a CSV with a byte order mark: Excel needs it to read UTF-8',
  })
  bom: 'yes' | 'no' = 'no';
}

export class DeciderDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
}

/** Who has a case open now. */
export class ViewerDto extends DeciderDto {
  @ApiProperty({ format: 'date-time' }) since: string;
}

export class QueueItemDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'KD7Q2MXR' }) reference: string;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty({ enum: submissionKinds }) submissionKind: SubmissionKind;
  @ApiProperty({ enum: signatoryStates, nullable: true, type: String })
  signatoryState: SignatoryState | null;
  @ApiProperty({ description: 'For If-Match and bulk runs' }) version: number;
  @ApiProperty({ type: Number, nullable: true, description: 'The version of its signatory' })
  signatoryVersion: number | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day on which it becomes public',
  })
  publishOn: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day by which the authority is asked to answer',
  })
  answerBy: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day until which it asks for more time',
  })
  answerAskedUntil: string | null;
  @ApiProperty() authorityName: string;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty({ format: 'date-time', description: 'When it last came to staff' })
  waitingSince: string;
  @ApiProperty({ description: 'Working days in Strasbourg since then' }) workingDays: number;
  @ApiProperty({
    enum: bands,
    nullable: true,
    type: String,
    description: 'Null when it is not waiting for staff',
  })
  band: Band | null;
  @ApiProperty({ type: DeciderDto, nullable: true }) assignee: DeciderDto | null;
  @ApiProperty({ type: ViewerDto, nullable: true }) viewer: ViewerDto | null;
  @ApiProperty({
    enum: bulkActions,
    isArray: true,
    description: 'The decisions that this colleague may take on it in bulk',
  })
  actions: BulkAction[];
  @ApiProperty() demo: boolean;
  @ApiProperty({ description: 'Whether its name has letters that pass for others' })
  lookAlike: boolean;
  @ApiProperty({
    type: [FindingDto],
    description: 'What a colleague should see before deciding, the most important first',
  })
  findings: FindingDto[];
}

const figures = { type: 'object', additionalProperties: { type: 'integer' } } as const;

export class QueueDto {
  @ApiProperty({ type: [QueueItemDto] }) items: QueueItemDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `after` for the next page' })
  next: string | null;
  @ApiProperty({ description: 'How many one decision may be about' }) bulkLimit: number;
  @ApiProperty({ ...figures, description: 'Cases in each stage that the other filters leave' })
  counts: Record<QueueStage, number>;
  @ApiProperty({
    ...figures,
    description: 'Waiting cases in each band that the other filters leave',
  })
  bandCounts: Record<Band, number>;
  @ApiProperty({ ...figures, description: 'Cases of each country that the other filters leave' })
  countryCounts: Record<string, number>;
}

/** Where a case is in a list of the queue, by the list's own filter and order. */
export class CasePlaceDto {
  @ApiProperty({ description: 'From 1; of the case, or of the one that took its place' })
  position: number;
  @ApiProperty() total: number;
  @ApiProperty({ description: 'Whether the filter still finds the case itself' }) isListed: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) previous: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) next: string | null;
}

export class NextCaseQuery {
  @Code(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
    optional: true,
    format: 'uuid',
    description: 'The case to skip',
  })
  except?: string;
}

export class NextCaseDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) id: string | null;
}

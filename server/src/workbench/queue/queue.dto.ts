import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { cursorPattern } from '../../platform/http/cursor.js';
import {
  authorityKinds,
  type AuthorityKind,
  submissionKinds,
  type SubmissionKind,
  queueStages,
  type QueueStage,
} from '../../../../contract/kinds.js';
import { languages, type Language } from '../../../../contract/languages.js';
import { Line } from '../../platform/http/decorators.js';
import { tableFormats, type TableFormat } from '../../platform/spreadsheets/table-file.js';
import { limits } from '../../platform/config/limits.js';
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

/** Several values of one filter, as `country=FR,DE` or repeated; any of them may hold. */
const Several = () =>
  Transform(({ value }: { value: unknown }) => {
    if (value === undefined || value === '') return undefined;
    const parts = (Array.isArray(value) ? value : [value]).flatMap((part: unknown) =>
      typeof part === 'string' ? part.split(',') : [part],
    );
    return [...new Set(parts.filter((part) => part !== ''))];
  });

const several = (values?: readonly string[]) => ({
  type: 'array' as const,
  items: { type: 'string' as const, ...(values ? { enum: [...values] } : {}) },
  style: 'form',
  explode: false,
});

/** Filters of the queue. Within one any value may hold, between them all must. */
export class QueueQuery {
  @ApiPropertyOptional({ ...several(queueStages), default: ['waiting'] })
  @Several()
  @IsOptional()
  @ArrayMaxSize(limits.filterValues, { context: { max: limits.filterValues } })
  @IsIn(queueStages, { each: true })
  show: QueueStage[] = ['waiting'];

  @ApiPropertyOptional({
    ...several(bands),
    description: 'How long it has waited for us; only of cases that do',
  })
  @Several()
  @IsOptional()
  @ArrayMaxSize(limits.filterValues, { context: { max: limits.filterValues } })
  @IsIn(bands, { each: true })
  band?: Band[];

  @ApiPropertyOptional({ ...several(), description: 'ISO 3166-1 alpha-2' })
  @Several()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(limits.filterValues, { context: { max: limits.filterValues } })
  @Matches(/^[A-Z]{2}$/, { each: true })
  country?: string[];

  @ApiPropertyOptional(several(authorityKinds))
  @Several()
  @IsOptional()
  @ArrayMaxSize(limits.filterValues, { context: { max: limits.filterValues } })
  @IsIn(authorityKinds, { each: true })
  kind?: AuthorityKind[];

  @ApiPropertyOptional(several(submissionKinds))
  @Several()
  @IsOptional()
  @ArrayMaxSize(limits.filterValues, { context: { max: limits.filterValues } })
  @IsIn(submissionKinds, { each: true })
  subject?: SubmissionKind[];

  @ApiPropertyOptional({ ...several(), description: "`me`, `nobody` or a colleague's id" })
  @Several()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(limits.filterValues, { context: { max: limits.filterValues } })
  @Matches(/^(me|nobody|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/, {
    each: true,
  })
  assignee?: string[];

  @ApiPropertyOptional(several(languages))
  @Several()
  @IsOptional()
  @ArrayMaxSize(limits.filterValues, { context: { max: limits.filterValues } })
  @IsIn(languages, { each: true })
  language?: Language[];

  @ApiPropertyOptional({ description: 'Only demonstration cases, or only real ones' })
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  )
  @IsOptional()
  @IsBoolean()
  demo?: boolean;

  @ApiPropertyOptional({
    description:
      "Words of the reference, of a name of the authority in any script, or of the contact's address",
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(limits.searchLength)
  q?: string;
}

export class QueuePageQuery extends QueueQuery {
  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @Matches(cursorPattern)
  after?: string;
}

export class QueueExportQuery extends QueueQuery {
  @ApiProperty({ enum: tableFormats })
  @IsIn(tableFormats)
  format: TableFormat;

  @ApiPropertyOptional({
    enum: ['yes', 'no'],
    default: 'no',
    description: 'Begin a CSV with a byte order mark: Excel needs it to read UTF-8',
  })
  @IsOptional()
  @IsIn(['yes', 'no'])
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
  @ApiProperty() authorityName: string;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty({ format: 'date-time', description: 'When it came to us the last time' })
  waitingSince: string;
  @ApiProperty({ description: 'Working days in Strasbourg since then' }) workingDays: number;
  @ApiProperty({
    enum: bands,
    nullable: true,
    type: String,
    description: 'Null when it does not wait for us',
  })
  band: Band | null;
  @ApiProperty({ type: DeciderDto, nullable: true }) assignee: DeciderDto | null;
  @ApiProperty({ type: ViewerDto, nullable: true }) viewer: ViewerDto | null;
  @ApiProperty({
    enum: bulkActions,
    isArray: true,
    description: 'What this colleague may decide about it together with others',
  })
  actions: BulkAction[];
  @ApiProperty() demo: boolean;
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

export class NextCaseQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'The case one leaves' })
  @IsOptional()
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  except?: string;
}

export class NextCaseDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) id: string | null;
}

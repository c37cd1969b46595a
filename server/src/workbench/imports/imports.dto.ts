import { type AuthorityKind, authorityKinds } from '../../../../contract/kinds.js';
import { ApiProperty } from '@nestjs/swagger';
import { FreeText, WebAddress } from '../../platform/http/fields/text.js';
import { Integer } from '../../platform/http/fields/numbers.js';
import { Choice, Country, Flag } from '../../platform/http/fields/choices.js';
import { ListOf } from '../../platform/http/fields/things.js';
import { limits } from '../../platform/config/limits.js';
import type { DayOrder } from '../../../../contract/day.js';
import { rowAnswers, rowChoices, type RowAnswer, type RowChoice } from './import-check.dto.js';
import { ImportReadingDto } from './import-reading.dto.js';
import { importStates, type ImportState } from './import.entity.js';
import { importFields, type ImportField } from '../../../../contract/import-fields.js';

export const dayOrders = ['day-first', 'month-first'] as const;

export class ColumnDto {
  @Choice(importFields)
  field: ImportField;

  @Integer({
    min: 0,
    max: limits.sheetColumns - 1,
    description: 'The column that holds it, counted from 0',
  })
  column: number;
}

export class MappingDto {
  @ListOf(ColumnDto, { max: importFields.length, uniqueBy: 'field' })
  columns: ColumnDto[] = [];

  @Choice(authorityKinds, {
    optional: true,
    nullable: true,
    description: 'For rows that name none',
  })
  kind?: AuthorityKind | null;

  @Country({ optional: true, nullable: true, description: 'For rows that name none' })
  countryCode?: string | null;

  @WebAddress(500, { optional: true, nullable: true, description: 'For rows that name none' })
  sourceUrl?: string | null;

  @Choice(dayOrders, {
    optional: true,
    nullable: true,
    description:
      'The order of day and month, where the days of the file do not tell it: is 03/04 in ' +
      'March or April?',
  })
  dayOrder?: DayOrder | null;
}

export class AnswerDto {
  @Integer({ min: 1, description: 'The number of the row in the file' })
  row: number;

  @Choice(rowAnswers, {
    description: 'Corrected as suggested, kept as it is, or left out',
  })
  answer: RowAnswer;
}

export class ChoiceDto {
  @Integer({ min: 1, description: 'The number of the row in the file' })
  row: number;

  @Choice(rowChoices)
  choice: RowChoice;
}

export class RunImportDto {
  @Flag({ description: 'Whether new entries are published at once; otherwise they are unlisted' })
  publish: boolean;

  @Flag({
    description: 'Whether to leave out rows with errors; otherwise one such row stops the import',
  })
  leaveOutFaulty: boolean;

  @FreeText(500, {
    optional: true,
    nullable: true,
    description:
      'Why authorities outside Europe join; needed when the file has some. Kept with their ' +
      'versions',
  })
  countryReason?: string | null;

  @ListOf(ChoiceDto, {
    max: limits.sheetRows,
    description: 'What to do with rows that may be on the register already; others are skipped',
  })
  choices: ChoiceDto[] = [];

  @ListOf(AnswerDto, {
    max: limits.sheetRows,
    uniqueBy: 'row',
    description: 'Answers to the questions about rows to import; each needs one',
  })
  answers: AnswerDto[] = [];
}

export class UndoImportDto {
  @FreeText(1000)
  reason: string;
}

export class ImportResultDto {
  @ApiProperty() created: number;
  @ApiProperty() updated: number;
  @ApiProperty({ description: 'With an error, or skipped by choice' }) leftOut: number;
  @ApiProperty() published: boolean;
}

/** An import as the list shows it. */
export class ImportItemDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() fileName: string;
  @ApiProperty({ enum: importStates }) state: ImportState;
  @ApiProperty({ type: String, nullable: true, description: 'Who uploaded it' }) by: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) undoneAt: string | null;
  @ApiProperty() rowsTotal: number;
  @ApiProperty({ description: 'Progress of a run' }) rowsDone: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The code of the problem for which the last run was taken back',
  })
  failure: string | null;
  @ApiProperty({ type: ImportResultDto, nullable: true }) result: ImportResultDto | null;
  @ApiProperty() version: number;
}

export class ImportsDto {
  @ApiProperty({ type: [ImportItemDto], description: 'The newest first' }) items: ImportItemDto[];
}

export class ImportDto extends ImportItemDto {
  @ApiProperty({
    type: [String],
    description: 'The headings of the file; none once it is in the register',
  })
  columns: string[];
  @ApiProperty({
    type: ImportReadingDto,
    nullable: true,
    description: 'Null once it is in the register',
  })
  reading: ImportReadingDto | null;
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'Its first rows',
  })
  sample: string[][];
  @ApiProperty({ type: MappingDto }) mapping: MappingDto;
}

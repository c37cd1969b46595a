import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { Lines, WebAddress } from '../../platform/http/decorators.js';
import { limits } from '../../platform/config/limits.js';
import { signatoryStates } from '../../register/signatories/signatory.workflow.js';
import { importStates, type ImportState } from './import.entity.js';
import { importFields, type ImportField } from '../../../../contract/import-fields.js';

const most = (max: number) => ({ context: { max } });
export const rowChoices = ['skip', 'update', 'create'] as const;
export type RowChoice = (typeof rowChoices)[number];

export class ColumnDto {
  @ApiProperty({ enum: importFields })
  @IsNotEmpty()
  @IsIn(importFields)
  field: ImportField;

  @ApiProperty({ description: 'The column that holds it, counted from 0' })
  @IsInt()
  @Min(0)
  @Max(limits.sheetColumns - 1)
  column: number;
}

export class MappingDto {
  @ApiProperty({ type: [ColumnDto] })
  @IsArray()
  @ArrayMaxSize(importFields.length, most(importFields.length))
  @ArrayUnique((entry: ColumnDto | null) => entry?.field)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ColumnDto)
  columns: ColumnDto[] = [];

  @ApiPropertyOptional({
    enum: authorityKinds,
    nullable: true,
    type: String,
    description: 'For rows that name none',
  })
  @IsOptional()
  @IsIn(authorityKinds)
  kind?: AuthorityKind | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'For rows that name none' })
  @IsOptional()
  @IsISO31661Alpha2()
  @Matches(/^[A-Z]{2}$/)
  countryCode?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'For rows that name none' })
  @WebAddress()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true })
  @MaxLength(500, most(500))
  sourceUrl?: string | null;
}

export class ChoiceDto {
  @ApiProperty({ description: 'The number of the row in the file' })
  @IsInt()
  @Min(1)
  row: number;

  @ApiProperty({ enum: rowChoices })
  @IsIn(rowChoices)
  choice: RowChoice;
}

export class RunImportDto {
  @ApiProperty({
    description: 'Whether the new ones are public at once; else they arrive unlisted',
  })
  @IsBoolean()
  publish: boolean;

  @ApiProperty({
    description: 'Whether faulty rows are left out; else one faulty row refuses the whole',
  })
  @IsBoolean()
  leaveOutFaulty: boolean;

  @ApiProperty({
    type: [ChoiceDto],
    description:
      'What to do with rows that may be on the register already; who is not named is skipped',
  })
  @IsArray()
  @ArrayMaxSize(limits.sheetRows, most(limits.sheetRows))
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ChoiceDto)
  choices: ChoiceDto[] = [];
}

export class UndoImportDto {
  @ApiProperty()
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(1000, most(1000))
  reason: string;
}

export class ImportResultDto {
  @ApiProperty() created: number;
  @ApiProperty() updated: number;
  @ApiProperty({ description: 'Faulty, or skipped by choice' }) leftOut: number;
  @ApiProperty() published: boolean;
}

/** An import as the list shows it. */
export class ImportItemDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() fileName: string;
  @ApiProperty({ enum: importStates }) state: ImportState;
  @ApiProperty({ type: String, nullable: true, description: 'Who brought it' }) by: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) undoneAt: string | null;
  @ApiProperty() rowsTotal: number;
  @ApiProperty({ description: 'How far a run has come' }) rowsDone: number;
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
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'Its first rows',
  })
  sample: string[][];
  @ApiProperty({ type: MappingDto }) mapping: MappingDto;
}

export class RowErrorDto {
  @ApiProperty({ description: 'The number of the row in the file' }) row: number;
  @ApiProperty({ description: 'The heading of the column; empty where no column is meant' })
  column: string;
  @ApiProperty({ description: 'What stands there' }) value: string;
  @ApiProperty({ description: 'RFC 6901 pointer of the field', example: '/signedOn' })
  pointer: string;
  @ApiProperty({ example: 'isPartialDate' }) key: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  })
  params: Record<string, string | number>;
}

export class MatchDto {
  @ApiProperty({ format: 'uuid' }) signatoryId: string;
  @ApiProperty() publicId: string;
  @ApiProperty({ enum: signatoryStates }) state: string;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty() nameOfficial: string;
  @ApiProperty() nameEn: string;
  @ApiProperty() region: string;
}

/** A row that may be on the register already, or in the file twice. */
export class DuplicateRowDto {
  @ApiProperty() row: number;
  @ApiProperty() name: string;
  @ApiProperty() countryCode: string;
  @ApiProperty({ type: MatchDto, nullable: true, description: 'Of the register' })
  match: MatchDto | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The earlier row of the file that says the same',
  })
  sameAsRow: number | null;
  @ApiProperty({ enum: rowChoices, isArray: true, description: 'What can be done with it' })
  options: RowChoice[];
}

/** What would happen, row by row. Nothing is written. */
export class ImportCheckDto {
  @ApiProperty() total: number;
  @ApiProperty({ description: 'Rows that would be added' }) fresh: number;
  @ApiProperty({ description: 'Rows with an error' }) faulty: number;
  @ApiProperty({ type: [RowErrorDto], description: 'The first 1,000' }) errors: RowErrorDto[];
  @ApiProperty({ type: [DuplicateRowDto] }) duplicates: DuplicateRowDto[];
}

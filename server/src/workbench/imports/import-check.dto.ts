import { ApiProperty } from '@nestjs/swagger';
import { importFields, type ImportField } from '../../../../contract/import-fields.js';
import { type AuthorityKind, authorityKinds } from '../../../../contract/kinds.js';
import { signatoryStates } from '../../register/signatories/signatory.workflow.js';

export const rowChoices = ['skip', 'update', 'create'] as const;
export type RowChoice = (typeof rowChoices)[number];

export class RowErrorDto {
  @ApiProperty({ description: 'The number of the row in the file' }) row: number;
  @ApiProperty({ description: 'The heading of the column; empty where no column is meant' })
  column: string;
  @ApiProperty({ description: 'The value in the file' }) value: string;
  @ApiProperty({ description: 'RFC 6901 pointer of the field', example: '/signedOn' })
  pointer: string;
  @ApiProperty({ example: 'isRealDay' }) key: string;
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
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How far it is from the place in the row',
  })
  distanceKm: number | null;
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
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How far that row’s place is from this one’s',
  })
  sameAsRowKm: number | null;
  @ApiProperty({ enum: rowChoices, isArray: true, description: 'What can be done with it' })
  options: RowChoice[];
}

export const rowAnswers = ['correct', 'keep', 'skip'] as const;
export type RowAnswer = (typeof rowAnswers)[number];

export class RowQuestionDto {
  @ApiProperty({ description: 'RFC 6901 pointer of the field', example: '/latitude' })
  pointer: string;
  @ApiProperty({ example: 'askSwapped' }) key: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  })
  params: Record<string, string | number>;
}

/** A row that is valid but unlikely to be right. */
export class AskedRowDto {
  @ApiProperty() row: number;
  @ApiProperty() name: string;
  @ApiProperty() countryCode: string;
  @ApiProperty({ type: [RowQuestionDto] }) questions: RowQuestionDto[];
  @ApiProperty({ enum: rowAnswers, isArray: true, description: 'How it can be answered' })
  options: RowAnswer[];
}

/** The interpretation of a cell, if it differs from its content, and the number of rows. */
export class ReadValueDto {
  @ApiProperty({ enum: importFields }) field: ImportField;
  @ApiProperty() raw: string;
  @ApiProperty() value: string;
  @ApiProperty() rows: number;
}

/** The effect of an import, row by row. Nothing is written. */
export class ImportCheckDto {
  @ApiProperty() total: number;
  @ApiProperty({ description: 'Rows that would be added' }) fresh: number;
  @ApiProperty({ description: 'Rows with an error' }) faulty: number;
  @ApiProperty({ type: [RowErrorDto], description: 'The first 1,000' }) errors: RowErrorDto[];
  @ApiProperty({ description: 'All errors, also those that are not listed' }) errorsTotal: number;
  @ApiProperty({ type: [DuplicateRowDto] }) duplicates: DuplicateRowDto[];
  @ApiProperty({
    type: [AskedRowDto],
    description: 'Rows that have to be confirmed, corrected or left out: `answers` of the run',
  })
  asked: AskedRowDto[];
  @ApiProperty({
    type: [ReadValueDto],
    description: 'Values that were interpreted; the first 200',
  })
  readValues: ReadValueDto[];
  @ApiProperty({ description: 'All of them, also those that are not listed' })
  readValuesTotal: number;
  @ApiProperty({ description: 'Some days could be several: say in which order they are written' })
  dayOrderNeeded: boolean;
  @ApiProperty({
    type: [String],
    description: 'Countries outside Europe: taking them over needs a reason',
  })
  farCountries: string[];
}

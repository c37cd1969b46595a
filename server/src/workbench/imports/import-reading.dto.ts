import { ApiProperty } from '@nestjs/swagger';
import { Choice } from '../../platform/http/fields/choices.js';
import { Integer } from '../../platform/http/fields/numbers.js';
import { ShortText } from '../../platform/http/fields/text.js';
import { encodings } from '../../platform/spreadsheets/encodings.js';
import { readingQuestions, type ReadingQuestion } from './import-reading.js';

/** How to read the file where it is ambiguous. */
export class ReadingDto {
  @Choice(encodings, {
    optional: true,
    nullable: true,
    description: 'The code page of a text file',
  })
  encoding?: string | null;

  @ShortText(100, {
    optional: true,
    nullable: true,
    description: 'The name of the sheet of a workbook',
  })
  sheet?: string | null;

  @Integer({
    min: 0,
    max: 1_048_576,
    optional: true,
    nullable: true,
    description: 'The number of the row that holds the headings; 0 when there is none',
  })
  headRow?: number | null;
}

/** A decoding of a text file, and some of its lines as they then are. */
export class EncodingSampleDto {
  @ApiProperty({ enum: encodings, example: 'windows-1250' }) encoding: string;
  @ApiProperty({ type: [String] }) lines: string[];
}

export class SheetNameDto {
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Spreadsheet programs do not show it' }) hidden: boolean;
}

export class TopRowDto {
  @ApiProperty() number: number;
  @ApiProperty({ type: [String] }) cells: string[];
}

/** How a file was read, and the alternatives. */
export class ImportReadingDto {
  @ApiProperty({ enum: encodings, type: String, nullable: true, description: 'Of a text file' })
  encoding: string | null;
  @ApiProperty({
    type: [EncodingSampleDto],
    description: 'The decodings in which its words are words; one when it is certain',
  })
  encodings: EncodingSampleDto[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a workbook: the sheet that was read',
  })
  sheet: string | null;
  @ApiProperty({ type: [SheetNameDto] }) sheets: SheetNameDto[];
  @ApiProperty({ description: 'The number of the row with the headings; 0 when there is none' })
  headRow: number;
  @ApiProperty({ type: [TopRowDto], description: 'The first rows that hold something' })
  top: TopRowDto[];
  @ApiProperty({
    enum: readingQuestions,
    isArray: true,
    description: 'What a colleague must answer before it can be imported',
  })
  questions: ReadingQuestion[];
  @ApiProperty({ description: 'Rows that a spreadsheet program does not show; they were read' })
  hiddenRows: number;
  @ApiProperty({ description: 'Merged cells that were given their common value' })
  mergedCells: number;
  @ApiProperty({
    type: [String],
    description: 'Headings that occur more than once: a colleague chooses the column',
  })
  repeatedHeadings: string[];
}

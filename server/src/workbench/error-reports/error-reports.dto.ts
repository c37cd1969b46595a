import { ApiProperty } from '@nestjs/swagger';
import {
  errorReportKinds,
  errorReportStates,
  type ErrorReportKind,
  type ErrorReportState,
} from '../../../../contract/error-reports.js';
import { languages, type Language } from '../../../../contract/languages.js';
import { limits } from '../../platform/config/limits.js';
import { AnyOf, Choice } from '../../platform/http/fields/choices.js';
import { Cursor, FreeText } from '../../platform/http/fields/text.js';
import {
  errorReportActions,
  type ErrorReportAction,
} from '../../register/error-reports/error-report.workflow.js';
import { NamesDto } from '../register-editing/signatories.dto.js';

/** Whether the answer can be sent to the reader who reported; never the address itself. */
export const addressStates = ['none', 'unproven', 'proven'] as const;
export type AddressState = (typeof addressStates)[number];

export class ErrorReportsQuery {
  @AnyOf(errorReportStates)
  state?: ErrorReportState[];

  @Cursor(/^[\w:.-]{1,100}$/)
  after?: string;
}

export class ErrorReportRowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: errorReportKinds }) kind: ErrorReportKind;
  @ApiProperty({ enum: errorReportStates }) state: ErrorReportState;
  @ApiProperty({ enum: languages, description: 'The language of the page it was written on' })
  language: Language;
  @ApiProperty({ description: 'The error, in the words of the reader' }) words: string;
  @ApiProperty({ format: 'uuid' }) signatoryId: string;
  @ApiProperty({ type: NamesDto }) names: NamesDto;
  @ApiProperty() countryCode: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'The colleague who looks at it' })
  takenBy: string | null;
}

export class ErrorReportRowsDto {
  @ApiProperty({ type: [ErrorReportRowDto], description: 'Newest first' })
  items: ErrorReportRowDto[];
  @ApiProperty({ description: 'How many there are on all pages' }) total: number;
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `after` for the next page' })
  next: string | null;
}

export class StaffErrorReportDto extends ErrorReportRowDto {
  @ApiProperty() version: number;
  @ApiProperty({ type: String, nullable: true, description: 'Who reported it, if they said so' })
  name: string | null;
  @ApiProperty({ enum: addressStates }) address: AddressState;
  @ApiProperty({ description: 'The public page of the entry' }) page: string;
  @ApiProperty({ description: 'Whether the entry was changed after the report' })
  changedSince: boolean;
  @ApiProperty({ type: String, nullable: true }) answer: string | null;
  @ApiProperty({ type: String, nullable: true }) answeredBy: string | null;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) answeredAt: string | null;
  @ApiProperty({ description: 'Whether the answer was sent to the reader' }) mailed: boolean;
  @ApiProperty({ enum: errorReportActions, isArray: true, description: 'What can be done now' })
  actions: ErrorReportAction[];
}

export class ErrorReportStepDto {
  @Choice(errorReportActions)
  action: ErrorReportAction;

  @FreeText(limits.errorAnswerLength, {
    optional: true,
    description: 'The answer to the reader who reported, in the language of the report',
  })
  answer?: string;
}

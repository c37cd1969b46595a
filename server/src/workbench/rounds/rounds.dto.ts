import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import {
  questionKinds,
  roundStates,
  type QuestionKind,
  type RoundState,
} from '../../../../contract/rounds.js';
import { limits } from '../../platform/config/limits.js';
import { Choice, Flag } from '../../platform/http/fields/choices.js';
import { DayToCome } from '../../platform/http/fields/days.js';
import { Integer } from '../../platform/http/fields/numbers.js';
import { Cursor, FreeText, ShortText } from '../../platform/http/fields/text.js';
import { ListOf, Nested } from '../../platform/http/fields/things.js';
import { tableFormats, type TableFormat } from '../../platform/spreadsheets/table-file.js';
import { roundActions, type RoundAction } from '../../register/rounds/round.workflow.js';
import { QuestionFiguresDto } from '../../register/rounds/round-figures.dto.js';
import { AttachmentDto } from '../correspondence/correspondence.dto.js';
import { ReachDto } from '../mailings/mailings.dto.js';
import { SignatoriesFilter } from '../register-editing/signatories.dto.js';

export class CreateRoundDto {
  @Nested(SignatoriesFilter, { description: 'Whom it asks: the filter of the list' })
  filter: SignatoriesFilter;
}

/** The words of a question in one language; a draft may lack any. */
export class QuestionWordsDto {
  @ShortText(limits.roundQuestionLength, { showLimit: true, optional: true })
  wording?: string;

  @ShortText(limits.roundUnitLength, { optional: true, description: 'Of a number' })
  unit?: string;

  @FreeText(limits.roundOptionsLength, {
    optional: true,
    description: 'Of a choice: one option a line, in the same order in each language',
  })
  options?: string;
}

/** The round in one language. */
export class RoundTextDto {
  @Choice(languages)
  language: Language;

  @ShortText(limits.roundTitleLength, { showLimit: true, optional: true })
  title?: string;

  @FreeText(limits.roundIntroLength, { showLimit: true, optional: true })
  intro?: string;

  @ListOf(QuestionWordsDto, { max: limits.roundQuestions, description: 'In their order' })
  questions: QuestionWordsDto[];
}

export class RoundQuestionDto {
  @Choice(questionKinds)
  kind: QuestionKind;

  @Flag({ description: 'Whether the form can be sent without an answer to it' })
  required: boolean;

  @Integer({ min: -limits.roundNumber, max: limits.roundNumber, optional: true })
  min?: number;

  @Integer({ min: -limits.roundNumber, max: limits.roundNumber, optional: true })
  max?: number;

  @Integer({ min: 1, max: limits.roundTextLength, optional: true, description: 'Of a text' })
  maxLength?: number;
}

export class SaveRoundDto {
  @Flag({ description: 'Whether choices and numbers are published; fixed once it is open' })
  isPublic: boolean;

  @DayToCome({ optional: true, description: 'The last day for answers, in Strasbourg' })
  lastDay?: string;

  @ListOf(RoundTextDto, { max: languages.length, uniqueBy: 'language' })
  texts: RoundTextDto[];

  @ListOf(RoundQuestionDto, { max: limits.roundQuestions })
  questions: RoundQuestionDto[];
}

export class OpenRoundDto {
  @Integer({ min: 1, max: 1_000_000, description: 'How many the colleague was told it asks' })
  recipients: number;
}

export class RoundStepDto {
  @Choice(roundActions.filter((action) => action !== 'open'))
  action: Exclude<RoundAction, 'open'>;
}

export class AskedQuery {
  @Choice(['yes', 'no'], { optional: true, description: 'Only those who have answered, or not' })
  answered?: 'yes' | 'no';

  @Cursor(/^[\w-]{1,1000}$/)
  after?: string;
}

export class RoundExportQuery {
  @Choice(tableFormats)
  format: TableFormat;

  @Choice(['yes', 'no'], { optional: true, default: 'no', description: 'Begin a CSV with a BOM' })
  bom: 'yes' | 'no' = 'no';
}

export class RoundRowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: roundStates }) state: RoundState;
  @ApiProperty({ type: String, nullable: true, description: 'In English' }) title: string | null;
  @ApiProperty() isPublic: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true }) lastDay: string | null;
  @ApiProperty({ description: 'The colleague who wrote it' }) writtenBy: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) openedAt: string | null;
  @ApiProperty({ description: 'How many have answered' }) answered: number;
}

export class RoundsDto {
  @ApiProperty({ type: [RoundRowDto], description: 'The newest first' }) items: RoundRowDto[];
}

export class RoundDto extends IntersectionType(RoundRowDto, ReachDto) {
  @ApiProperty({ type: SignatoriesFilter }) filter: SignatoriesFilter;
  @ApiProperty({ type: [RoundTextDto] }) texts: RoundTextDto[];
  @ApiProperty({ type: [RoundQuestionDto] }) questions: RoundQuestionDto[];
  @ApiProperty({ enum: roundActions, isArray: true }) actions: RoundAction[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The letter' })
  invitation: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) reminder: string | null;
  @ApiProperty() version: number;
}

/** A signatory's free-text answer to a question. */
export class AnswerTextDto {
  @ApiProperty({ format: 'uuid' }) signatoryId: string;
  @ApiProperty() signatory: string;
  @ApiProperty() countryCode: string;
  @ApiProperty() text: string;
}

/** The file with which one signatory answered a question. */
export class AnswerFileDto {
  @ApiProperty({ format: 'uuid' }) signatoryId: string;
  @ApiProperty() signatory: string;
  @ApiProperty() countryCode: string;
  @ApiProperty({ type: AttachmentDto }) file: AttachmentDto;
}

export class QuestionResultDto extends QuestionFiguresDto {
  @ApiProperty({ type: [AnswerTextDto], description: 'The first of them; all are in the file' })
  texts: AnswerTextDto[];
  @ApiProperty({ description: 'How many texts or files there are' }) textsCount: number;
  @ApiProperty({ type: [AnswerFileDto], description: 'The first of them' })
  files: AnswerFileDto[];
}

/** The answers of those who are on the public list now. */
export class RoundResultsDto {
  @ApiProperty() asked: number;
  @ApiProperty() answered: number;
  @ApiProperty({ type: [QuestionResultDto] }) questions: QuestionResultDto[];
}

export class AskedDto {
  @ApiProperty({ format: 'uuid' }) signatoryId: string;
  @ApiProperty() signatory: string;
  @ApiProperty() countryCode: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt: string | null;
  @ApiProperty({ type: [AttachmentDto], description: 'The files that it answered with' })
  files: AttachmentDto[];
}

export class AskedListDto {
  @ApiProperty({ type: [AskedDto] }) items: AskedDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `after` for the next page' })
  next: string | null;
}

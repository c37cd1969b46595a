import { type ReasonedDecision, reasonCodes } from '../../../../contract/reason-codes.js';
import { ApiProperty, PickType } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { FreeText, ShortText } from '../../platform/http/fields/text.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { templateVariables, type TemplateVariable } from './template-text.js';

const decisions = Object.keys(reasonCodes) as ReasonedDecision[];
const variables = templateVariables.map((name) => `{${name}}`).join(' ');

/** A saved reply in both languages of the mails. */
export class MessageTemplateDto {
  @ShortText(80, { example: 'Second page missing' })
  name: string;

  @Choice(decisions, {
    optional: true,
    nullable: true,
    description: 'The decision it is for; null: any',
  })
  verdict?: ReasonedDecision | null;

  @FreeText(4000, { description: `May name ${variables}` })
  textEn: string;

  @FreeText(4000, { description: `May name ${variables}` })
  textFr: string;
}

export class SavedMessageTemplateDto extends MessageTemplateDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() version: number;
}

/**
 * The texts of a template before it is saved. In the answer, they are filled in with the sample
 * case.
 */
export class TemplateTextsDto extends PickType(MessageTemplateDto, ['textEn', 'textFr']) {}

export class TemplateVariableDto {
  @ApiProperty({ enum: templateVariables }) name: TemplateVariable;
  @ApiProperty({ description: 'Its value in the sample case' }) sample: string;
}

/** A template filled in for one case, in the language of its mails. */
export class FilledTemplateDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: decisions, type: String, nullable: true }) verdict: ReasonedDecision | null;
  @ApiProperty() text: string;
}

export class TemplateLanguageDto {
  @Choice(languages, { description: 'The language in which it is written' })
  language: Language;

  @Choice(['yes', 'no'], {
    optional: true,
    default: 'no',
    description: 'For a letter to signatories: all of them, with their placeholders unfilled',
  })
  letter: 'yes' | 'no' = 'no';
}

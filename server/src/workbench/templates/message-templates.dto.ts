import { type ReasonedDecision, reasonCodes } from '../../../../contract/reason-codes.js';
import { ApiProperty, OmitType, PickType } from '@nestjs/swagger';
import { courtesyLanguages, languages, type Language } from '../../../../contract/languages.js';
import { FreeText, ShortText } from '../../platform/http/fields/text.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { ListOf } from '../../platform/http/fields/things.js';
import { templateVariables, type TemplateVariable } from './template-text.js';

const decisions = Object.keys(reasonCodes) as ReasonedDecision[];
const variables = templateVariables.map((name) => `{${name}}`).join(' ');

const others = courtesyLanguages as readonly Language[];

/** A saved reply in a language beside English and French. */
export class TemplateTextDto {
  @Choice(others)
  language: Language;

  @FreeText(4000, { description: `May name ${variables}` })
  text: string;
}

/** A saved reply in English, French and the languages that someone wrote it in. */
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

  @ListOf(TemplateTextDto, {
    optional: true,
    max: others.length,
    uniqueBy: 'language',
    description: 'Left out: they stay as they are',
  })
  otherTexts?: TemplateTextDto[];
}

export class SavedMessageTemplateDto extends OmitType(MessageTemplateDto, ['otherTexts']) {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() version: number;
  @ApiProperty({ type: [TemplateTextDto] }) otherTexts: TemplateTextDto[];
}

export class AddedStartersDto {
  @ApiProperty({ description: 'How many were not there yet' }) added: number;
}

/**
 * The texts of a template before it is saved. In the answer, they are filled in with the sample
 * case.
 */
export class TemplateTextsDto extends PickType(MessageTemplateDto, [
  'textEn',
  'textFr',
  'otherTexts',
]) {}

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
  @ApiProperty({ enum: languages, description: 'In which the text is' }) language: Language;
  @ApiProperty({ enum: languages, description: 'In which it is wanted; without a text, English' })
  wanted: Language;
}

export class TemplateLanguageDto {
  @Choice(languages, { description: 'The language in which it is written' })
  language: Language;

  @Choice(['yes', 'each', 'no'], {
    optional: true,
    default: 'no',
    description:
      'With placeholders unfilled: for a letter to signatories, those for no decision in ' +
      'particular; `each`: all, because each case of a bulk decision gets its own',
  })
  letter: 'yes' | 'each' | 'no' = 'no';
}

import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { Line, Lines } from '../../platform/http/decorators.js';
import { reasonCodes, type ReasonedDecision } from '../../../../contract/reason-codes.js';
import { templateVariables, type TemplateVariable } from './template-text.js';

const decisions = Object.keys(reasonCodes) as ReasonedDecision[];
const variables = templateVariables.map((name) => `{${name}}`).join(' ');

/** A message that is written often, in both languages of the mails. */
export class MessageTemplateDto {
  @ApiProperty({ example: 'Second page missing' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(80, { context: { max: 80 } })
  name: string;

  @ApiPropertyOptional({
    enum: decisions,
    type: String,
    nullable: true,
    description: 'The decision it is for; null: any',
  })
  @IsOptional()
  @IsIn(decisions)
  verdict?: ReasonedDecision | null;

  @ApiProperty({ description: `May name ${variables}` })
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(4000, { context: { max: 4000 } })
  textEn: string;

  @ApiProperty({ description: `May name ${variables}` })
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(4000, { context: { max: 4000 } })
  textFr: string;
}

export class SavedMessageTemplateDto extends MessageTemplateDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() version: number;
}

/**
 * The texts alone, to be read before they are saved; in the answer filled in with the sample case.
 */
export class TemplateTextsDto extends PickType(MessageTemplateDto, ['textEn', 'textFr']) {}

export class TemplateVariableDto {
  @ApiProperty({ enum: templateVariables }) name: TemplateVariable;
  @ApiProperty({ description: 'What stands there in the sample case' }) sample: string;
}

/** A template as it reads for one case, in the language of its mails. */
export class FilledTemplateDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: decisions, type: String, nullable: true }) verdict: ReasonedDecision | null;
  @ApiProperty() text: string;
}

export class TemplateLanguageDto {
  @ApiProperty({ enum: officialLanguages, description: 'The language in which it is written' })
  @IsIn(officialLanguages)
  language: OfficialLanguage;
}

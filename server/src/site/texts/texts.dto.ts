import { ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { siteTextLength } from '../../../../contract/site-texts.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { SiteText } from '../../platform/http/fields/text.js';
import { textKinds, type TextKind } from './text-kinds.js';

export class TextLanguageDto {
  @Choice(languages, { description: 'The language of the texts' })
  language: Language;
}

export class EditTextDto {
  @SiteText(siteTextLength, { description: 'Keeps every placeholder of the shipped text' })
  text: string;
}

/** A text of the site in one language. */
export class SiteTextDto {
  @ApiProperty({ example: 'public.about.pact.text' }) key: string;
  @ApiProperty({ description: 'What readers see' }) text: string;
  @ApiProperty({ description: 'The English text that readers see' }) english: string;
  @ApiProperty({ enum: textKinds }) kind: TextKind;
  @ApiProperty({ description: 'Changed by staff' }) changed: boolean;
  @ApiProperty({ description: 'English or French has changed since it was written' })
  outdated: boolean;
  @ApiProperty({ description: 'An update has shipped another text since ours was written' })
  improved: boolean;
  @ApiProperty({ description: 'Send it in If-Match; 0 before the first change' }) version: number;
}

export class SiteTextsDto {
  @ApiProperty({ type: [SiteTextDto], description: 'In the order of the files' })
  items: SiteTextDto[];
  @ApiProperty({ description: 'Increases with every change of a text in this language' })
  version: number;
}

/** A text as it was from one change to the next. */
export class TextVersionDto {
  @ApiProperty() version: number;
  @ApiProperty() text: string;
  @ApiProperty({ description: 'It was the shipped text' }) shipped: boolean;
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty() by: string;
}

/** A text with all that its editor shows. */
export class OpenTextDto extends SiteTextDto {
  @ApiProperty({ description: 'The French text that readers see' }) french: string;
  @ApiProperty({ description: 'The text that the program ships with' }) shipped: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The shipped text from which ours was made; null where the shipped one holds',
  })
  basedOn: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'The English and French texts beside which it was written',
  })
  beside: Partial<Record<string, string>>;
  @ApiProperty({ type: [String], description: 'Each must stay in the text' })
  placeholders: string[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The page that shows it, without its language; null if no single page does',
  })
  page: string | null;
  @ApiProperty({ type: [TextVersionDto], description: 'Newest first' }) history: TextVersionDto[];
}

export class MailTextDto {
  @ApiProperty() subject: string;
  @ApiProperty() text: string;
}

export class TextPreviewDto {
  @ApiProperty({ type: String, nullable: true, description: 'The whole page with the text' })
  html: string | null;

  @ApiProperty({ type: MailTextDto, nullable: true, description: 'The whole mail with the text' })
  mail: MailTextDto | null;
}

import { ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { refusals, type Refusal } from '../../../../contract/site-texts.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { PastDay } from '../../platform/http/fields/days.js';
import { ShortText } from '../../platform/http/fields/text.js';
import { xliffVersions, type XliffVersion } from './xliff-file.js';

export class XliffQuery {
  @Choice(xliffVersions, { optional: true, description: 'Of the file; 2.0 where it is not said' })
  version?: XliffVersion;

  @Choice(['all', 'outdated'], {
    optional: true,
    description: 'Which texts; all where it is not said',
  })
  texts?: 'all' | 'outdated';
}

export class TakenTextDto {
  @ApiProperty() key: string;
  @ApiProperty({ description: 'What readers saw before' }) before: string;
  @ApiProperty({ description: 'The content of the file' }) text: string;
}

export class RefusedTextDto {
  @ApiProperty() key: string;
  @ApiProperty({ enum: refusals }) reason: Refusal;
  @ApiProperty({ type: String, nullable: true, description: 'The placeholder in question' })
  name: string | null;
}

/** The result of a translation file, text by text. */
export class TranslationReportDto {
  @ApiProperty({ type: [TakenTextDto] }) taken: TakenTextDto[];
  @ApiProperty({ type: [RefusedTextDto] }) refused: RefusedTextDto[];
  @ApiProperty({ description: 'Texts that already read like this' }) unchanged: number;
  @ApiProperty({ description: 'Texts without a translation in the file' }) empty: number;
  @ApiProperty({ description: 'Send it in If-Match when importing them' }) version: number;
}

export class ReviewDto {
  @ShortText(120, { description: 'Who read the translation' })
  reviewedBy: string;

  @PastDay({ description: 'When' })
  reviewedOn: string;
}

/** Who reviewed a translation. */
export class VersionedReviewDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null: its pages say that it has not been reviewed',
  })
  reviewedBy: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) reviewedOn: string | null;
  @ApiProperty({ description: 'Send it in If-Match; 0 before the first review' }) version: number;
}

/** The progress of a language's texts. */
export class TranslationDto extends VersionedReviewDto {
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty({ description: 'Texts changed by staff' }) changed: number;
  @ApiProperty({ description: 'Outdated translations' }) outdated: number;
  @ApiProperty({ description: 'Changed texts for which an update ships a new default' })
  improved: number;
}

import { ApiProperty } from '@nestjs/swagger';
import { type ProgressState as Progress, progressStates } from '../../../../contract/kinds.js';
import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { translators, type Translator } from '../../../../contract/translations.js';
import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';

/** A cleaned copy of a document that staff have published. */
export class PublicFileDto {
  @ApiProperty({ example: 'kd7q2mxr' }) id: string;
  @ApiProperty({ example: 'Safe-sport charter' }) title: string;
  @ApiProperty({ example: 'de', description: 'Language of the file, BCP 47' }) language: string;
  @ApiProperty({ example: 'application/pdf' }) mediaType: string;
  @ApiProperty({ description: 'Size in bytes' }) bytes: number;
  @ApiProperty({ example: '/files/kd7q2mxr', description: 'Where it is available' }) path: string;
}

/** A translation of what the signatory wrote, which it or the secretariat gave. */
export class WordsTranslationDto {
  @ApiProperty({ enum: officialLanguages }) language: OfficialLanguage;
  @ApiProperty({ example: 'Every school has a quiet room.' }) text: string;
  @ApiProperty({ enum: translators, description: 'The signatory, or the secretariat' })
  by: Translator;
}

/** A report on a pledge on a day. */
export class ReportedProgressDto {
  @ApiProperty({ format: 'uuid', description: 'Never changes, never used again' }) id: string;
  @ApiProperty({ format: 'date', description: 'Day on which the report was accepted' })
  reportedOn: string;
  @ApiProperty({ enum: progressStates }) progress: Progress;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The signatory’s comment at the time; reports before December 2026 may lack it',
  })
  note: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'A public page that showed it' })
  evidenceUrl: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'de',
    description: 'Language of the note (BCP 47), where known',
  })
  language: string | null;
  @ApiProperty({ type: [WordsTranslationDto], description: 'Of the note' })
  translations: WordsTranslationDto[];
}

export class PledgeDto {
  @ApiProperty({ format: 'uuid', description: 'Never changes, never used again' }) id: string;
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ type: String, nullable: true, example: 'prevention.training' }) action:
    string | null;
  @ApiProperty({ description: 'The version of the Pact under which it was made' })
  pactVersion: number;
  @ApiProperty({ type: String, nullable: true }) ownWords: string | null;
  @ApiProperty({ type: String, nullable: true }) ownWordsLanguage: string | null;
  @ApiProperty({ type: [WordsTranslationDto], description: 'Of the own words' })
  ownWordsTranslations: WordsTranslationDto[];
  @ApiProperty({ type: Number, nullable: true, example: 2028 }) targetYear: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'Youth welfare office' }) leadDepartment:
    string | null;
  @ApiProperty({ enum: progressStates }) progress: Progress;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The signatory’s comment, or why the pledge was dropped',
  })
  progressNote: string | null;
  @ApiProperty({ type: [WordsTranslationDto], description: 'Of the comment' })
  progressNoteTranslations: WordsTranslationDto[];
  @ApiProperty({ type: String, nullable: true, description: 'A public page that shows it' })
  evidenceUrl: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Day of the last approved report',
  })
  reportedOn: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Since when the pledge, which is done, is marked as seen by the Congress',
  })
  seenOn: string | null;
  @ApiProperty({ type: [ReportedProgressDto], description: 'Oldest first' })
  reports: ReportedProgressDto[];
  @ApiProperty({ type: [PublicFileDto], description: 'Evidence' }) files: PublicFileDto[];
}

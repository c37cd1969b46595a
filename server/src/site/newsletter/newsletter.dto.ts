import { ApiProperty } from '@nestjs/swagger';
import { Email, FreeText, ShortText } from '../../platform/http/fields/text.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { digestStates, type DigestState } from './digest.entity.js';
import { limits } from '../../platform/config/limits.js';

export class SignUpDto {
  @Email()
  email: string;
}

export class SaveDigestDto {
  @ShortText(120, { showLimit: true })
  subjectEn: string;

  @ShortText(120, { showLimit: true })
  subjectFr: string;

  @FreeText(2000, { showLimit: true, optional: true })
  introEn?: string;

  @FreeText(2000, { showLimit: true, optional: true })
  introFr?: string;
}

export class InLanguageDto {
  @Choice(officialLanguages)
  language: OfficialLanguage;
}

export class LetterBlockDto {
  @ApiProperty({ enum: ['heading', 'text', 'link'] }) kind: 'heading' | 'text' | 'link';
  @ApiProperty() text: string;
  @ApiProperty({ required: false }) path?: string;
}

/** A digest as subscribers will get it. */
export class LetterDto {
  @ApiProperty() subject: string;
  @ApiProperty({ type: [LetterBlockDto] }) blocks: LetterBlockDto[];
}

export class DigestDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: digestStates }) state: DigestState;
  @ApiProperty() subjectEn: string;
  @ApiProperty() subjectFr: string;
  @ApiProperty() introEn: string;
  @ApiProperty() introFr: string;
  @ApiProperty({ format: 'date-time' }) since: string;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) until: string | null;
  @ApiProperty({ description: 'How many e-mails were queued' }) readers: number;
  @ApiProperty({ description: 'E-mails that are queued, sent or failed' }) queued: number;
  @ApiProperty() sent: number;
  @ApiProperty() dead: number;
  @ApiProperty() version: number;
}

export class SubscribersDto {
  @ApiProperty() confirmedEn: number;
  @ApiProperty() confirmedFr: number;
  @ApiProperty() unconfirmed: number;
  @ApiProperty({ description: `Confirmed within the last ${limits.recentDays} days` })
  joined: number;
  @ApiProperty({ description: `Left within the last ${limits.recentDays} days` }) left: number;
}

export class NewsletterDto {
  @ApiProperty() subscribers: SubscribersDto;
  @ApiProperty({ type: [DigestDto], description: 'Newest first' }) digests: DigestDto[];
}

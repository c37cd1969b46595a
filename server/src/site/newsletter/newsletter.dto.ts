import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { Line, Lines } from '../../platform/http/decorators.js';
import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { digestStates, type DigestState } from './digest.entity.js';
import { limits } from '../../platform/config/limits.js';

export class SignUpDto {
  @ApiProperty({ format: 'email' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(254, { context: { max: 254 } })
  @IsEmail()
  email: string;
}

export class SaveDigestDto {
  @ApiProperty({ maxLength: 120 })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(120, { context: { max: 120 } })
  subjectEn: string;

  @ApiProperty({ maxLength: 120 })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(120, { context: { max: 120 } })
  subjectFr: string;

  @ApiProperty({ required: false, maxLength: 2000 })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(2000, { context: { max: 2000 } })
  introEn?: string;

  @ApiProperty({ required: false, maxLength: 2000 })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(2000, { context: { max: 2000 } })
  introFr?: string;
}

export class InLanguageDto {
  @ApiProperty({ enum: officialLanguages })
  @IsIn(officialLanguages)
  language: OfficialLanguage;
}

export class LetterBlockDto {
  @ApiProperty({ enum: ['heading', 'text', 'link'] }) kind: 'heading' | 'text' | 'link';
  @ApiProperty() text: string;
  @ApiProperty({ required: false }) path?: string;
}

/** A digest as its readers will get it. */
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
  @ApiProperty({ description: 'For how many readers a mail was written' }) readers: number;
  @ApiProperty({ description: 'Mails that wait, are sent, or could not be' }) queued: number;
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

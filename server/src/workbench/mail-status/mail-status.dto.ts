import { cursorPattern } from '../../platform/http/cursor.js';
import { languages, type Language } from '../../../../contract/languages.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Line } from '../../platform/http/decorators.js';
import { limits } from '../../platform/config/limits.js';
import { mailTemplates, type MailTemplate } from '../../platform/mail/texts.js';

const mailStates = ['queued', 'sent', 'dead'] as const;
type MailState = (typeof mailStates)[number];

/**
 * What one looks for: a state, or those of the waiting that were tried in vain and will be tried
 * again.
 */
const mailFilters = [...mailStates, 'delayed'] as const;

export class MailQuery {
  @ApiPropertyOptional({
    enum: mailFilters,
    description: 'Waiting, sent, given up, or waiting after a try that failed',
  })
  @IsOptional()
  @IsIn(mailFilters)
  state?: (typeof mailFilters)[number];

  @ApiPropertyOptional({
    description: "Part of the recipient's address, or the reference of a case",
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(limits.searchLength)
  q?: string;

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @Matches(cursorPattern)
  after?: string;
}

export class MailDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null for a reader of the newsletter, whom only administrators see',
  })
  recipient: string | null;
  @ApiProperty({ enum: mailTemplates }) template: MailTemplate;
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty({ enum: mailStates }) state: MailState;
  @ApiProperty() attempts: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: "The mail server's answer (550), or why it could not be reached",
  })
  lastError: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time', type: String, nullable: true }) sentAt: string | null;
  @ApiProperty({
    format: 'date-time',
    type: String,
    nullable: true,
    description: 'When it is tried again',
  })
  nextAttemptAt: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) caseId: string | null;
  @ApiProperty({ type: String, nullable: true }) reference: string | null;
}

export class MailCountsDto {
  @ApiProperty() queued: number;
  @ApiProperty() sent: number;
  @ApiProperty() dead: number;
  @ApiProperty({ description: 'Of the queued: tried in vain, and tried again' }) delayed: number;
}

export class MailListDto {
  @ApiProperty({ type: [MailDto], description: 'Newest first' }) items: MailDto[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
  @ApiProperty() counts: MailCountsDto;
}

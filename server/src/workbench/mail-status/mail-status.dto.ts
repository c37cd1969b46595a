import { languages, type Language } from '../../../../contract/languages.js';
import { ApiProperty } from '@nestjs/swagger';
import { Cursor, ShortText } from '../../platform/http/fields/text.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { limits } from '../../platform/config/limits.js';
import { attemptOutcomes, type AttemptOutcome } from '../../platform/mail/mail-attempts.js';
import { mailTemplates, type MailTemplate } from '../../platform/mail/texts.js';

const mailStates = ['queued', 'sent', 'dead'] as const;
type MailState = (typeof mailStates)[number];

/** The filter: a state, or waiting mails that failed at least once and will be retried. */
const mailFilters = [...mailStates, 'delayed'] as const;

export class MailQuery {
  @Choice(mailFilters, {
    optional: true,
    description: 'Waiting, sent, failed, or retrying',
  })
  state?: (typeof mailFilters)[number];

  @ShortText(limits.searchLength, {
    optional: true,
    description: "Part of the recipient's address, or the reference of a case",
  })
  q?: string;

  @Cursor()
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
    description: 'When a mail server reported that it could not be delivered after all',
  })
  returnedAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why (RFC 3463): 5.1.1' })
  returnedStatus: string | null;
  @ApiProperty({
    format: 'date-time',
    type: String,
    nullable: true,
    description: 'When it is retried',
  })
  nextAttemptAt: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) caseId: string | null;
  @ApiProperty({ type: String, nullable: true }) reference: string | null;
}

export class MailTextDto {
  @ApiProperty() subject: string;
  @ApiProperty() text: string;
}

export class MailAttemptDto {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: attemptOutcomes }) outcome: AttemptOutcome;
  @ApiProperty({ description: 'The mail server, as host:port' }) server: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The SMTP command that it answered, if it was not the end of the mail',
  })
  command: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Its code: 250, 451, 550' })
  code: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Its enhanced code (RFC 3463): 5.1.1' })
  enhanced: string | null;
  @ApiProperty({ description: 'All its words, or what happened to the connection' }) text: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The server’s queue number for the mail',
  })
  queueId: string | null;
}

export class MailAttemptsDto {
  @ApiProperty({ description: 'The same at every attempt' }) messageId: string;
  @ApiProperty({ type: [MailAttemptDto], description: 'The newest first' }) items: MailAttemptDto[];
}

export class MailCountsDto {
  @ApiProperty() queued: number;
  @ApiProperty() sent: number;
  @ApiProperty() dead: number;
  @ApiProperty({ description: 'Of the queued ones: failed once and being retried' })
  delayed: number;
}

export class MailListDto {
  @ApiProperty({ type: [MailDto], description: 'Newest first' }) items: MailDto[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
  @ApiProperty() counts: MailCountsDto;
}

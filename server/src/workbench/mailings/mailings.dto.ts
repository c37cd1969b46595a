import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import {
  leftOutReasons,
  letterKinds,
  letterResults,
  type LeftOut,
  type LetterKind,
  type LetterResult,
} from '../../../../contract/mailings.js';
import { limits } from '../../platform/config/limits.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Integer } from '../../platform/http/fields/numbers.js';
import { Cursor, FreeText, ShortText } from '../../platform/http/fields/text.js';
import { Id, ListOf, Nested } from '../../platform/http/fields/things.js';
import { SignatoriesFilter } from '../register-editing/signatories.dto.js';
import { templateVariables } from '../templates/template-text.js';

export const mailingStates = ['draft', 'sending', 'sent'] as const;
export type MailingState = (typeof mailingStates)[number];
const placeholders = templateVariables.map((name) => `{${name}}`).join(' ');

export class CreateMailingDto {
  @Nested(SignatoriesFilter, { description: 'The filter that selects the recipients' })
  filter: SignatoriesFilter;
}

/** The letter in one language; a draft may lack either. */
export class MailingTextDto {
  @Choice(languages)
  language: Language;

  @ShortText(limits.letterSubjectLength, {
    showLimit: true,
    optional: true,
    description: `May name ${placeholders}`,
  })
  subject?: string;

  @FreeText(limits.letterLength, {
    showLimit: true,
    optional: true,
    description: `May name ${placeholders}`,
  })
  text?: string;
}

export class SaveMailingDto {
  @Choice(letterKinds, {
    description: 'duty: a matter of the endorsement; news: one can unsubscribe from it',
  })
  kind: LetterKind;

  @ListOf(MailingTextDto, { max: languages.length, uniqueBy: 'language' })
  texts: MailingTextDto[];
}

export class SendMailingDto {
  @Integer({
    min: 1,
    max: 1_000_000,
    description: 'The number of recipients that the colleague saw',
  })
  recipients: number;
}

export class LetterReaderDto {
  @Id({ description: 'The signatory whose contact is shown the letter' })
  signatory: string;
}

export class RecipientsQuery {
  @Choice(letterResults, { optional: true, description: 'Only with this result' })
  result?: LetterResult;

  @Cursor(/^[\w-]{1,1000}$/)
  after?: string;
}

export class LeftOutDto {
  @ApiProperty({ enum: leftOutReasons }) reason: LeftOut;
  @ApiProperty() count: number;
}

/** The readers of one language. */
export class LetterLanguageDto {
  @ApiProperty({ enum: languages, description: 'The language of their case' }) language: Language;
  @ApiProperty({ enum: languages, description: 'The language in which they get the letter' })
  written: Language;
  @ApiProperty() count: number;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'One of them, for a preview; null once the recipients are deleted',
  })
  signatoryId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Its name' }) signatory: string | null;
}

export class LetterResultDto {
  @ApiProperty({ enum: letterResults }) result: LetterResult;
  @ApiProperty() count: number;
}

export class MailingRowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: mailingStates }) state: MailingState;
  @ApiProperty({ enum: letterKinds }) kind: LetterKind;
  @ApiProperty({ type: String, nullable: true, description: 'In English' }) subject: string | null;
  @ApiProperty({ description: 'The colleague who wrote it' }) writtenBy: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) sentAt: string | null;
}

export class MailingsDto {
  @ApiProperty({ type: [MailingRowDto], description: 'The newest first' }) items: MailingRowDto[];
}

/** Who gets a letter, and who does not. */
export class ReachDto {
  @ApiProperty({ description: 'How many signatories get it' }) recipients: number;
  @ApiProperty({ type: [LeftOutDto] }) leftOut: LeftOutDto[];
  @ApiProperty({ type: [LetterLanguageDto] }) languages: LetterLanguageDto[];
}

export class MailingDto extends IntersectionType(MailingRowDto, ReachDto) {
  @ApiProperty({ type: SignatoriesFilter }) filter: SignatoriesFilter;
  @ApiProperty({ type: [MailingTextDto] }) texts: MailingTextDto[];
  @ApiProperty({ type: String, nullable: true }) sentBy: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When recipients and results were deleted; the numbers stay',
  })
  forgottenAt: string | null;
  @ApiProperty({ type: [LetterResultDto], description: 'Empty for a draft' })
  results: LetterResultDto[];
  @ApiProperty() version: number;
}

export class LetterRecipientDto {
  @ApiProperty({ format: 'uuid' }) signatoryId: string;
  @ApiProperty() signatory: string;
  @ApiProperty() countryCode: string;
  @ApiProperty({ enum: languages, type: String, nullable: true }) language: Language | null;
  @ApiProperty({ type: String, nullable: true }) address: string | null;
  @ApiProperty({ enum: letterResults, description: 'Of a draft: waiting or left_out' })
  result: LetterResult;
  @ApiProperty({ enum: leftOutReasons, type: String, nullable: true }) leftOut: LeftOut | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) sentAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The mail server’s last answer' })
  said: string | null;
}

export class LetterRecipientsDto {
  @ApiProperty({ type: [LetterRecipientDto] }) items: LetterRecipientDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `after` for the next page' })
  next: string | null;
}

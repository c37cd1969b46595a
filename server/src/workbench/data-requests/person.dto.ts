import { ApiProperty } from '@nestjs/swagger';
import { MinLength } from 'class-validator';
import { Choice } from '../../platform/http/fields/choices.js';
import { least } from '../../platform/http/fields/field.js';
import { Code, Email, ShortText } from '../../platform/http/fields/text.js';
import { ListOf } from '../../platform/http/fields/things.js';
import {
  submissionStates,
  type SubmissionState,
} from '../../joining/submissions/submission.workflow.js';
import type { Mention } from './mentions.service.js';
import { writtenIn, type WrittenIn } from './written-texts.js';

/** Sent in the body and never in a URL, because URLs appear in logs. */
export class PersonDto {
  @Email()
  email: string;
}

/**
 * The person to search for: by an address, which belongs to one person, or by a name, which several
 * people may have.
 */
export class SearchPersonDto {
  @Email({ optional: true, requiredWhen: (fields) => !isNamed(fields) })
  email?: string;

  @ShortText(150, {
    optional: true,
    minLength: 3,
    description: 'A person who signs, handles a case or is mentioned in a text',
  })
  @MinLength(3, least(3))
  name?: string;
}

/** Required without a name, optional with one. */
function isNamed(fields: { name?: unknown; email?: unknown }): boolean {
  return isGiven(fields.name) && !isGiven(fields.email);
}

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

export class MentionKeyDto {
  @Choice(writtenIn, { description: 'The kind of record that contains it' })
  kind: WrittenIn;

  /** Not every kind of record has a UUID: versions of the Pact have numbers, for example. */
  @Code(/^[\w-]{1,64}$/, { description: 'As the search told it' })
  id: string;
}

class MentionDto extends MentionKeyDto implements Mention {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The case that it belongs to',
  })
  caseId: string | null;
  @ApiProperty({ type: String, nullable: true }) reference: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The signatory that it belongs to' })
  publicId: string | null;
  @ApiProperty({ type: [String], example: ['answers.signer.name'] }) places: string[];
  @ApiProperty({ description: 'The text, or its beginning' }) excerpt: string;
}

export class EraseMentionsDto {
  @ShortText(150, { minLength: 3 })
  @MinLength(3, least(3))
  name: string;

  @ListOf(MentionKeyDto, { min: 1, max: 500, showLimit: true })
  mentions: MentionKeyDto[];
}

export class ErasedMentionsDto {
  @ApiProperty({ description: 'The pseudonym for the name in the audit trail' })
  pseudonym: string;
  @ApiProperty({ description: 'In how many places it was' }) mentions: number;
}

class HeldCaseDto {
  @ApiProperty() id: string;
  @ApiProperty() reference: string;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty({ type: String, nullable: true }) authority: string | null;
  @ApiProperty({ description: 'Submissions of the case, with what followed' }) submissions: number;
  @ApiProperty() documents: number;
  @ApiProperty({
    description: 'Staff have not yet decided on it: nothing can be erased before then',
  })
  withStaff: boolean;
  @ApiProperty({
    description: 'The register depends on it: the authority is kept, the personal data are erased',
  })
  onRegister: boolean;
}

/** The data held under a mail address or a name. */
export class HeldDto {
  @ApiProperty({ type: [HeldCaseDto] }) cases: HeldCaseDto[];
  @ApiProperty({ description: 'Mails to the address, sent or waiting' }) mails: number;
  @ApiProperty({ description: 'A newsletter subscriber, confirmed or not' }) newsletter: boolean;
  @ApiProperty({ description: 'Towns, countries and actions that it follows by mail' })
  follows: number;
  @ApiProperty({ description: 'Reports of errors that came from the address' })
  errorReports: number;
  @ApiProperty({ description: 'Cases of other contacts in which it takes part, and invitations' })
  takesPart: number;
  @ApiProperty({
    type: [MentionDto],
    description: 'Every place that mentions the person, or someone of the same name',
  })
  mentions: MentionDto[];
}

export class ErasedDto {
  @ApiProperty({ description: 'The pseudonym for the person in the audit trail' })
  pseudonym: string;
  @ApiProperty() cases: number;
  @ApiProperty() documents: number;
  @ApiProperty() mails: number;
  @ApiProperty() newsletter: boolean;
  @ApiProperty() follows: number;
  @ApiProperty() errorReports: number;
  @ApiProperty({
    description: 'Places outside these cases that contained the address or telephone number',
  })
  mentions: number;
}

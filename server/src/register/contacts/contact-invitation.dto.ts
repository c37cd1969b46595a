import { ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Email, Name } from '../../platform/http/fields/text.js';

/** The person whom a colleague invites to become the contact. */
export class InviteContactDto {
  @Name(150)
  name: string;

  @Email()
  email: string;

  @Choice(languages, { description: 'Of the mail and the pages that it opens' })
  language: Language;
}

/** How the invited person wants to be named. */
export class InvitedPersonDto {
  @Name(150)
  name: string;

  @Name(150)
  office: string;
}

const invitationStates = ['invited', 'opened', 'expired', 'proven'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** An invitation that a colleague has neither confirmed nor cancelled. */
export class ContactInvitationDto {
  @ApiProperty({ enum: invitationStates }) state: InvitationState;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true, description: 'Known once the address is proven' })
  office: string | null;
  @ApiProperty() email: string;
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty({ description: 'The colleague who chose the address' }) invitedBy: string;
  @ApiProperty({ format: 'date-time' }) invitedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) openedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) provenAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of the link' })
  expiresAt: string | null;
  @ApiProperty({ description: 'Whether another colleague than this one has to confirm' })
  needsAnother: boolean;
  @ApiProperty({ description: 'For If-Match' }) version: number;
}

import { ApiProperty } from '@nestjs/swagger';
import { Email, Name, Verbatim } from '../../platform/http/fields/text.js';
import { Choice, Flag } from '../../platform/http/fields/choices.js';
import type { OpenSession } from '../access/sessions.service.js';
import { staffLanguages, type StaffLanguage } from '../access/staff.entity.js';

export class ProfileDto {
  @Name(120, { showLimit: true })
  name: string;

  @Choice(staffLanguages, { description: 'Of the mails' })
  language: StaffLanguage;

  @Flag({ description: 'Whether single-key shortcuts are on' })
  shortcuts: boolean;
}

export class PasswordLinkDto {
  @Email({ anyHost: true })
  email: string;
}

/** The secret of a mailed link. */
export class LinkDto {
  @Verbatim(100)
  token: string;
}

export class NewPasswordDto extends LinkDto {
  @Verbatim(256, { format: 'password', minLength: 12 })
  password: string;
}

export class AcceptanceDto extends NewPasswordDto {
  @Name(120, { showLimit: true })
  name: string;
}

/** The person who is invited. */
export class InvitedDto {
  @ApiProperty() email: string;
  @ApiProperty() name: string;
}

export class OpenSessionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Empty when unknown' }) browser: string;
  @ApiProperty({ description: 'Empty when unknown' }) system: string;
  @ApiProperty({ description: 'An address without its last part' }) network: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) lastSeenAt: string;
  @ApiProperty({ description: 'The one that asks' }) current: boolean;
}

export class OpenSessionsDto {
  @ApiProperty({ type: [OpenSessionDto] }) items: OpenSessionDto[];
}

export function presentSessions(sessions: OpenSession[], currentId: string): OpenSessionsDto {
  return {
    items: sessions.map(({ createdAt, lastSeenAt, ...session }) => ({
      ...session,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      current: session.id === currentId,
    })),
  };
}

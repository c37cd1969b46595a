import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { IsPlainName, Line } from '../../platform/http/decorators.js';
import type { OpenSession } from '../access/sessions.service.js';
import { staffLanguages, type StaffLanguage } from '../access/staff.entity.js';

export class ProfileDto {
  @ApiProperty({ maxLength: 120 })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(120, { context: { max: 120 } })
  @IsPlainName()
  name: string;

  @ApiProperty({ enum: staffLanguages, description: 'Of the mails' })
  @IsIn(staffLanguages)
  language: StaffLanguage;

  @ApiProperty({ description: 'Whether single keys do something in the workbench' })
  @IsBoolean()
  shortcuts: boolean;
}

export class PasswordLinkDto {
  @ApiProperty({ format: 'email' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(254)
  @IsEmail({ require_tld: false })
  email: string;
}

/** The secret of a mailed link. */
export class LinkDto {
  @ApiProperty()
  @IsNotEmpty()
  @IsString()
  @MaxLength(100)
  token: string;
}

export class NewPasswordDto extends LinkDto {
  @ApiProperty({ format: 'password', minLength: 12 })
  @IsNotEmpty()
  @IsString()
  @MaxLength(256)
  password: string;
}

export class AcceptanceDto extends NewPasswordDto {
  @ApiProperty({ maxLength: 120 })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(120, { context: { max: 120 } })
  @IsPlainName()
  name: string;
}

/** Who is invited. */
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

import { type StaffRole, staffRoles } from '../../../../contract/kinds.js';
import { ApiProperty } from '@nestjs/swagger';
import { Email, Name } from '../../platform/http/fields/text.js';
import { Choice, Choices, Flag } from '../../platform/http/fields/choices.js';
import type { ColleagueRow } from './colleagues.service.js';
import { staffLanguages, type StaffLanguage } from '../access/staff.entity.js';

export class RolesDto {
  @Choices(staffRoles)
  roles: StaffRole[];
}

export class InviteDto extends RolesDto {
  @Email({ anyHost: true, showLimit: true })
  email: string;

  @Name(120, { showLimit: true })
  name: string;

  @Choice(staffLanguages, { description: 'Of the mails' })
  language: StaffLanguage;
}

export class NewAddressDto {
  @Email({ anyHost: true, showLimit: true })
  email: string;
}

export class AccessDto {
  @Flag({ description: 'Whether the colleague may sign in' })
  enabled: boolean;
}

export class ColleagueDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The address to which it is being changed, until that is confirmed',
  })
  newEmail: string | null;
  @ApiProperty() name: string;
  @ApiProperty({ enum: staffRoles, isArray: true }) roles: StaffRole[];
  @ApiProperty({ enum: staffLanguages }) language: StaffLanguage;
  @ApiProperty({ enum: ['invited', 'active', 'disabled'] }) state:
    'invited' | 'active' | 'disabled';
  @ApiProperty() hasSecondFactor: boolean;
  @ApiProperty({ description: 'Whether they count as a second colleague where two are needed' })
  vouched: boolean;
  @ApiProperty({
    description:
      'Whether you invited them or gave them a role: another administrator must confirm them',
  })
  givenByYou: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'In a session that is still open',
  })
  lastSeenAt: string | null;
  @ApiProperty({ type: 'integer' }) version: number;
}

export class ColleaguesDto {
  @ApiProperty({ type: [ColleagueDto] }) items: ColleagueDto[];
}

export function presentColleague(
  { acceptedAt, disabledAt, lastSeenAt, rolesBy, ...row }: ColleagueRow,
  reader: string,
): ColleagueDto {
  const state = disabledAt ? 'disabled' : acceptedAt ? 'active' : 'invited';
  const givenByYou = rolesBy === reader;
  return { ...row, givenByYou, state, lastSeenAt: lastSeenAt?.toISOString() ?? null };
}

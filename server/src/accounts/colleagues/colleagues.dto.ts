import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsString,
  MaxLength,
} from 'class-validator';
import { staffRoles, type StaffRole } from '../../../../contract/kinds.js';
import { IsPlainName, Line } from '../../platform/http/decorators.js';
import type { ColleagueRow } from './colleagues.service.js';
import { staffLanguages, type StaffLanguage } from '../access/staff.entity.js';

export class RolesDto {
  @ApiProperty({ enum: staffRoles, isArray: true, minItems: 1 })
  @IsIn(staffRoles, { each: true })
  @ArrayUnique()
  @ArrayMinSize(1)
  @IsArray()
  roles: StaffRole[];
}

export class InviteDto extends RolesDto {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(254, { context: { max: 254 } })
  @IsEmail({ require_tld: false })
  email: string;

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
}

export class AccessDto {
  @ApiProperty({ description: 'Whether the colleague may sign in' })
  @IsBoolean()
  enabled: boolean;
}

export class ColleagueDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: staffRoles, isArray: true }) roles: StaffRole[];
  @ApiProperty({ enum: staffLanguages }) language: StaffLanguage;
  @ApiProperty({ enum: ['invited', 'active', 'disabled'] }) state:
    'invited' | 'active' | 'disabled';
  @ApiProperty() hasSecondFactor: boolean;
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

export function presentColleague({
  acceptedAt,
  disabledAt,
  lastSeenAt,
  ...row
}: ColleagueRow): ColleagueDto {
  const state = disabledAt ? 'disabled' : acceptedAt ? 'active' : 'invited';
  return { ...row, state, lastSeenAt: lastSeenAt?.toISOString() ?? null };
}

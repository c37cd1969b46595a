import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsInt, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { staffRoles, type StaffRole } from '../../../../contract/kinds.js';
import { Line } from '../../platform/http/decorators.js';
import type { CurrentSession } from './sessions.service.js';
import { factorWays, signInSteps, type FactorWay, type SignInStep } from './sign-in-steps.js';
import { staffLanguages, type Staff, type StaffLanguage } from './staff.entity.js';

export class SignInDto {
  @ApiProperty({ format: 'email' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(254)
  @IsEmail({ require_tld: false })
  email: string;

  @ApiProperty({ format: 'password' })
  @IsNotEmpty()
  @IsString()
  @MaxLength(256)
  password: string;
}

export class ChangePasswordDto {
  @ApiProperty({ format: 'password' })
  @IsNotEmpty()
  @IsString()
  @MaxLength(256)
  currentPassword: string;

  @ApiProperty({ format: 'password', minLength: 12 })
  @IsNotEmpty()
  @IsString()
  @MaxLength(256)
  newPassword: string;
}

/** Who is signed in, and what they may do. */
export class StaffAccountDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: staffRoles, isArray: true }) roles: StaffRole[];
  @ApiProperty({ enum: staffLanguages }) language: StaffLanguage;
  @ApiProperty({ description: 'Whether single keys do something in the workbench' })
  shortcuts: boolean;
  @ApiProperty() mustChangePassword: boolean;
  @ApiProperty({
    enum: signInSteps,
    nullable: true,
    description: 'What is still missing before the workbench opens; null when nothing is',
  })
  step: SignInStep | null;
  @ApiProperty({
    enum: factorWays,
    isArray: true,
    description: 'How the second factor can be proven, besides by a recovery code',
  })
  secondFactors: FactorWay[];
  @ApiProperty() @IsInt() version: number;
}

export function presentAccount(
  { id, email, name, roles, language, shortcuts, mustChangePassword, version }: Staff,
  { step, ways }: Pick<CurrentSession, 'step' | 'ways'>,
): StaffAccountDto {
  return {
    id,
    email,
    name,
    roles,
    language,
    shortcuts,
    mustChangePassword,
    step,
    secondFactors: ways,
    version,
  };
}

import { type StaffRole, staffRoles } from '../../../../contract/kinds.js';
import { ApiProperty } from '@nestjs/swagger';
import { Email, Verbatim } from '../../platform/http/fields/text.js';
import type { CurrentSession } from './sessions.service.js';
import { factorWays, signInSteps, type FactorWay, type SignInStep } from './sign-in-steps.js';
import { staffLanguages, type Staff, type StaffLanguage } from './staff.entity.js';

export class SignInDto {
  @Email({ anyHost: true })
  email: string;

  @Verbatim(256, { format: 'password' })
  password: string;
}

export class PasswordDto {
  @Verbatim(256, { format: 'password' })
  password: string;
}

export class ChangePasswordDto {
  @Verbatim(256, { format: 'password' })
  currentPassword: string;

  @Verbatim(256, { format: 'password', minLength: 12 })
  newPassword: string;
}

/** The signed-in colleague, with their roles. */
export class StaffAccountDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: staffRoles, isArray: true }) roles: StaffRole[];
  @ApiProperty({ enum: staffLanguages }) language: StaffLanguage;
  @ApiProperty({ description: 'Whether single-key shortcuts are on' })
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
  @ApiProperty() version: number;
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

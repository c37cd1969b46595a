import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsInt, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Line } from '../common/decorators.js';
import { staffRoles, type Staff, type StaffRole } from './staff.entity.js';

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
  @ApiProperty() mustChangePassword: boolean;
  @ApiProperty() @IsInt() version: number;
}

export function presentAccount({ id, email, name, roles, mustChangePassword, version }: Staff): StaffAccountDto {
  return { id, email, name, roles, mustChangePassword, version };
}

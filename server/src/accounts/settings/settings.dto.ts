import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsEmail,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { IsAtLeast, Line } from '../../platform/http/decorators.js';
import type { Settings } from '../../platform/settings/settings.js';

const between = (min: number, max: number) => [{ context: { min } }, { context: { max } }] as const;
const [workingDaysMin, workingDaysMax] = between(1, 60);
const [reminderMin, reminderMax] = between(90, 1095);
const given = (_: object, value: unknown) => value !== undefined && value !== '';

/** All settings; each must be given, so that nothing changes that the administrator did not see. */
export class SettingsDto implements Settings {
  @ApiProperty({ description: 'A case is due after so many working days', example: 5 })
  @IsInt()
  @Min(1, workingDaysMin)
  @Max(60, workingDaysMax)
  dueWorkingDays: number;

  @ApiProperty({ description: 'A case is overdue after so many working days', example: 10 })
  @IsInt()
  @Min(1, workingDaysMin)
  @Max(60, workingDaysMax)
  @IsAtLeast('dueWorkingDays')
  overdueWorkingDays: number;

  @ApiProperty({
    description: 'Nobody takes two steps in a row at one entry: who approves does not publish',
  })
  @IsBoolean()
  fourEyes: boolean;

  @ApiProperty({ description: 'Whom the public may write to; empty: nobody' })
  @Line()
  @ValidateIf(given)
  @IsString()
  @MaxLength(254, { context: { max: 254 } })
  @IsEmail()
  contactAddress: string = '';

  @ApiProperty({ description: 'Where answers to our mails go; empty: to their sender' })
  @Line()
  @ValidateIf(given)
  @IsString()
  @MaxLength(254, { context: { max: 254 } })
  @IsEmail()
  replyTo: string = '';

  @ApiProperty({
    description: 'A signatory is asked for progress so many days after the last time',
    example: 365,
  })
  @IsInt()
  @Min(90, reminderMin)
  @Max(1095, reminderMax)
  progressReminderDays: number;
}

export class VersionedSettingsDto {
  @ApiProperty({ type: SettingsDto }) settings: SettingsDto;
  @ApiProperty({ type: SettingsDto, description: 'What holds where nothing was set' })
  defaults: SettingsDto;
  @ApiProperty({ description: 'Say it in If-Match; 0 before the first change' }) version: number;
}

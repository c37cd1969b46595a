import { ApiProperty } from '@nestjs/swagger';
import { Integer } from '../../platform/http/fields/numbers.js';
import { Flag } from '../../platform/http/fields/choices.js';
import { Email } from '../../platform/http/fields/text.js';
import { IsAtLeast } from '../../platform/http/decorators.js';
import type { Settings } from '../../platform/settings/settings.js';

/**
 * All settings. Every one is required, so that no setting changes that the administrator did not
 * see.
 */
export class SettingsDto implements Settings {
  @Integer({ min: 1, max: 60, description: 'A case is due after so many working days', example: 5 })
  dueWorkingDays: number;

  @Integer({
    min: 1,
    max: 60,
    description: 'A case is overdue after so many working days',
    example: 10,
  })
  @IsAtLeast('dueWorkingDays')
  overdueWorkingDays: number;

  @Flag({
    description: 'Nobody takes two steps in a row at one entry: who approves does not publish',
  })
  fourEyes: boolean;

  @Email({ mayBeEmpty: true, description: 'Whom the public may write to; empty: nobody' })
  contactAddress: string = '';

  @Email({ mayBeEmpty: true, description: 'Where answers to our mails go; empty: to their sender' })
  replyTo: string = '';

  @Integer({
    min: 90,
    max: 1095,
    description: 'A signatory is asked for progress so many days after the last time',
    example: 365,
  })
  progressReminderDays: number;
}

export class VersionedSettingsDto {
  @ApiProperty({ type: SettingsDto }) settings: SettingsDto;
  @ApiProperty({ type: SettingsDto, description: 'What holds where nothing was set' })
  defaults: SettingsDto;
  @ApiProperty({ description: 'Say it in If-Match; 0 before the first change' }) version: number;
}

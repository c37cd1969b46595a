import { ApiProperty } from '@nestjs/swagger';
import { Integer } from '../../platform/http/fields/numbers.js';
import { Flag } from '../../platform/http/fields/choices.js';
import { Email, WebAddress } from '../../platform/http/fields/text.js';
import { PastDay } from '../../platform/http/fields/days.js';
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

  @Integer({
    min: 0,
    max: 200_000,
    description: 'Cities and regions known to have signed; 0: the home page says nothing of it',
    example: 77,
  })
  knownSignatories: number;

  @Integer({ min: 0, max: 250, description: 'From so many countries', example: 22 })
  knownCountries: number;

  @WebAddress(300, { description: 'Where both were read' })
  knownSource: string;

  @PastDay({ description: 'When they were read there' })
  knownOn: string;
}

export class VersionedSettingsDto {
  @ApiProperty({ type: SettingsDto }) settings: SettingsDto;
  @ApiProperty({ type: SettingsDto, description: 'What holds where nothing was set' })
  defaults: SettingsDto;
  @ApiProperty({ description: 'Say it in If-Match; 0 before the first change' }) version: number;
}

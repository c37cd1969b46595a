import { ApiProperty } from '@nestjs/swagger';
import { Integer } from '../../platform/http/fields/numbers.js';
import { Flag } from '../../platform/http/fields/choices.js';
import { Email, ShortText, WebAddress } from '../../platform/http/fields/text.js';
import { Day, DayList, PastDay, WeekdayList } from '../../platform/http/fields/days.js';
import { limits } from '../../platform/config/limits.js';
import { IsAtLeast } from '../../platform/http/decorators.js';
import type { Settings } from '../../platform/settings/settings.js';

/** A text that may be empty, but is checked when it is not. */
const unlessEmpty = {
  requiredWhen: (_: object, value: unknown) => value !== undefined && value !== '',
};

/** For the date of a source: required once the date or the source is given. */
const withSource = (source: string) => ({
  mayBeEmpty: true,
  requiredWhen: (fields: object, value: unknown) =>
    Boolean((fields as Record<string, unknown>)[source]) || Boolean(value),
});

/** All settings. Every one is required, so that an administrator changes none without seeing it. */
export class SettingsDto implements Settings {
  @Integer({ min: 1, max: 60, description: 'Working days after which a case is due', example: 5 })
  dueWorkingDays: number;

  @Integer({
    min: 1,
    max: 60,
    description: 'Working days after which a case is overdue',
    example: 10,
  })
  @IsAtLeast('dueWorkingDays')
  overdueWorkingDays: number;

  @Integer({
    min: 1,
    max: 120,
    description: 'Working days that an authority has to answer a request for changes',
    example: 15,
  })
  answerWorkingDays: number;

  @Flag({
    description: 'Whether everything new on the public list needs two people',
  })
  fourEyes: boolean;

  @Email({ mayBeEmpty: true, description: 'Public contact address; empty: none' })
  contactAddress: string = '';

  @Email({
    mayBeEmpty: true,
    description: "Reply address of our e-mails; empty: the sender's address",
  })
  replyTo: string = '';

  @Integer({
    min: 3,
    max: 36,
    description: 'Months from publication, or from one progress report, to the next',
    example: 12,
  })
  reportMonths: number;

  @Integer({
    min: 1,
    max: 365,
    description: 'Days after the due day from which a report is overdue',
    example: 30,
  })
  reportGraceDays: number;

  @Integer({
    min: 1,
    max: 1_095,
    description: 'Days after the due day of its report from which a signatory is silent',
    example: 180,
  })
  @IsAtLeast('reportGraceDays')
  silentDays: number;

  @Day({
    mayBeEmpty: true,
    requiredWhen: (_: object, value: unknown) => Boolean(value),
    description: 'Day from which the public sees who is silent; empty: it does not',
  })
  silencePublicFrom: string = '';

  @Integer({
    min: 0,
    max: 200_000,
    description: 'Cities and regions known to have signed; 0: the home page says nothing of it',
    example: 77,
  })
  knownSignatories: number;

  @Integer({ min: 0, max: 250, description: 'Number of their countries', example: 22 })
  knownCountries: number;

  @WebAddress(300, { description: 'Where both were read' })
  knownSource: string;

  @PastDay({ description: 'When they were read there' })
  knownOn: string;

  @Integer({
    min: 7,
    max: limits.draftDays,
    description: 'Days for which a draft is kept after its last change',
    example: 30,
  })
  keepDraftDays: number;

  @Integer({
    min: 7,
    max: 90,
    description: 'Days for an endorsement whose address is not confirmed',
    example: 14,
  })
  keepUnconfirmedDays: number;

  @Integer({
    min: 30,
    max: 3_650,
    description: 'Days for the personal data of a case that was not accepted or was withdrawn',
    example: 365,
  })
  keepEndedCaseDays: number;

  @Integer({ min: 7, max: 3_650, description: 'Days for the record of a sent mail', example: 90 })
  keepSentMailDays: number;

  @Integer({ min: 30, max: 3_650, description: 'Days for a mail that failed', example: 365 })
  keepFailedMailDays: number;

  @ShortText(300, { ...unlessEmpty, description: 'Who decided on the periods, in which document' })
  retentionSource: string = '';

  @PastDay({ ...withSource('retentionSource'), description: 'When that was decided' })
  retentionOn: string = '';

  @ShortText(300, {
    ...unlessEmpty,
    description: 'Who approved the texts of the council kit, in which document',
  })
  kitSource: string = '';

  @PastDay({ ...withSource('kitSource'), description: 'When they were approved' })
  kitOn: string = '';

  @WeekdayList({ description: 'Weekdays on which the secretariat works; 1 is Monday' })
  workingWeekdays: number[];

  @DayList(400, {
    description:
      'Days on which the secretariat is closed; a year without any has the calculated ones',
  })
  closedDays: string[];

  @ShortText(300, { ...unlessEmpty, description: 'Where the closed days were read' })
  calendarSource: string = '';

  @PastDay({ ...withSource('calendarSource'), description: 'When they were read there' })
  calendarOn: string = '';

  @Integer({
    min: 1,
    max: 36,
    description: 'Months after which an unconfirmed helpline is listed to staff',
    example: 12,
  })
  helplineMonths: number;

  @ShortText(300, { ...unlessEmpty, description: 'Who decided that, in which document' })
  helplineSource: string = '';

  @PastDay({ ...withSource('helplineSource'), description: 'When that was decided' })
  helplineOn: string = '';
}

export class VersionedSettingsDto {
  @ApiProperty({ type: SettingsDto }) settings: SettingsDto;
  @ApiProperty({ type: SettingsDto, description: 'The default values' })
  defaults: SettingsDto;
  @ApiProperty({ description: 'Send it in If-Match; 0 before the first change' }) version: number;
  @ApiProperty({
    type: [String],
    description: 'The calculated closed days of this year and the next',
  })
  calculatedClosedDays: string[];
}

import { ApiProperty } from '@nestjs/swagger';
import { limits } from '../../platform/config/limits.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { DayToCome, PastDay } from '../../platform/http/fields/days.js';
import { Cursor, FreeText } from '../../platform/http/fields/text.js';
import {
  staffReportingActions,
  type StaffReportingAction,
  type StaffReportingStep,
} from '../../register/reporting/reporting-steps.service.js';
import {
  reportingStates,
  type ReportingState,
} from '../../register/reporting/reporting.workflow.js';
import { NamesDto } from '../register-editing/signatories.dto.js';

/**
 * to_call: late, and a contact is known. asked: asks for more time. no_contact: late, and no
 * contact is known.
 */
export const reportingLists = ['to_call', 'asked', 'no_contact'] as const;
export type ReportingList = (typeof reportingLists)[number];

export class ReportingQuery {
  @Choice(reportingLists, { optional: true, default: 'to_call', description: 'Which of them' })
  show: ReportingList = 'to_call';

  @Cursor()
  after?: string;
}

/** The contact to call; only colleagues who decide see it. */
export class ReportingContactDto {
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ type: String, nullable: true }) office: string | null;
  @ApiProperty({ type: String, nullable: true }) phone: string | null;
  @ApiProperty() email: string;
}

export class ReminderDto {
  @ApiProperty({ description: '1 is 30 days before the due day, 4 is 90 days after it' })
  number: number;
  @ApiProperty({ description: 'False where the case says no automatic mail, or it never arrived' })
  mailed: boolean;
  @ApiProperty({ format: 'date-time' }) at: string;
}

const keptReportingActions = [
  'note',
  'ask',
  'extend',
  'refuse',
  'excuse',
  'excuse_complete',
  'ask_again',
] as const;

export class KeptReportingStepDto {
  @ApiProperty({ enum: keptReportingActions }) action: (typeof keptReportingActions)[number];
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day of an extension; for a note, the day of the attempt',
  })
  day: string | null;
  @ApiProperty() reason: string;
  @ApiProperty() mailed: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Null: the town, or the clock' })
  by: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class AskedTimeDto {
  @ApiProperty({ format: 'date' }) until: string;
  @ApiProperty() reason: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

/** A signatory with the state of its progress report. */
export class ReportingRowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: NamesDto }) names: NamesDto;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({ enum: reportingStates }) state: ReportingState;
  @ApiProperty({ format: 'date' }) dueOn: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Last report' })
  reportedOn: string | null;
  @ApiProperty({ type: ReportingContactDto, nullable: true }) contact: ReportingContactDto | null;
  @ApiProperty({ description: 'How many pledges it has on the register' }) pledges: number;
  @ApiProperty({ type: AskedTimeDto, nullable: true, description: 'More time it asks for' })
  asked: AskedTimeDto | null;
  @ApiProperty({ type: [ReminderDto], description: 'Sent for this report, oldest first' })
  reminders: ReminderDto[];
  @ApiProperty({ type: [KeptReportingStepDto], description: 'Newest first' })
  steps: KeptReportingStepDto[];
  @ApiProperty({ description: 'Whether the public sees that it does not report' })
  silenceTold: boolean;
  @ApiProperty({ description: 'Demonstration data' }) demo: boolean;
}

export class ReportingTotalsDto {
  @ApiProperty() to_call: number;
  @ApiProperty() asked: number;
  @ApiProperty() no_contact: number;
}

export class ReportingRowsDto {
  @ApiProperty({ type: [ReportingRowDto], description: 'The longest due first' })
  items: ReportingRowDto[];
  @ApiProperty({ type: ReportingTotalsDto }) totals: ReportingTotalsDto;
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `after` for the next page' })
  next: string | null;
}

export class ReportingDto extends ReportingRowDto {
  @ApiProperty({ description: 'Send it in If-Match' }) version: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Its case' })
  submissionId: string | null;
  @ApiProperty({ enum: staffReportingActions, isArray: true, description: 'What can be done now' })
  actions: StaffReportingAction[];
}

export class ReportingNoteDto {
  @PastDay({ description: 'The day of the attempt' })
  day: string;

  @FreeText(limits.reportingReasonLength, { description: 'The attempt; colleagues can read it' })
  tried: string;
}

export class ReportingStepDto implements StaffReportingStep {
  @Choice(staffReportingActions)
  action: StaffReportingAction;

  @DayToCome({ optional: true, description: 'The last day, for `extend`' })
  until?: string;

  @FreeText(limits.reportingReasonLength, {
    optional: true,
    description: 'Why; the contact reads it',
  })
  reason?: string;
}

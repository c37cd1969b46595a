import { limits } from '../../platform/config/limits.js';
import { DayToCome } from '../../platform/http/fields/days.js';
import { FreeText } from '../../platform/http/fields/text.js';

/** More time for a report, as a town asks for it. */
export class MoreTimeDto {
  @DayToCome({ description: 'The requested day' })
  until: string;

  @FreeText(limits.reportingReasonLength, { description: 'The reason; staff can read it' })
  why: string;
}

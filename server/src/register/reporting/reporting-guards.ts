import { limits } from '../../platform/config/limits.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import type { ReportingNow } from './reporting-now.js';
import type { ReportingGuard, ReportingTransition } from './reporting.workflow.js';

/** A step that a colleague or a town wants to take, on a day in Strasbourg. */
interface WantedReportingStep {
  now: ReportingNow;
  day: string;
  until?: string | undefined;
  reason?: string | undefined;
}

/**
 * @returns the missing value, or null.
 * @throws Problem if no value could help.
 */
type Check = (wanted: WantedReportingStep) => FieldError | null;

const holds = () => null;
const checks: Record<ReportingGuard, Check> = {
  // The rule itself selects the signatories for the steps of the job.
  'due day has come': holds,
  'grace is over': holds,
  'time until silence is over': holds,
  'no pledge open': holds,
  'reason given': ({ reason }) => (reason ? null : missing('/reason', 'isNotEmpty', 'say why')),
  'day after the due day': ({ now, day, until }) =>
    isLater(until, day, now.dueOn)
      ? null
      : missing('/until', 'isLaterDay', 'choose a day after the due day, within a year'),
  'time was asked for': ({ now }) => {
    if (!now.asked) throw new Problem(409, 'wrong-state', 'Nobody has asked for more time.');
    return null;
  },
  'a pledge is open': ({ now }) => {
    if (!now.openPledge)
      throw new Problem(409, 'wrong-state', 'All that it pledged is done or dropped.');
    return null;
  },
};

/** @throws Problem 409, or 422 listing what is missing. */
export function requireReportingGuards(
  { guards }: ReportingTransition,
  wanted: WantedReportingStep,
): void {
  const errors = guards.flatMap((guard) => checks[guard](wanted) ?? []);
  if (errors.length > 0) throw Problem.invalid(errors);
}

/** After today and the due day, and not so late that the next report would be due. */
function isLater(until: string | undefined, day: string, dueOn: string): boolean {
  const from = dueOn > day ? dueOn : day;
  return until !== undefined && until > from && until <= daysAfter(from, limits.extensionDays);
}

/** The day that many days later, as 2027-03-01. */
export function daysAfter(day: string, days: number): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

function missing(pointer: string, key: string, detail: string): FieldError {
  return { pointer, key, params: {}, detail };
}

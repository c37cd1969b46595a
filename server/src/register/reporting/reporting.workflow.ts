import type { Transition } from '../../joining/submissions/submission.workflow.js';
import type { MailTemplate } from '../../platform/mail/texts.js';
import type { Settings } from '../../platform/settings/settings.js';

/**
 * Progress reporting of a signatory, as a table of transitions and as the rule that computes the
 * state on a day from days and settings (decision 0066). All other code gets due days from here.
 */
export const reportingStates = [
  'not_due',
  'due',
  'reported',
  'overdue',
  'silent',
  'excused',
] as const;
export type ReportingState = (typeof reportingStates)[number];

/** The states in which a colleague may pick up the telephone. */
export const lateStates = ['overdue', 'silent'] as const satisfies readonly ReportingState[];

export const reportingActions = [
  'come_due',
  'fall_overdue',
  'fall_silent',
  'accept',
  'ask',
  'extend',
  'refuse',
  'excuse',
  'excuse_complete',
  'ask_again',
] as const;
export type ReportingAction = (typeof reportingActions)[number];

const clock = ['system'] as const;
const staff = ['reviewer', 'publisher'] as const;
const town = ['applicant'] as const;
const why = ['reason given'] as const;
const later = ['reason given', 'day after the due day'] as const;
const asked = ['time was asked for', 'reason given'] as const;
const done = ['no pledge open'] as const;

export const reportingTransitions = [
  // Steps without an actor: the state changes when a day passes.
  { from: 'not_due', action: 'come_due', to: 'due', by: clock, guards: ['due day has come'] },
  { from: 'reported', action: 'come_due', to: 'due', by: clock, guards: ['due day has come'] },
  { from: 'excused', action: 'come_due', to: 'due', by: clock, guards: ['due day has come'] },
  { from: 'due', action: 'fall_overdue', to: 'overdue', by: clock, guards: ['grace is over'] },
  {
    from: 'overdue',
    action: 'fall_silent',
    to: 'silent',
    by: clock,
    guards: ['time until silence is over'],
  },

  // A report can be accepted at any time. The approval of its case has separate guards.
  { from: 'not_due', action: 'accept', to: 'reported', by: ['reviewer'], guards: [] },
  { from: 'due', action: 'accept', to: 'reported', by: ['reviewer'], guards: [] },
  { from: 'reported', action: 'accept', to: 'reported', by: ['reviewer'], guards: [] },
  { from: 'overdue', action: 'accept', to: 'reported', by: ['reviewer'], guards: [] },
  { from: 'silent', action: 'accept', to: 'reported', by: ['reviewer'], guards: [] },
  { from: 'excused', action: 'accept', to: 'reported', by: ['reviewer'], guards: [] },

  // More time: asked for by the town, granted or refused by staff, who also grant it on the phone.
  { from: 'not_due', action: 'ask', to: 'not_due', by: town, guards: later },
  { from: 'reported', action: 'ask', to: 'reported', by: town, guards: later },
  { from: 'due', action: 'ask', to: 'due', by: town, guards: later },
  { from: 'overdue', action: 'ask', to: 'overdue', by: town, guards: later },
  { from: 'silent', action: 'ask', to: 'silent', by: town, guards: later },
  { from: 'excused', action: 'ask', to: 'excused', by: town, guards: later },
  { from: 'not_due', action: 'extend', to: 'not_due', by: staff, guards: later },
  { from: 'reported', action: 'extend', to: 'not_due', by: staff, guards: later },
  { from: 'due', action: 'extend', to: 'not_due', by: staff, guards: later },
  { from: 'overdue', action: 'extend', to: 'not_due', by: staff, guards: later },
  { from: 'silent', action: 'extend', to: 'not_due', by: staff, guards: later },
  { from: 'excused', action: 'extend', to: 'not_due', by: staff, guards: later },
  { from: 'not_due', action: 'refuse', to: 'not_due', by: staff, guards: asked },
  { from: 'reported', action: 'refuse', to: 'reported', by: staff, guards: asked },
  { from: 'due', action: 'refuse', to: 'due', by: staff, guards: asked },
  { from: 'overdue', action: 'refuse', to: 'overdue', by: staff, guards: asked },
  { from: 'silent', action: 'refuse', to: 'silent', by: staff, guards: asked },
  { from: 'excused', action: 'refuse', to: 'excused', by: staff, guards: asked },

  // This report is not needed; the next is due an interval later.
  { from: 'due', action: 'excuse', to: 'excused', by: staff, guards: why },
  { from: 'overdue', action: 'excuse', to: 'excused', by: staff, guards: why },
  { from: 'silent', action: 'excuse', to: 'excused', by: staff, guards: why },
  { from: 'due', action: 'excuse_complete', to: 'excused', by: clock, guards: done },
  { from: 'overdue', action: 'excuse_complete', to: 'excused', by: clock, guards: done },
  { from: 'silent', action: 'excuse_complete', to: 'excused', by: clock, guards: done },
  {
    from: 'excused',
    action: 'ask_again',
    to: 'due',
    by: staff,
    guards: ['reason given', 'a pledge is open'],
  },
] as const satisfies readonly Transition<ReportingState, ReportingAction>[];

export type ReportingTransition = (typeof reportingTransitions)[number];
export type ReportingGuard = ReportingTransition['guards'][number];

/** The day and the settings of the rule, as the first values of a query. */
type RuleValues = [day: string, months: number, graceDays: number, silentDays: number];

export function ruleValues(
  day: string,
  {
    reportMonths,
    reportGraceDays,
    silentDays,
  }: Pick<Settings, 'reportMonths' | 'reportGraceDays' | 'silentDays'>,
): RuleValues {
  return [day, reportMonths, reportGraceDays, silentDays];
}

/**
 * The rule, over a row `signatory s` that has been published; a query that uses it begins its
 * values with `ruleValues`, in Strasbourg's days. A year counts from the last of: publication, the
 * last accepted report, the day of an excuse. An extension makes the due day later, never earlier.
 *
 * It gives `reporting.due_on`, `state`, and `counted_from` with `asked_for`, which tell one cycle
 * of reminders from the next: it begins with each of those days, and not with new settings.
 */
export const reportingRule = `CROSS JOIN LATERAL (
  SELECT counted_from, due_on, asked_for,
    CASE
      WHEN $1::date > due_on + $4::int THEN 'silent'
      WHEN $1::date > due_on + $3::int THEN 'overdue'
      WHEN $1::date >= due_on THEN 'due'
      WHEN due_on = s.report_extended_until THEN 'not_due'
      WHEN counted_from = s.report_excused_on THEN 'excused'
      WHEN counted_from = s.reported_on THEN 'reported'
      ELSE 'not_due'
    END AS state
  FROM (
    SELECT counted_from, greatest(counted_from, s.report_extended_until) AS asked_for,
      greatest((counted_from + make_interval(months => $2::int))::date, s.report_extended_until)
        AS due_on
    FROM (SELECT greatest((s.published_at AT TIME ZONE 'Europe/Paris')::date, s.reported_on,
      s.report_excused_on) AS counted_from) base) days) reporting`;

/** Whether a `report_reminder r` asked for the report that the rule asks for now. */
export const isOfThisReport = `(r.counted_from = reporting.counted_from
  AND r.asked_for = reporting.asked_for)`;

/**
 * A cheap condition that holds for every `signatory s` whose due day is before so many days from
 * today, for lists that look for few among many: the rule itself takes a second for 200,000. Months
 * of different lengths and the zone are in the five days more.
 */
export function mayBeDueWithin(days: string): string {
  const latest = `($1::date + ${days} + 5 - make_interval(months => $2::int))`;
  return `s.published_at < ${latest} AND (s.reported_on IS NULL OR s.reported_on < ${latest})
    AND (s.report_excused_on IS NULL OR s.report_excused_on < ${latest})
    AND (s.report_extended_until IS NULL OR s.report_extended_until <= $1::date + ${days})`;
}

/**
 * The days of the reminders, relative to the due day, and their texts. If several were missed, only
 * the last is sent.
 */
export const reminders = [
  { template: 'report_soon', days: -30 },
  { template: 'report_due', days: 0 },
  { template: 'report_late', days: 30 },
  { template: 'report_missing', days: 90 },
] as const satisfies readonly { template: MailTemplate; days: number }[];

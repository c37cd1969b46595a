import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import type { Submission } from './submission.entity.js';

/** How many days before the due day each reminder is sent. */
export const answerReminders = [
  { template: 'changes_reminder', before: 7 },
  { template: 'changes_due', before: 0 },
] as const;

/**
 * Sets the due date of the answer. Reminders that would be due on the day of the request count as
 * sent. Setting a due date answers the authority's request for more time.
 */
export function answerDay(
  answerBy: string,
  today: string,
): Pick<Submission, 'answerBy' | 'answerReminders' | 'answerAskedUntil'> {
  const passed = answerReminders.filter(({ before }) => daysBefore(answerBy, before) <= today);
  return { answerBy, answerReminders: passed.length, answerAskedUntil: null };
}

/** @throws Problem 422 for a day that is not after today, or too far ahead. */
export function requireAnswerDay(pointer: string, wanted: string, after: string): void {
  const last = daysBefore(after, -limits.extensionDays);
  if (wanted > after && wanted <= last) return;
  const detail = `must be after ${after}, within a year`;
  throw Problem.invalid([{ pointer, key: 'isAnswerDay', params: {}, detail }]);
}

function daysBefore(day: string, days: number): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - days);
  return noon.toISOString().slice(0, 10);
}

import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import type { Submission } from './submission.entity.js';

/** How many days before the day of an answer each reminder is written, the first one first. */
export const answerReminders = [
  { template: 'changes_reminder', before: 7 },
  { template: 'changes_due', before: 0 },
] as const;

/**
 * A day for the answer, with the reminders that would come on the day of the request itself behind
 * it. A day that was given answers what the authority asked for.
 */
export function answerDay(
  answerBy: string,
  today: string,
): Pick<Submission, 'answerBy' | 'answerReminders' | 'answerAskedUntil'> {
  const passed = answerReminders.filter(({ before }) => daysBefore(answerBy, before) <= today);
  return { answerBy, answerReminders: passed.length, answerAskedUntil: null };
}

/** @throws Problem 422 for a day that is not after this one, or too far from it. */
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

import type { Submission } from './submission.entity.js';

const day = 86_400_000;

/**
 * When an unfinished submission goes: after its time without a change, and never sooner after the
 * warning than that promises.
 * @param warning how many days before its end it is warned of.
 */
export function endOf(
  { updatedAt, warnedAt }: Pick<Submission, 'updatedAt' | 'warnedAt'>,
  days: number,
  warning: number,
): Date {
  const warned = warnedAt ? warnedAt.getTime() + warning * day : 0;
  return new Date(Math.max(updatedAt.getTime() + days * day, warned));
}

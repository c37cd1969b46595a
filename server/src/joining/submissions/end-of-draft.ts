import type { Submission } from './submission.entity.js';

const day = 86_400_000;

/**
 * When an unfinished submission expires: after its period without a change, and never earlier than
 * its warning says.
 * @param warning how many days before the end the warning is sent.
 */
export function endOf(
  { updatedAt, warnedAt }: Pick<Submission, 'updatedAt' | 'warnedAt'>,
  days: number,
  warning: number,
): Date {
  const warned = warnedAt ? warnedAt.getTime() + warning * day : 0;
  return new Date(Math.max(updatedAt.getTime() + days * day, warned));
}

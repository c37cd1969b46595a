import type { EntityManager } from 'typeorm';
import type { MailAnswer } from './mail-answer.js';

/**
 * How an attempt ended: accepted by the server, to be retried, permanently refused, unanswered, or
 * handed over completely without confirmation.
 */
export const attemptOutcomes = [
  'accepted',
  'deferred',
  'refused',
  'unanswered',
  'uncertain',
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** One attempt to send a mail. */
export interface MailAttempt extends MailAnswer {
  at: Date;
  outcome: AttemptOutcome;
  /** The mail server, as `host:port`. */
  server: string;
}

export async function keepAttempt(
  manager: EntityManager,
  mailId: string,
  { outcome, server, code, enhanced, text, queueId, command }: Omit<MailAttempt, 'at'>,
): Promise<void> {
  await manager.query(
    `INSERT INTO mail_attempt
       (mail_id, at, outcome, code, enhanced_code, answer, queue_id, command, server)
     VALUES ($1, clock_timestamp(), $2, $3, $4, $5, $6, $7, $8)`,
    [mailId, outcome, code, enhanced, text, queueId, command, server],
  );
}

/** All attempts of a mail, the newest first. */
export function attemptsOf(manager: EntityManager, mailId: string): Promise<MailAttempt[]> {
  return manager.query<MailAttempt[]>(
    `SELECT at, outcome, code, enhanced_code AS enhanced, answer AS text, queue_id AS "queueId",
       command, server
     FROM mail_attempt WHERE mail_id = $1 ORDER BY at DESC LIMIT 100`,
    [mailId],
  );
}

/** The effect of a failed attempt on the mail. */
export function outcomeOf({ code }: MailAnswer, isUncertain: boolean): AttemptOutcome {
  if (code === null) return isUncertain ? 'uncertain' : 'unanswered';
  return code >= 500 ? 'refused' : 'deferred';
}

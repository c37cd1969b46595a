import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../../platform/http/problem.js';
import type { Submission } from '../submissions/submission.entity.js';
import type { SubmissionState } from '../submissions/submission.workflow.js';

/** Who wrote a message: the authority, or a colleague for the Congress. */
export type MessageAuthor = 'authority' | 'congress';

/** What is kept of a message; its author is never taken from what was typed or mailed. */
type NewMessage = { submissionId: string; text: string } & (
  { author: 'authority' } | { author: 'congress'; staffId: string; mailId: string | null }
);

/** @returns the id of the message. */
export async function keepMessage(manager: EntityManager, message: NewMessage): Promise<string> {
  const id = uuidv7();
  const { staffId = null, mailId = null } =
    message.author === 'congress' ? message : { staffId: null, mailId: null };
  await manager.query(
    `INSERT INTO case_message (id, submission_id, author, staff_id, mail_id, text)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, message.submissionId, message.author, staffId, mailId, message.text],
  );
  return id;
}

/** A case of `submission s` about which the authority has written and nobody has read it yet. */
export const hasUnread = `EXISTS (SELECT 1 FROM case_message m WHERE m.submission_id = s.id
  AND m.author = 'authority' AND m.read_at IS NULL)`;

/** The states in which somebody at the Congress reads what is written about a case. */
export const openStates: readonly SubmissionState[] = [
  'awaiting_signature',
  'waiting',
  'changes_requested',
  'approved',
];

/** Whether the authority and the Congress can write to each other about it. */
export const isOpen = ({
  state,
  confirmedAt,
}: Pick<Submission, 'state' | 'confirmedAt'>): boolean =>
  openStates.includes(state) && confirmedAt !== null;

/** @throws Problem 409 */
export function requireOpen(submission: Pick<Submission, 'state' | 'confirmedAt'>): void {
  if (isOpen(submission)) return;
  const detail = 'The case is closed: nobody would read a message about it.';
  throw new Problem(409, 'case-closed', detail, { state: submission.state });
}

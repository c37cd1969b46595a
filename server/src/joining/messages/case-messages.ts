import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../../platform/http/problem.js';
import type { Submission } from '../submissions/submission.entity.js';
import type { SubmissionState } from '../submissions/submission.workflow.js';

/** Who wrote a message: the authority, or a colleague for the Congress. */
export type MessageAuthor = 'authority' | 'congress';

/** What else came in the mail that brought a message. */
interface MailedParts {
  /** The history that it quoted. */
  rest: string;
  attachments: string[];
  isAutomatic: boolean;
  /** The address that it claims to be from, when that is not the contact's. */
  otherSender: string | null;
  key: Buffer;
}

/** What is kept of a message; its author is never taken from what was typed or mailed. */
type NewMessage = { submissionId: string; text: string } & (
  | { author: 'authority'; mailed?: MailedParts }
  | { author: 'congress'; staffId: string; mailId: string | null }
);

const unmailed = { rest: '', attachments: [], isAutomatic: false, otherSender: null, key: null };

/** @returns the id of the message. An automatic reply counts as read. */
export async function keepMessage(manager: EntityManager, message: NewMessage): Promise<string> {
  const id = uuidv7();
  const { submissionId, author, text } = message;
  const { staffId, mailId } = author === 'congress' ? message : { staffId: null, mailId: null };
  const mailed = (author === 'authority' && message.mailed) || unmailed;
  await manager.query(
    `INSERT INTO case_message (id, submission_id, author, staff_id, mail_id, text, mail_key, rest,
       attachments, is_automatic, other_sender, read_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $10 THEN now() END)`,
    [
      ...[id, submissionId, author, staffId, mailId, text, mailed.key, mailed.rest],
      ...[JSON.stringify(mailed.attachments), mailed.isAutomatic, mailed.otherSender],
    ],
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

import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../../platform/http/problem.js';
import type { Submission } from '../submissions/submission.entity.js';
import type { SubmissionState } from '../submissions/submission.workflow.js';

/** The author of a message: the authority, or a colleague for the Congress. */
export type MessageAuthor = 'authority' | 'congress';

/** Other parts of the mail that a message came in. */
interface MailedParts {
  /** The history that it quoted. */
  rest: string;
  attachments: string[];
  isAutomatic: boolean;
  mayBeAutomatic: boolean;
  /** The address that it claims to be from, when that is not the contact's. */
  otherSender: string | null;
  key: Buffer;
}

/** The stored form of a message; its author never comes from typed or mailed text. */
type NewMessage = { submissionId: string; text: string } & (
  | { author: 'authority'; mailed?: MailedParts }
  | { author: 'congress'; staffId: string; mailId: string | null }
);

const unmailed = {
  ...{ rest: '', attachments: [], isAutomatic: false, mayBeAutomatic: false },
  ...{ otherSender: null, key: null },
};

/** @returns the id of the message. An automatic reply counts as read. */
export async function keepMessage(manager: EntityManager, message: NewMessage): Promise<string> {
  const id = uuidv7();
  const { submissionId, author, text } = message;
  const { staffId, mailId } = author === 'congress' ? message : { staffId: null, mailId: null };
  const mailed = (author === 'authority' && message.mailed) || unmailed;
  await manager.query(
    `INSERT INTO case_message (id, submission_id, author, staff_id, mail_id, text, mail_key, rest,
       attachments, is_automatic, other_sender, may_be_automatic, read_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, CASE WHEN $10 THEN now() END)`,
    [
      ...[id, submissionId, author, staffId, mailId, text, mailed.key, mailed.rest],
      ...[JSON.stringify(mailed.attachments), mailed.isAutomatic, mailed.otherSender],
      mailed.mayBeAutomatic,
    ],
  );
  return id;
}

/** The states in which someone at the Congress reads messages about a case. */
export const openStates: readonly SubmissionState[] = [
  'awaiting_signature',
  'waiting',
  'changes_requested',
  'approved',
];

/**
 * SQL: a message about `submission s` that someone at the Congress has yet to read. Messages about
 * a closed case do not wait, unless the decision that closed it is undone.
 */
export const isUnread = (message = 'm'): string =>
  `(${message}.author = 'authority' AND ${message}.read_at IS NULL
    AND s.state IN ('${openStates.join("', '")}'))`;

/** SQL: whether `submission s` has a message from the authority that nobody has read yet. */
export const hasUnread = `EXISTS (SELECT 1 FROM case_message m WHERE m.submission_id = s.id
  AND ${isUnread()})`;

/**
 * SQL: `submission s` waits for changes, but it is the Congress's turn: the authority has written
 * since it was asked or got a new due date, or it has asked for more time.
 */
export const hasWritten = `(s.answer_asked_until IS NOT NULL OR EXISTS (
  SELECT 1 FROM case_message m WHERE m.submission_id = s.id AND m.author = 'authority'
    AND NOT m.is_automatic AND m.written_at > s.decided_at AND NOT EXISTS (
      SELECT 1 FROM event given WHERE given.subject_id = s.id
        AND given.action = 'answer.set' AND given.at > m.written_at)))`;

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

import { In, Not, type EntityManager } from 'typeorm';
import { rewriteRow } from '../../platform/http/rewrite-row.js';
import { OutboxMail } from '../../platform/mail/outbox-mail.entity.js';
import { replyPurpose } from '../../platform/mail/reply-address.js';

/**
 * Deletes everything that still names or reaches the former contact of a case, within the
 * transaction that replaces them.
 */
export async function forgetFormerContact(manager: EntityManager, homeId: string): Promise<void> {
  await forgetKeptAnswers(manager, homeId);
  await forgetLetters(manager, homeId);
  await endReplies(manager, homeId);
}

/** The answers saved with a request for changes name the contact, too. */
async function forgetKeptAnswers(manager: EntityManager, homeId: string): Promise<void> {
  const kept = await manager.query<{ id: string; answers: Record<string, unknown> }[]>(
    `SELECT d.id, d.answers FROM decision d JOIN submission s ON s.id = d.submission_id
      WHERE (s.id = $1 OR s.parent_id = $1) AND d.answers ? 'contact'`,
    [homeId],
  );
  for (const { id, answers } of kept) {
    const { contact: _, ...others } = answers;
    await rewriteRow(manager, 'decision', id, { answers: others });
  }
}

/** Letters to the former contact, and the links in them, no longer belong to the case. */
async function forgetLetters(manager: EntityManager, submissionId: string): Promise<void> {
  await manager.delete(OutboxMail, {
    ...{ submissionId, state: Not('sent' as const), handedOver: 0 },
    template: In(['signatory_letter', 'signatory_news']),
  });
}

/** Mails about follow-ups of the endorsement went to the former contact, too. */
async function endReplies(manager: EntityManager, homeId: string): Promise<void> {
  await manager.query(
    `DELETE FROM submission_token t USING submission s
     WHERE s.id = t.submission_id AND s.parent_id = $1 AND t.purpose = $2`,
    [homeId, replyPurpose],
  );
}

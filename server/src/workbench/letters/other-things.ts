import type { EntityManager } from 'typeorm';
import { isUnread } from '../../joining/messages/case-messages.js';
import { limits } from '../../platform/config/limits.js';
import { lacksSecondPerson } from '../../platform/settings/four-eyes.js';
import { concernsHer } from './waiting-cases.js';
import { noticeTemplates } from '../../platform/mail/notice-templates.js';

/** A note that mentions a colleague, as a letter names it. */
export interface Mention {
  thing: string;
  submissionId: string;
  reference: string;
  authority: string;
}

/** Mentions that no mail has reported to the colleague yet. */
export function untoldMentions(manager: EntityManager, staffId: string): Promise<Mention[]> {
  return manager.query<Mention[]>(
    `SELECT n.thing, s.id AS "submissionId", s.reference,
      coalesce(s.authority_name, s.reference) AS authority
     FROM staff_notice n JOIN submission s ON s.id = n.submission_id
     WHERE n.staff_id = $1 AND n.kind = 'mention' AND n.told_at IS NULL ORDER BY n.at LIMIT 500`,
    [staffId],
  );
}

/** A case about which an authority wrote; `thing` is the oldest message that nobody has read. */
export interface UnreadCase {
  id: string;
  thing: string;
  reference: string;
  authority: string;
}

/**
 * Cases with unread messages since this moment that the colleague has not been notified of. A
 * colleague is notified once about a case, however many messages arrive, until someone has read
 * them.
 */
export function untoldMessages(
  manager: EntityManager,
  staffId: string,
  since: Date,
): Promise<UnreadCase[]> {
  return manager.query<UnreadCase[]>(
    `SELECT s.id, first.id::text AS thing, s.reference,
       coalesce(s.authority_name, s.reference) AS authority
     FROM (SELECT DISTINCT ON (m.submission_id) m.*
       FROM case_message m JOIN submission s ON s.id = m.submission_id WHERE ${isUnread()}
       ORDER BY m.submission_id, m.written_at, m.id) first
     JOIN submission s ON s.id = first.submission_id
     WHERE first.written_at > $2 AND ${concernsHer}
       AND NOT EXISTS (SELECT 1 FROM staff_notice n WHERE n.staff_id = $1 AND n.kind = 'message'
         AND n.thing = first.id::text)
     ORDER BY first.written_at, s.id LIMIT 500`,
    [staffId, since],
  );
}

/** A report of an error in a letter: never its author or its text. */
export interface OpenErrorReport {
  id: string;
  authority: string;
}

/** Reports of errors without a handler, and those that the colleague handles. */
export function openErrorReports(
  manager: EntityManager,
  staffId: string,
): Promise<OpenErrorReport[]> {
  return manager.query<OpenErrorReport[]>(
    `SELECT r.id, a.name_official AS authority
     FROM error_report r JOIN signatory s ON s.id = r.signatory_id
       JOIN authority a ON a.id = s.authority_id
     WHERE r.answered_at IS NULL AND (r.state = 'new' OR r.taken_by = $1
       OR EXISTS (SELECT 1 FROM staff t WHERE t.id = r.taken_by AND t.disabled_at IS NOT NULL))
     ORDER BY r.created_at, r.id LIMIT 500`,
    [staffId],
  );
}

/** Reports since this moment without a handler and without a notice to the colleague. */
export function untoldErrorReports(
  manager: EntityManager,
  staffId: string,
  since: Date,
): Promise<OpenErrorReport[]> {
  return manager.query<OpenErrorReport[]>(
    `SELECT r.id, a.name_official AS authority
     FROM error_report r JOIN signatory s ON s.id = r.signatory_id
       JOIN authority a ON a.id = s.authority_id
     WHERE r.state = 'new' AND r.created_at > $2
       AND NOT EXISTS (SELECT 1 FROM staff_notice n WHERE n.staff_id = $1
         AND n.kind = 'errorReport' AND n.thing = r.id::text)
     ORDER BY r.created_at, r.id LIMIT 500`,
    [staffId, since],
  );
}

/** An entry whose invited contact has proven the address; never the person's name. */
export interface ProvenContact {
  /** Of the signatory. */
  id: string;
  authority: string;
  provenAt: Date;
}

/**
 * Invited contacts whom this colleague can confirm: with four eyes, only those invited by others.
 */
export async function provenContacts(
  manager: EntityManager,
  staffId: string,
): Promise<ProvenContact[]> {
  const isByTwo = await lacksSecondPerson(manager, { eyes: [staffId] });
  return manager.query<ProvenContact[]>(
    `SELECT s.id, a.name_official AS authority, i.proven_at AS "provenAt"
     FROM contact_invitation i JOIN signatory s ON s.id = i.signatory_id
       JOIN authority a ON a.id = s.authority_id
     WHERE i.proven_at IS NOT NULL AND NOT ($2 AND i.invited_by = $1)
     ORDER BY i.proven_at, s.id LIMIT 500`,
    [staffId, isByTwo],
  );
}

/** A failed mail. For a case it names the authority, never the address. */
export interface FailedMail {
  id: string;
  authority: string | null;
  reference: string | null;
}

/**
 * Mails that failed since this moment and that the colleague has not been notified of. Letters to
 * readers of the newsletter have their own figures, and a notice that failed does not cause
 * another.
 */
export function untoldFailures(
  manager: EntityManager,
  staffId: string,
  since: Date,
): Promise<FailedMail[]> {
  return manager.query<FailedMail[]>(
    `SELECT o.id, coalesce(s.authority_name, s.reference) AS authority, s.reference
     FROM outbox o LEFT JOIN submission s ON s.id = o.submission_id
     WHERE o.state = 'dead' AND o.next_attempt_at > $2 AND o.subscriber_id IS NULL
       AND o.template <> ALL($3)
       AND NOT EXISTS (SELECT 1 FROM staff_notice n WHERE n.staff_id = $1
         AND n.kind = 'failedMail' AND n.thing = o.id::text)
     ORDER BY o.next_attempt_at LIMIT 500`,
    [staffId, since, [...noticeTemplates, 'staff_week', 'staff_trail_head']],
  );
}

/** The event at which the regular check found the audit trail broken; null if it is whole. */
export async function brokenAt(manager: EntityManager): Promise<string | null> {
  const [row] = await manager.query<{ seq: string | null }[]>(
    `SELECT value -> 'broken' ->> 'seq' AS seq FROM setting WHERE key = 'trail_check'`,
  );
  return row?.seq ?? null;
}

/** The documents that the weekly check found missing or damaged; null if none. */
export async function faultyDocuments(
  manager: EntityManager,
): Promise<{ count: number; first: string } | null> {
  const [row] = await manager.query<{ count: number; first: string }[]>(
    `SELECT jsonb_array_length(value -> 'faults') AS count, value -> 'faults' ->> 0 AS first
      FROM setting WHERE key = 'document_check' AND jsonb_array_length(value -> 'faults') > 0`,
  );
  return row ?? null;
}

/** The start of the recent period; older items are not reported. */
export function recently(now: Date): Date {
  return new Date(now.getTime() - limits.recentDays * 24 * 3600 * 1000);
}

export const later = (one: Date, other: Date): Date => (one > other ? one : other);

import type { Ask } from '../../platform/events/verify-events.js';

/** Something in the register that does not match the trail. */
export interface Disagreement {
  /** Its name for people: the public id of a signatory, the reference of a case. */
  subject: string;
  reason: string;
}

const mostNamed = 100;

/**
 * Whether the register matches the trail: every signatory has the state that its last event gave
 * it, and each that joined by an endorsement has an approval. Demonstration data, which is marked
 * for the public, has no events.
 */
export async function registerAgreement(ask: Ask): Promise<Disagreement[]> {
  return [...(await signatoriesElsewhere(ask)), ...(await approvedWithoutEvent(ask))].slice(
    0,
    mostNamed,
  );
}

/**
 * Signatories that are older than their own events are listed in the seed and baseline events.
 */
async function signatoriesElsewhere(ask: Ask): Promise<Disagreement[]> {
  const rows = await ask<{ subject: string; state: string; told: string | null }>(
    `WITH begun AS (
       SELECT DISTINCT ON (b.key) b.key AS public_id, b.value AS state, e.seq FROM event e,
         jsonb_each_text(e.details -> 'signatories') b
       WHERE e.action IN ('register.seed', 'register.baseline') AND e.details ? 'signatories'
         ORDER BY b.key, e.seq DESC),
     told AS (
       SELECT g.public_id AS subject, g.state, CASE WHEN l.seq IS NULL OR b.seq > l.seq THEN b.state
         ELSE l.state END AS told,
              CASE WHEN g.endorsement_id IS NOT NULL THEN 'unlisted' END AS enlisted
       FROM signatory g LEFT JOIN begun b ON b.public_id = g.public_id LEFT JOIN LATERAL (
         SELECT e.details ->> 'to' AS state, e.seq FROM event e WHERE e.subject_id = g.id
           AND e.subject_kind = 'signatory' AND e.details ? 'to' AND e.action NOT LIKE 'reporting.%'
         ORDER BY e.seq DESC LIMIT 1) l ON true
       WHERE NOT g.demo)
     SELECT subject, state, told FROM told WHERE state IS DISTINCT FROM coalesce(told, enlisted)
       ORDER BY 1 LIMIT ${mostNamed}`,
  );
  return rows.map(({ subject, state, told }) => ({
    subject,
    reason:
      told === null
        ? `is ${state}, and no event brought it there`
        : `is ${state}, and its last event says ${told}`,
  }));
}

async function approvedWithoutEvent(ask: Ask): Promise<Disagreement[]> {
  const rows = await ask<{ subject: string }>(
    `SELECT s.reference AS subject FROM submission s
     WHERE s.state = 'approved' AND NOT s.demo AND coalesce((
       SELECT e.action FROM event e WHERE e.subject_id = s.id AND e.action IN
         ('submission.approve', 'submission.reject', 'submission.request_changes',
           'submission.withdraw', 'submission.undo', 'contact.confirm')
       ORDER BY e.seq DESC LIMIT 1), '') NOT IN ('submission.approve', 'contact.confirm')
     ORDER BY 1 LIMIT ${mostNamed}`,
  );
  return rows.map(({ subject }) => ({
    subject,
    reason: 'is approved, and its last event is no approval',
  }));
}

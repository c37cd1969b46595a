import { IsNull, Not, type EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { takeBackLeadMails } from '../../platform/mail/lead-mails.js';
import { OutboxMail } from '../../platform/mail/outbox-mail.entity.js';
import { requireRole, type CaseAction } from '../submissions/case-actions.js';
import { CasePerson } from '../submissions/case-person.entity.js';
import type { Submission } from '../submissions/submission.entity.js';

/** The people who take part in an endorsement or are invited, in the order of the invitations. */
export function peopleOf(manager: EntityManager, homeId: string): Promise<CasePerson[]> {
  return manager.find(CasePerson, {
    where: { submissionId: homeId, removedAt: IsNull() },
    order: { invitedAt: 'ASC', id: 'ASC' },
  });
}

/**
 * Before the contact's address was proven, an unknown person may have invited anyone. So the proven
 * contact has to invite everyone again, earlier invitations become invalid, and queued mails to
 * them are not sent.
 */
export async function inviteAfresh(manager: EntityManager, homeId: string): Promise<void> {
  const leads = (await peopleOf(manager, homeId)).filter(({ role }) => role === 'lead');
  const emails = leads.flatMap(({ email }) => email ?? []);
  await takeBackLeadMails(manager, homeId, emails);
  await manager.query(
    `DELETE FROM submission_token WHERE submission_id = $1 AND person_id IS NOT NULL`,
    [homeId],
  );
  await manager.query(
    `UPDATE case_person SET accepted_at = NULL, version = version + 1
     WHERE submission_id = $1 AND removed_at IS NULL`,
    [homeId],
  );
}

/**
 * When someone stops being a lead or taking part, queued mails to them as a lead are not sent, and
 * a hand-over that they requested ends.
 */
export async function isLeadNoMore(manager: EntityManager, person: CasePerson): Promise<void> {
  if (person.email) await takeBackLeadMails(manager, person.submissionId, [person.email]);
  await endHandOverBy(manager, person);
}

/**
 * A hand-over that this person requested ends with their right to request it; its mail is not sent.
 */
async function endHandOverBy(
  manager: EntityManager,
  { submissionId, id }: Pick<CasePerson, 'submissionId' | 'id'>,
): Promise<void> {
  const [, ended] = await manager.query<[unknown, number]>(
    `DELETE FROM submission_token WHERE submission_id = $1 AND purpose = 'hand_over'
       AND used_at IS NULL AND data ->> 'by' = $2`,
    [submissionId, id],
  );
  if (ended === 0) return;
  await manager.delete(OutboxMail, { submissionId, template: 'hand_over', state: 'queued' });
}

/**
 * Checks the role again under the lock of the case, because it may have ended since the request
 * began.
 * @throws Problem 403 if the person's role no longer allows the action.
 */
export async function requireStill(
  manager: EntityManager,
  by: Submission,
  action: CaseAction,
): Promise<void> {
  if (!by.person) return;
  const takesPart = { id: by.person.id, acceptedAt: Not(IsNull()), removedAt: IsNull() };
  const person = await manager.findOneBy(CasePerson, takesPart);
  requireRole({ ...by, person: person ?? { ...by.person, role: 'reader' } }, action);
}

/** Deletes the people of an endorsement, with their links and sessions. */
export async function forgetPeople(manager: EntityManager, homeId: string): Promise<void> {
  await manager.query('DELETE FROM case_person WHERE submission_id = $1', [homeId]);
}

/**
 * A colleague with the address of the new contact is no longer listed as a colleague: their
 * sessions and their changes are now the contact's.
 */
export async function becomesContact(
  manager: EntityManager,
  homeId: string,
  email: string,
): Promise<void> {
  const person = await manager.findOneBy(CasePerson, { submissionId: homeId, email });
  await authorsAfter(manager, homeId, person?.id ?? null);
  if (!person) return;
  await manager.query(
    `UPDATE submission_token SET person_id = NULL
     WHERE person_id = $1 AND purpose = 'applicant_session'`,
    [person.id],
  );
  await manager.delete(CasePerson, { id: person.id });
}

/**
 * After a hand-over: the former contact's changes no longer show their name, and changes that the
 * new contact made as a colleague become the contact's.
 */
async function authorsAfter(
  manager: EntityManager,
  homeId: string,
  personId: string | null,
): Promise<void> {
  const by = (value: string) =>
    `CASE ${value} WHEN 'contact' THEN 'former' WHEN $2 THEN 'contact' ELSE ${value} END`;
  await manager.query(
    `UPDATE submission SET sent_by = ${by('sent_by')}, section_changes = coalesce(
       (SELECT jsonb_object_agg(key, jsonb_set(value, '{by}', to_jsonb(${by(`(value ->> 'by')`)})))
        FROM jsonb_each(section_changes)), '{}')
     WHERE id = $1 OR parent_id = $1`,
    [homeId, personId],
  );
}

/** Names by author: the contact's and those of the people, also of removed ones. */
export async function authorNames(
  manager: EntityManager,
  { id, parentId, answers, sectionChanges, sentBy }: Submission,
): Promise<(author: string) => string | null> {
  const authors = [sentBy, ...Object.values(sectionChanges).map(({ by }) => by)];
  const isPerson = authors.some((by) => by && by !== 'contact' && by !== 'former');
  const people = isPerson ? await manager.findBy(CasePerson, { submissionId: parentId ?? id }) : [];
  return (author) =>
    author === 'contact'
      ? (answers.contact?.name ?? null)
      : (people.find((person) => person.id === author)?.name ?? null);
}

const isNamed = `EXISTS (SELECT 1 FROM submission s
  WHERE (s.id = p.submission_id OR s.parent_id = p.submission_id)
    AND (s.sent_by = p.id::text OR s.section_changes::text LIKE '%' || p.id || '%'))`;

/**
 * Deletes people who were invited and did not accept in time. The names of those who worked on the
 * draft before the contact's address was proven stay beside their changes.
 * @returns how many.
 */
export async function forgetUnanswered(manager: EntityManager): Promise<number> {
  const [forgotten] = await manager.query<[{ id: string }[], number]>(
    `UPDATE case_person p SET email = NULL, removed_at = now(), version = p.version + 1
     FROM submission h WHERE h.id = p.submission_id AND p.accepted_at IS NULL
       AND p.removed_at IS NULL
       AND greatest(p.invited_at, h.confirmed_at) < now() - make_interval(days => $1)
       AND NOT EXISTS (SELECT 1 FROM submission_token t
         WHERE t.person_id = p.id AND t.expires_at > now())
     RETURNING p.id`,
    [limits.unansweredDays],
  );
  await manager.query(
    `DELETE FROM case_person p WHERE p.accepted_at IS NULL AND p.removed_at IS NOT NULL
       AND NOT ${isNamed}`,
  );
  return forgotten.length;
}

/** Records that a person has signed in. @returns null for a person who does not take part. */
export async function seenNow(manager: EntityManager, id: string): Promise<CasePerson | null> {
  const takesPart = { id, acceptedAt: Not(IsNull()), removedAt: IsNull() };
  await manager.update(CasePerson, takesPart, { seenAt: new Date() });
  return manager.findOneBy(CasePerson, takesPart);
}

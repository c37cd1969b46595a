import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { HeldDto } from './person.dto.js';
import type { Traces } from './without-person.js';

/**
 * Finds the data held under a mail address: cases by their contact or by a link sent there, mails
 * and newsletter subscriptions.
 */
@Injectable()
export class HeldService {
  /**
   * The endorsements whose contact has or had this address, with the follow-ups that belong to
   * them.
   */
  async homes(manager: EntityManager, email: string): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(
      `SELECT DISTINCT coalesce(parent_id, id) AS id FROM submission
       WHERE lower(contact_email) = $1 OR lower(resume_email) = $1
         OR lower(answers -> 'contact' ->> 'email') = $1
         OR lower(typed -> 'contact' ->> 'email') = $1
       ORDER BY 1`,
      [email],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * The names and phone numbers of the person as the contact of these cases. Earlier and later
   * contacts of the same cases are left out.
   */
  async traces(manager: EntityManager, homes: string[], email: string): Promise<Traces> {
    const sections = await manager.query<{ name: string | null; phone: string | null }[]>(
      `SELECT DISTINCT c ->> 'name' AS name, c ->> 'phone' AS phone FROM submission s,
        unnest(ARRAY[s.answers -> 'contact', s.typed -> 'contact'] || ARRAY(SELECT
          d.answers -> 'contact' FROM decision d WHERE d.submission_id = s.id)) c
       WHERE coalesce(s.parent_id, s.id) = ANY($1)
         AND lower(coalesce(c ->> 'email', s.contact_email, $2)) = $2`,
      [homes, email],
    );
    const all = (key: 'name' | 'phone') => [
      ...new Set(
        sections.map((section) => section[key] ?? '').filter((text) => text.trim() !== ''),
      ),
    ];
    return { names: all('name'), email, phones: all('phone') };
  }

  /** The cases that were to be handed to this address, and the name under which it was given. */
  async offers(manager: EntityManager, email: string): Promise<{ caseId: string; name: string }[]> {
    return manager.query(
      `SELECT submission_id AS "caseId", data ->> 'name' AS name FROM submission_token
       WHERE lower(data ->> 'email') = $1 AND data ->> 'name' <> ''`,
      [email],
    );
  }

  async look(manager: EntityManager, email: string): Promise<Omit<HeldDto, 'mentions'>> {
    const cases = await manager.query<HeldDto['cases']>(
      `SELECT h.id, h.reference, h.state, h.answers -> 'authority' ->> 'nameOfficial' AS authority,
        count(s.id)::int AS submissions,
              (SELECT count(*)::int FROM document d JOIN submission f ON f.id = d.submission_id
                WHERE h.id IN (f.id, f.parent_id)) AS documents,
              bool_or(s.state IN ('waiting', 'changes_requested')) AS "withStaff",
              EXISTS (SELECT 1 FROM signatory g WHERE g.endorsement_id = h.id
                AND g.state <> 'withdrawn') AS "onRegister"
       FROM submission h JOIN submission s ON h.id IN (s.id, s.parent_id) WHERE h.id = ANY($1)
         GROUP BY h.id ORDER BY h.created_at`,
      [await this.homes(manager, email)],
    );
    const [row] = await manager.query<Omit<HeldDto, 'cases' | 'mentions'>[]>(
      `SELECT (SELECT count(*)::int FROM outbox WHERE lower(recipient) = $1) AS mails,
        EXISTS (SELECT 1 FROM subscriber s WHERE email = $1 AND (newsletter OR NOT EXISTS (
          SELECT 1 FROM follow f WHERE f.subscriber_id = s.id))) AS newsletter,
        (SELECT count(*)::int FROM follow f JOIN subscriber s ON s.id = f.subscriber_id
          WHERE s.email = $1) AS follows,
        (SELECT count(*)::int FROM error_report WHERE email = $1) AS "errorReports",
        (SELECT count(*)::int FROM case_person WHERE email = $1)
          + (SELECT count(*)::int FROM contact_invitation WHERE email = $1) AS "takesPart"`,
      [email],
    );
    return { cases, ...row! };
  }
}

import type { EntityManager } from 'typeorm';
import type { Language, nameIn } from '../../../../contract/languages.js';
import { Problem } from '../../platform/http/problem.js';
import { isOnRegister, type SignatoryState } from '../signatories/signatory.workflow.js';

export interface InvitationRow {
  name: string;
  office: string | null;
  email: string;
  language: Language;
  invitedBy: string;
  invitedAt: Date;
  openedAt: Date | null;
  provenAt: Date | null;
  version: number;
}

/** The invitation for a signatory; @returns null when there is none. */
export async function invitationOf(
  manager: EntityManager,
  signatoryId: string,
): Promise<InvitationRow | null> {
  const [row] = await manager.query<InvitationRow[]>(
    `SELECT name, office, email, language, invited_by AS "invitedBy", invited_at AS "invitedAt",
       opened_at AS "openedAt", proven_at AS "provenAt", version
     FROM contact_invitation WHERE signatory_id = $1`,
    [signatoryId],
  );
  return row ?? null;
}

export interface InvitingSignatory {
  id: string;
  publicId: string;
  authorityId: string;
  names: Parameters<typeof nameIn>[1];
  demo: boolean;
}

/**
 * Locks a signatory that is on the register and has no contact. All changes to its invitation begin
 * here, so they come one after the other.
 * @throws Problem 404, 409 when it has an endorsement, or is not on the register.
 */
export async function lockWithoutContact(
  manager: EntityManager,
  id: string,
): Promise<InvitingSignatory> {
  const [row] = await manager.query<
    (InvitingSignatory & { state: SignatoryState; endorsementId: string | null })[]
  >(
    `SELECT s.id, s.public_id AS "publicId", s.authority_id AS "authorityId", s.state, s.demo,
       s.endorsement_id AS "endorsementId",
       json_build_object('official', a.name_official, 'officialLanguage', a.name_official_language,
         'en', a.name_en, 'fr', a.name_fr) AS names
     FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.id = $1
     FOR UPDATE OF s`,
    [id],
  );
  if (!row) throw Problem.notFound();
  const { state, endorsementId, ...signatory } = row;
  if (endorsementId)
    throw new Problem(409, 'contact-known', 'This signatory has a case with a contact by now.');
  if (!isOnRegister(state))
    throw new Problem(409, 'not-published', 'It is not on the public register.');
  return signatory;
}

/** Deletes an invitation with its link; its mail, if still queued, is not sent. */
export async function forgetInvitation(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `DELETE FROM outbox o USING contact_invitation_token t WHERE t.signatory_id = $1
       AND o.state <> 'sent' AND o.data ->> 'tokenId' = t.id::text`,
    [id],
  );
  await manager.query('DELETE FROM contact_invitation WHERE signatory_id = $1', [id]);
}

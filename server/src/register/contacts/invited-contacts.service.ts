import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { nameIn } from '../../../../contract/languages.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { hashToken } from '../../platform/text/tokens.js';
import type { InvitedPersonDto } from './contact-invitation.dto.js';
import { invitationOf, lockWithoutContact } from './invitation-rows.js';

/** What an invited person sees: the name in the invitation, and the public page of the entry. */
export interface OpenedInvitation {
  name: string;
  authority: string;
  publicId: string;
}

/** The invited person's side: looks at what it is about, and proves the address. */
@Injectable()
export class InvitedContacts {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * Records that the link works and was opened.
   * @throws Problem 410 for every link that does not work, 409 when the signatory has a contact by
   *   now or has left the register.
   */
  open(token: string): Promise<OpenedInvitation> {
    return this.database.transaction(async (manager) => {
      const id = await signatoryOf(manager, token);
      const { names, publicId } = await lockWithoutContact(manager, id);
      const invitation = await stillInvited(manager, id, token);
      await manager.query(
        `UPDATE contact_invitation SET opened_at = coalesce(opened_at, now())
         WHERE signatory_id = $1`,
        [id],
      );
      const { name, language } = invitation;
      return { name, authority: nameIn(language, names), publicId };
    });
  }

  /**
   * Proves the address and uses up the link. A colleague then confirms the person.
   * @throws Problem as `open`. Nothing is changed then.
   */
  async prove(token: string, { name, office }: InvitedPersonDto): Promise<void> {
    await this.database.transaction(async (manager) => {
      const id = await signatoryOf(manager, token);
      await lockWithoutContact(manager, id);
      await stillInvited(manager, id, token);
      await manager.query('DELETE FROM contact_invitation_token WHERE signatory_id = $1', [id]);
      await manager.query(
        `UPDATE contact_invitation SET name = $2, office = $3, proven_at = now(),
           opened_at = coalesce(opened_at, now()), version = version + 1
         WHERE signatory_id = $1`,
        [id, name, office],
      );
      await this.events.append(manager, {
        actor: { kind: 'applicant', id },
        action: 'contact.prove',
        subject: { kind: 'signatory', id },
      });
    });
  }
}

/** @throws Problem 410 */
async function signatoryOf(manager: EntityManager, token: string): Promise<string> {
  const [row] = await manager.query<{ id: string }[]>(
    `SELECT signatory_id AS id FROM contact_invitation_token
     WHERE hash = $1 AND expires_at > now()`,
    [hashToken(token)],
  );
  if (!row) throw deadLink();
  return row.id;
}

/** Looks again under the lock of the signatory: the link may have ended while this waited. */
async function stillInvited(manager: EntityManager, id: string, token: string) {
  if ((await signatoryOf(manager, token)) !== id) throw deadLink();
  return (await invitationOf(manager, id))!;
}

const deadLink = () =>
  new Problem(410, 'link-does-not-work', 'This link does not work (any more).');

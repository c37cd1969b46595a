import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { nameIn } from '../../../../contract/languages.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { limits } from '../../platform/config/limits.js';
import { AppContext } from '../../platform/database/app-context.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import {
  lacksSecondPerson,
  requireFourEyes,
  requireVouched,
} from '../../platform/settings/four-eyes.js';
import { deriveToken, hashToken } from '../../platform/text/tokens.js';
import type { ContactInvitationDto, InviteContactDto } from './contact-invitation.dto.js';
import { ContactCases } from './contact-cases.service.js';
import { requireNoColleague } from '../../joining/people/no-colleague.js';
import {
  forgetInvitation,
  invitationOf,
  lockWithoutContact,
  type InvitationRow,
  type InvitingSignatory,
} from './invitation-rows.js';

/** The template of the mail, and the purpose of its link. */
const purpose = 'contact_invitation';

/**
 * Colleagues invite a person to become the contact of a signatory that has none, such as an
 * imported one, and confirm the person who proved the address (docs/decisions/0091).
 */
@Injectable()
export class ContactInvitations {
  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
    private readonly cases: ContactCases,
  ) {}

  /** @returns null when nobody is invited. */
  async of(signatoryId: string, staff: Staff): Promise<ContactInvitationDto | null> {
    const { manager } = this.database;
    const [row] = await manager.query<
      Omit<ContactInvitationDto, 'needsAnother'>[] & { inviter: string }[]
    >(
      `SELECT CASE WHEN i.proven_at IS NOT NULL THEN 'proven'
          WHEN t.expires_at IS NULL OR t.expires_at < now() THEN 'expired'
          WHEN i.opened_at IS NOT NULL THEN 'opened' ELSE 'invited' END AS state,
         i.name, i.office, i.email, i.language, w.name AS "invitedBy", i.invited_at AS "invitedAt",
         i.opened_at AS "openedAt", i.proven_at AS "provenAt", t.expires_at AS "expiresAt",
         i.version, i.invited_by AS inviter
       FROM contact_invitation i JOIN staff w ON w.id = i.invited_by
         LEFT JOIN contact_invitation_token t ON t.signatory_id = i.signatory_id
       WHERE i.signatory_id = $1`,
      [signatoryId],
    );
    if (!row) return null;
    const { inviter, ...invitation } = row;
    const needsAnother = await lacksSecondPerson(manager, { eyes: [inviter, staff.id] });
    return { ...invitation, needsAnother };
  }

  /**
   * Sends the first invitation, or another in its place: an earlier link ends, and a proof that was
   * given for it is void.
   * @param seen the version of the invitation that the colleague saw; 0 for none.
   * @throws Problem 403 when no colleague could confirm the choice, because nobody has vouched for
   *   the account, 404, 409 when the signatory has a contact or is not on the register, or the
   *   address is a colleague's or the contact of another one, 412 when a colleague has invited or
   *   cancelled since, 429 when too many mails went to the address. Nothing is changed then.
   */
  async invite(id: string, wanted: InviteContactDto, staff: Staff, seen: number): Promise<void> {
    const email = wanted.email.toLowerCase();
    await this.database.transaction(async (manager) => {
      const signatory = await lockWithoutContact(manager, id);
      const before = await requireSeen(manager, id, seen);
      await requireVouched(manager, staff.id);
      await requireNoColleague(manager, email);
      await requireNoOthersContact(manager, email);
      await forgetInvitation(manager, id);
      // Sending the same address another link is no second look at it.
      const inviter = before?.email === email ? before.invitedBy : staff.id;
      await manager.query(
        `INSERT INTO contact_invitation (signatory_id, name, email, language, invited_by, version)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, wanted.name, email, wanted.language, inviter, (before?.version ?? 0) + 1],
      );
      await this.mail(manager, signatory, { ...wanted, email });
      await this.record(manager, id, 'contact.invite', staff);
    });
  }

  /**
   * Ends the invitation and its link; the name and the address are deleted.
   * @throws Problem 404 when there is none, 412 when it has changed after version `seen`.
   */
  async cancel(id: string, staff: Staff, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM signatory WHERE id = $1 FOR UPDATE', [id]);
      if (!(await requireSeen(manager, id, seen))) throw Problem.notFound();
      await forgetInvitation(manager, id);
      await this.record(manager, id, 'contact.cancel_invitation', staff);
    });
  }

  /**
   * Makes the invited person the contact. The entry gets a case of its own, whose page opens for
   * the contact, and nothing public changes.
   * @throws Problem 404 when there is none, 403 when four eyes are needed and the colleague is the
   *   one who invited, 409 before the address is proven and as `invite`, 412 as `cancel`.
   */
  async confirm(id: string, staff: Staff, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const signatory = await lockWithoutContact(manager, id);
      const invitation = await requireSeen(manager, id, seen);
      if (!invitation) throw Problem.notFound();
      if (!invitation.provenAt)
        throw new Problem(409, 'wrong-state', 'The address is not proven yet.');
      await requireFourEyes(manager, { eyes: [invitation.invitedBy, staff.id] });
      await requireNoOthersContact(manager, invitation.email);
      await this.cases.open(
        manager,
        signatory,
        { ...invitation, provenAt: invitation.provenAt },
        staff,
      );
      await forgetInvitation(manager, id);
    });
  }

  private async mail(
    manager: EntityManager,
    { id, names }: InvitingSignatory,
    { name, email, language }: InviteContactDto,
  ): Promise<void> {
    const tokenId = randomUUID();
    await manager.query(
      `INSERT INTO contact_invitation_token (id, signatory_id, hash, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(hours => $4))`,
      [
        tokenId,
        id,
        hashToken(deriveToken(this.context.secret, purpose, tokenId)),
        limits.handOverHours,
      ],
    );
    await this.outbox.addOrRefuse(manager, {
      recipient: email,
      language,
      template: purpose,
      data: {
        name,
        authority: nameIn(language, names),
        path: `/${language}/contact-invitation`,
        tokenId,
        tokenPurpose: purpose,
      },
      submissionId: null,
    });
  }

  private record(
    manager: EntityManager,
    id: string,
    action: EventAction,
    staff: Staff,
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action,
      subject: { kind: 'signatory', id },
    });
  }
}

/** @throws Problem 412 when the invitation is not the one that the colleague saw. */
async function requireSeen(
  manager: EntityManager,
  id: string,
  seen: number,
): Promise<InvitationRow | null> {
  const row = await invitationOf(manager, id);
  requireVersion(row?.version ?? 0, seen, { at: row?.invitedAt ?? new Date() });
  return row;
}

/**
 * One mailbox is the contact of one signatory, so that its mails never get mixed up. Until the
 * transaction ends, nobody else can confirm this address for another one.
 */
async function requireNoOthersContact(manager: EntityManager, email: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('contact ' || $1, 0))`, [
    email,
  ]);
  const rows = await manager.query<unknown[]>(
    `SELECT 1 FROM signatory s JOIN submission e ON e.id = s.endorsement_id
     WHERE lower(e.contact_email) = $1 AND s.state <> 'withdrawn' LIMIT 1`,
    [email],
  );
  if (rows.length > 0)
    throw new Problem(
      409,
      'contact-elsewhere',
      'This address is the contact of another signatory.',
    );
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../../platform/http/problem.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import { SecurityMails } from '../access/security-mails.js';
import { SessionsService } from '../access/sessions.service.js';
import type { ProvenIdentity } from './provider.js';

/** A provider identity that a colleague signs in with. */
export interface LinkedIdentity {
  id: string;
  issuer: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/**
 * Links colleagues to their provider identities by issuer and subject. Never by mail address,
 * because another provider could issue any address to anyone.
 */
@Injectable()
export class IdentitiesService {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: SessionsService,
    private readonly mails: SecurityMails,
    private readonly events: EventsService,
  ) {}

  of(staffId: string): Promise<LinkedIdentity[]> {
    return this.database.query<LinkedIdentity[]>(
      `SELECT id, issuer, created_at AS "createdAt", last_used_at AS "lastUsedAt"
        FROM staff_identity WHERE staff_id = $1 ORDER BY created_at`,
      [staffId],
    );
  }

  /**
   * Finds the colleague of an identity and records its use.
   * @returns null for an unlinked identity and for a disabled colleague.
   */
  async owner(manager: EntityManager, { issuer, subject }: ProvenIdentity): Promise<string | null> {
    const [[row]] = await manager.query<[{ staffId: string }[], number]>(
      `UPDATE staff_identity SET last_used_at = now() FROM staff
       WHERE issuer = $1 AND subject = $2 AND staff.id = staff_id AND staff.disabled_at IS NULL
         AND staff.accepted_at IS NOT NULL
       RETURNING staff_id AS "staffId"`,
      [issuer, subject],
    );
    return row?.staffId ?? null;
  }

  /**
   * Links an identity and ends the other sessions.
   * @throws Problem 409 when it is already linked, or when the colleague has another one at this
   *   provider.
   */
  async link(
    manager: EntityManager,
    staffId: string,
    { issuer, subject }: ProvenIdentity,
    keepSession: string | null,
  ): Promise<void> {
    const rows = await manager.query<unknown[]>(
      `INSERT INTO staff_identity (id, issuer, subject, staff_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING RETURNING id`,
      [uuidv7(), issuer, subject, staffId],
    );
    if (rows.length === 0)
      throw new Problem(409, 'identity-taken', 'The identity or the account is already linked.');
    await this.sessions.endAllBut(manager, staffId, keepSession);
    await this.record(manager, staffId, 'staff.link_identity', issuer);
    await this.mails.tell(manager, staffId, 'staff_identity_linked', {
      provider: new URL(issuer).host,
    });
  }

  /**
   * Removes an identity and ends the other sessions.
   * @throws Problem 404 when it is another colleague's.
   */
  async unlink(staffId: string, id: string, keepSession: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [[removed]] = await manager.query<[{ issuer: string }[], number]>(
        'DELETE FROM staff_identity WHERE id = $1 AND staff_id = $2 RETURNING issuer',
        [id, staffId],
      );
      if (!removed) throw Problem.notFound();
      await this.sessions.endAllBut(manager, staffId, keepSession);
      await this.record(manager, staffId, 'staff.unlink_identity', removed.issuer);
      await this.mails.tell(manager, staffId, 'staff_identity_removed', {
        provider: new URL(removed.issuer).host,
      });
    });
  }

  private record(
    manager: EntityManager,
    staffId: string,
    action: EventAction,
    issuer: string,
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staffId },
      action,
      subject: { kind: 'staff', id: staffId },
      details: { issuer },
    });
  }
}

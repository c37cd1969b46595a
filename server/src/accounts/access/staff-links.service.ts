import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { deriveToken, hashToken } from '../../platform/text/tokens.js';
import { OutboxService, type NewMail } from '../../platform/mail/outbox.service.js';
import type { Staff } from './staff.entity.js';

/** The purpose of a mailed link. A link works for its own purpose only. */
export const linkPurposes = ['staff_invitation', 'staff_password', 'staff_address'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** The address that a link confirms, and the administrator who asked for the change, if one did. */
interface NewAddress {
  email: string;
  askedBy: string | null;
}

/** Links that are mailed to colleagues: each works once, for one purpose, for a short time. */
@Injectable()
export class StaffLinksService {
  constructor(
    private readonly context: AppContext,
    private readonly outbox: OutboxService,
  ) {}

  /** @returns whether it was mailed. */
  async send(
    manager: EntityManager,
    staff: Pick<Staff, 'id' | 'email' | 'name' | 'language'>,
    {
      purpose,
      minutes,
      template,
      path,
      data = {},
      newAddress,
    }: {
      purpose: LinkPurpose;
      minutes: number;
      template: NewMail['template'];
      path: string;
      data?: NewMail['data'];
      newAddress?: NewAddress;
    },
  ): Promise<boolean> {
    const id = randomUUID();
    await manager.query(
      `INSERT INTO staff_token (id, hash, purpose, staff_id, expires_at, new_email, asked_by)
        VALUES ($1, $2, $3, $4, now() + make_interval(mins => $5), $6, $7)`,
      [
        id,
        hashToken(deriveToken(this.context.secret, purpose, id)),
        purpose,
        staff.id,
        minutes,
        newAddress?.email ?? null,
        newAddress?.askedBy ?? null,
      ],
    );
    return this.outbox.add(manager, {
      recipient: staff.email,
      language: staff.language,
      template,
      data: { name: staff.name, ...data, path, tokenId: id, tokenPurpose: purpose },
      submissionId: null,
    });
  }

  /**
   * The owner of a link, without using it up.
   * @throws Problem 410 for every link that does not work.
   */
  async read(
    manager: EntityManager,
    token: string,
    purpose: LinkPurpose,
  ): Promise<{ id: string; staffId: string }> {
    const [row] = await manager.query<{ id: string; staffId: string }[]>(
      `SELECT id, staff_id AS "staffId" FROM staff_token WHERE hash = $1 AND purpose = $2
        AND used_at IS NULL AND expires_at > now()`,
      [hashToken(token), purpose],
    );
    if (!row) throw deadLink();
    return row;
  }

  /**
   * Marks a link as used.
   * @returns its owner.
   * @throws Problem 410 when it was used already.
   */
  async use(manager: EntityManager, id: string, purpose: LinkPurpose): Promise<string> {
    return (await this.useFor(manager, id, purpose)).staffId;
  }

  /** The same, with the address that the link confirms. */
  async useFor(
    manager: EntityManager,
    id: string,
    purpose: LinkPurpose,
  ): Promise<{ staffId: string; newAddress: NewAddress | null }> {
    const [[row]] = await manager.query<
      [{ staffId: string; email: string | null; askedBy: string | null }[], number]
    >(
      `UPDATE staff_token SET used_at = now() WHERE id = $1 AND purpose = $2 AND used_at IS NULL
        AND expires_at > now()
        RETURNING staff_id AS "staffId", new_email AS email, asked_by AS "askedBy"`,
      [id, purpose],
    );
    if (!row) throw deadLink();
    const { staffId, email, askedBy } = row;
    return { staffId, newAddress: email === null ? null : { email, askedBy } };
  }

  /** How many links of this purpose still work. */
  async open(manager: EntityManager, staffId: string, purpose: LinkPurpose): Promise<number> {
    const [row] = await manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM staff_token WHERE staff_id = $1 AND purpose = $2 ' +
        'AND used_at IS NULL AND expires_at > now()',
      [staffId, purpose],
    );
    return row!.count;
  }

  /** The links to new addresses that this administrator asked for. */
  async endAskedBy(manager: EntityManager, staffId: string): Promise<void> {
    await manager.query('DELETE FROM staff_token WHERE asked_by = $1 AND used_at IS NULL', [
      staffId,
    ]);
  }

  async endAll(manager: EntityManager, staffId: string, purpose: LinkPurpose): Promise<void> {
    await manager.query('DELETE FROM staff_token WHERE staff_id = $1 AND purpose = $2', [
      staffId,
      purpose,
    ]);
  }
}

export function deadLink(): Problem {
  return new Problem(410, 'link-does-not-work', 'This link has expired or does not exist.');
}

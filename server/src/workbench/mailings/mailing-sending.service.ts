import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService, system, type Actor } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { requireFourEyes } from '../../platform/settings/four-eyes.js';
import { requireComplete } from './letter-texts.js';
import { addressedBy, lockDraft, type Mailing } from './mailing-content.js';
import { keepLetter } from './mailing-mails.service.js';
import { MailingSender } from './mailing-sender.service.js';
import { addressed } from './recipients.js';

interface Wanted {
  id: string;
  seen: number;
  /** The number of recipients that the colleague saw. */
  recipients: number;
}

/**
 * Starts sending a letter; the same transaction fixes its recipients. A letter to many needs a
 * second colleague, who sends a letter that the first one wrote, or confirms it. So do several
 * letters to few that one colleague sends within a day.
 */
@Injectable()
export class MailingSending {
  private readonly begun: MayWaitFor<Wanted, void>;

  constructor(
    private readonly events: EventsService,
    private readonly sender: MailingSender,
    proposals: Proposals,
  ) {
    this.begun = proposals.define('mailing.send', (manager, wanted, acting) =>
      this.beginInside(manager, wanted, acting),
    );
  }

  /**
   * @throws Problem 409 when it has been sent, reaches nobody, or reaches more than the colleague
   *   saw; 412 when someone changed it, 422 while it is incomplete.
   */
  send(id: string, recipients: number, staff: Staff, seen: number): Promise<ProposedDto | void> {
    const subject = { kind: 'mailing', id };
    return this.begun({ subject, wanted: { id, seen, recipients }, staff });
  }

  private async beginInside(
    manager: EntityManager,
    { id, seen, recipients }: Wanted,
    { staff, eyes }: Acting,
  ): Promise<void> {
    await this.beginAsked(manager, await lockDraft(manager, id, seen), recipients, { staff, eyes });
  }

  /**
   * The same for a letter that the transaction has locked or made.
   * @throws like `send`, or what makes it wait for a second colleague.
   */
  async beginAsked(
    manager: EntityManager,
    mailing: Mailing,
    recipients: number,
    { staff, eyes }: Pick<Acting, 'staff' | 'eyes'>,
  ): Promise<void> {
    requireComplete(mailing.texts);
    const count = await this.fixRecipients(manager, mailing);
    if (count === 0) throw new Problem(409, 'letter-to-nobody', 'Nobody would get this letter.');
    if (count > recipients)
      throw new Problem(
        409,
        'recipients-changed',
        'More signatories would get it than you were told. Look at the number again.',
        { recipients: count },
      );
    if (count + (await sentAlone(manager, staff.id)) > limits.lettersAlone)
      await requireFourEyes(manager, { eyes: [...eyes, mailing.writtenBy] });
    await this.leave(manager, mailing, count, { kind: 'staff', id: staff.id }, staff.id);
  }

  /**
   * A reminder goes to some of the recipients that colleagues have already agreed on, so it needs
   * no second colleague.
   * @returns how many get it.
   */
  async remind(manager: EntityManager, mailing: Mailing, openedBy: string): Promise<number> {
    const count = await this.fixRecipients(manager, mailing);
    await this.leave(manager, mailing, count, system, openedBy);
    return count;
  }

  private async leave(
    manager: EntityManager,
    mailing: Mailing,
    count: number,
    actor: Actor,
    sentBy: string,
  ): Promise<void> {
    const { id } = mailing;
    for (const { language, ...text } of mailing.texts)
      await manager.query(
        `UPDATE mailing_text SET letter_id = $3 WHERE mailing_id = $1 AND language = $2`,
        [id, language, await keepLetter(manager, text)],
      );
    await manager.query(
      `UPDATE mailing SET state = 'sending', sent_at = now(), sent_by = $2, version = version + 1
       WHERE id = $1`,
      [id, sentBy],
    );
    await this.events.append(manager, {
      actor,
      action: 'mailing.send',
      subject: { kind: 'mailing', id },
      details: { recipients: count, kind: mailing.kind, version: mailing.version + 1 },
    });
    await this.sender.step(manager, id);
  }

  /** @returns how many get it. */
  private async fixRecipients(manager: EntityManager, mailing: Mailing): Promise<number> {
    const { rows, values } = addressed(addressedBy(mailing));
    const [row] = await manager.query<{ count: number }[]>(
      `WITH fixed AS (
         INSERT INTO mailing_recipient (mailing_id, signatory_id, left_out)
         SELECT $${values.length + 1}, signatory_id, left_out FROM (${rows}) r RETURNING left_out)
       SELECT count(*) FILTER (WHERE left_out IS NULL)::int AS count FROM fixed`,
      [...values, mailing.id],
    );
    return row!.count;
  }
}

/**
 * The number of recipients of this colleague's letters within a day that needed no second person.
 */
async function sentAlone(manager: EntityManager, staffId: string): Promise<number> {
  const [row] = await manager.query<{ sum: number }[]>(
    `SELECT coalesce(sum(count), 0)::int AS sum FROM (
       SELECT count(*) AS count FROM mailing m JOIN mailing_recipient r ON r.mailing_id = m.id
       WHERE m.sent_by = $1 AND m.written_by = $1 AND m.sent_at > now() - interval '24 hours'
         AND r.left_out IS NULL AND m.round_mail IS DISTINCT FROM 'reminder'
       GROUP BY m.id HAVING count(*) <= ${limits.lettersAlone}) letters`,
    [staffId],
  );
  return row!.sum;
}

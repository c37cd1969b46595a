import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService, system, type Actor } from '../../platform/events/events.service.js';
import { bumpRegisterVersion } from '../../platform/settings/register-version.js';
import { stepIn } from '../../platform/workflow/workflow.js';
import { findRound, type Round } from '../../register/rounds/round-content.js';
import { roundTransitions, type RoundAction } from '../../register/rounds/round.workflow.js';
import { findMailing, type Mailing } from '../mailings/mailing-content.js';
import { MailingSending } from '../mailings/mailing-sending.service.js';
import type { OfRound } from '../mailings/recipients.js';
import { requireCompleteRound } from './complete-round.js';
import { roundLetters } from './round-letters.js';
import { lockRound } from './rounds.service.js';

interface Wanted {
  id: string;
  seen: number;
  /** The number of recipients that the colleague saw. */
  recipients: number;
}

/**
 * Opens, closes and withdraws rounds, and sends their reminders. Opening one sends a letter to
 * signatories (decision 0083) in the same transaction, so the same rules decide who gets it, only
 * once, and when a second colleague is needed.
 */
@Injectable()
export class RoundSteps {
  private readonly opened: MayWaitFor<Wanted, void>;

  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly letters: MailingSending,
    proposals: Proposals,
  ) {
    this.opened = proposals.define('round.open', (manager, wanted, acting) =>
      this.openInside(manager, wanted, acting),
    );
  }

  /**
   * @throws Problem 409 when it is open, has no recipients, or more than the colleague saw; 412
   *   when someone changed it, 422 while it is incomplete.
   */
  open(id: string, recipients: number, staff: Staff, seen: number): Promise<ProposedDto | void> {
    const subject = { kind: 'round', id };
    return this.opened({ subject, wanted: { id, seen, recipients }, staff });
  }

  /** @throws Problem 404, 409 in another state */
  async take(id: string, action: Exclude<RoundAction, 'open'>, staff: Staff): Promise<void> {
    await this.database.transaction(async (manager) => {
      const round = await findRound(manager, id, 'FOR UPDATE OF r');
      await this.step(manager, round, action, { kind: 'staff', id: staff.id }, staff.roles);
    });
  }

  /** Closes the rounds whose last day is over. @returns how many. */
  async closeDue(manager: EntityManager, today: string): Promise<number> {
    const due = await manager.query<{ id: string }[]>(
      `SELECT id FROM round WHERE state = 'open' AND last_day < $1
       ORDER BY last_day, id LIMIT 100 FOR UPDATE SKIP LOCKED`,
      [today],
    );
    for (const { id } of due)
      await this.step(manager, await findRound(manager, id), 'close', system, ['system']);
    return due.length;
  }

  /**
   * Reminds those who have not answered once: seven days before the last day, or halfway through a
   * shorter round, after all invitations have been sent.
   * @returns how many mails were queued.
   */
  async remindDue(manager: EntityManager, today: string): Promise<number> {
    const due = await manager.query<{ id: string }[]>(
      `SELECT r.id FROM round r JOIN mailing m ON m.round_id = r.id AND m.state = 'sent'
         AND m.round_mail = 'invitation'
       WHERE r.state = 'open' AND r.last_day >= $1
         AND r.last_day - least(${limits.roundReminderDays},
           (r.last_day - (r.opened_at AT TIME ZONE 'Europe/Paris')::date) / 2) <= $1::date
         AND NOT EXISTS (SELECT 1 FROM mailing b
           WHERE b.round_id = r.id AND b.round_mail = 'reminder')
       ORDER BY r.last_day, r.id LIMIT 10 FOR UPDATE OF r SKIP LOCKED`,
      [today],
    );
    let queued = 0;
    for (const { id } of due) {
      const round = await findRound(manager, id);
      const letter = await this.keepLetter(manager, round, 'reminder');
      const recipients = await this.letters.remind(manager, letter, round.openedBy!);
      await this.record(manager, 'remind', id, system, { recipients });
      queued += recipients;
    }
    return queued;
  }

  private async openInside(
    manager: EntityManager,
    { id, seen, recipients }: Wanted,
    { staff, eyes }: Acting,
  ): Promise<void> {
    const round = await lockRound(manager, id, seen);
    const { to } = stepIn(roundTransitions, round.state, 'open', staff.roles);
    requireCompleteRound(round);
    await manager.query(
      `UPDATE round SET state = $2, opened_at = now(), opened_by = $3, version = version + 1
       WHERE id = $1`,
      [id, to, staff.id],
    );
    const letter = await this.keepLetter(manager, round, 'invitation');
    await this.letters.beginAsked(manager, letter, recipients, { staff, eyes });
    const actor = { kind: 'staff' as const, id: staff.id };
    const { isPublic, lastDay } = round;
    await this.record(manager, 'open', id, actor, { isPublic, lastDay });
  }

  private async step(
    manager: EntityManager,
    { id, state, isPublic }: Round,
    action: Exclude<RoundAction, 'open'>,
    actor: Actor,
    roles: readonly string[],
  ): Promise<void> {
    const { to } = stepIn(roundTransitions, state, action, roles);
    await manager.query(
      `UPDATE round SET state = $2, version = version + 1,
         closed_at = coalesce(closed_at, now()) WHERE id = $1`,
      [id, to],
    );
    await this.record(manager, action, id, actor);
    const wasShown = state === 'closed';
    if (isPublic && (wasShown || to === 'closed'))
      await bumpRegisterVersion(manager, 'beside the list');
  }

  /** Saves the letter of a round. The pair of round and purpose is unique, so there is only one. */
  private async keepLetter(
    manager: EntityManager,
    round: Round,
    mail: OfRound['mail'],
  ): Promise<Mailing> {
    const id = uuidv7();
    await manager.query(
      `INSERT INTO mailing (id, kind, filter, written_by, round_id, round_mail)
       VALUES ($1, 'duty', $2, $3, $4, $5)`,
      [id, JSON.stringify(round.filter), round.writtenBy, round.id, mail],
    );
    for (const { language, subject, text } of roundLetters(round, mail))
      await manager.query(
        `INSERT INTO mailing_text (id, mailing_id, language, subject, text)
         VALUES ($1, $2, $3, $4, $5)`,
        [uuidv7(), id, language, subject, text],
      );
    return findMailing(manager, id);
  }

  private record(
    manager: EntityManager,
    verb: RoundAction | 'remind',
    id: string,
    actor: Actor,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    const action = `round.${verb}` as const;
    return this.events.append(manager, { actor, action, subject: { kind: 'round', id }, details });
  }
}

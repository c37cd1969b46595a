import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { Problem } from '../../platform/http/problem.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import { RegisterService } from '../publication/register.service.js';
import { Pledge } from '../signatories/pledge.entity.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';
import { isOnRegister } from '../signatories/signatory.workflow.js';
import { Signatory } from '../signatories/signatory.entity.js';

interface Which {
  /** The signatory. */
  id: string;
  pledgeId: string;
  /** The signatory's version that the colleague saw. */
  seen: number;
}

interface WantedMark extends Which {
  reason: string;
}

/**
 * Marks pledges that are done as seen by the Congress, and removes the mark. The mark and its day
 * are public; the reason is for colleagues.
 */
@Injectable()
export class SeenPledges {
  private readonly marked: MayWaitFor<WantedMark, void>;

  constructor(
    private readonly database: DataSource,
    private readonly register: RegisterService,
    private readonly events: EventsService,
    proposals: Proposals,
  ) {
    this.marked = proposals.define('pledge.see', (manager, wanted, acting) =>
      this.markInside(manager, wanted, acting),
    );
  }

  /**
   * With four eyes it waits for a second colleague.
   * @throws Problem 404, 409 when it is not public, not done or marked already, 412 when the entry
   *   changed after it was seen.
   */
  mark(wanted: WantedMark, staff: Staff): Promise<ProposedDto | void> {
    return this.marked({ subject: { kind: 'signatory', id: wanted.id }, wanted, staff });
  }

  private async markInside(
    manager: EntityManager,
    { reason, ...which }: WantedMark,
    { staff, eyes }: Acting,
  ): Promise<void> {
    const { signatory, pledge } = await this.lock(manager, which);
    if (!isOnRegister(signatory.state)) throw notPublic();
    if (pledge.progress !== 'done') throw notDone();
    const today = dayInStrasbourg();
    const added = await manager.query<unknown[]>(
      `INSERT INTO pledge_seen AS n
         (pledge_id, signatory_id, promise, reported_on, seen_on, reason, staff_id)
       VALUES ($1, $2, md5($3), $4, $5, $6, $7)
       ON CONFLICT (pledge_id) DO UPDATE SET promise = excluded.promise, at = now(),
         reported_on = excluded.reported_on, seen_on = excluded.seen_on,
         reason = excluded.reason, staff_id = excluded.staff_id
       WHERE NOT EXISTS (SELECT 1 FROM public_pledge_seen p WHERE p.pledge_id = n.pledge_id)
       RETURNING 1`,
      [
        ...[pledge.id, signatory.id, pledge.actionCode ?? pledge.ownWords],
        ...[pledge.reportedOn ?? today, today, reason, staff.id],
      ],
    );
    if (added.length === 0) throw alreadySeen();
    await bumpRegisterVersion(manager, { eyes });
    await this.changed(manager, signatory, pledge, staff, 'signatory.see_pledge');
  }

  /** Removes the mark at once. @throws Problem 404 when there is none, 412. */
  async unmark(which: Which, staff: Staff): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { signatory, pledge } = await this.lock(manager, which);
      const [removed] = await manager.query<[unknown[], number]>(
        'DELETE FROM pledge_seen WHERE pledge_id = $1 RETURNING 1',
        [pledge.id],
      );
      if (removed.length === 0) throw Problem.notFound();
      await bumpRegisterVersion(manager, 'takes away');
      await this.changed(manager, signatory, pledge, staff, 'signatory.unsee_pledge');
    });
  }

  private async lock(
    manager: EntityManager,
    { id, pledgeId, seen }: Which,
  ): Promise<{ signatory: Signatory; pledge: Pledge }> {
    const signatory = await this.register.lock(manager, id);
    await this.register.requireSeen(manager, signatory, seen);
    const pledge = await manager.findOneBy(Pledge, { id: pledgeId, signatoryId: id });
    if (!pledge) throw Problem.notFound();
    return { signatory, pledge };
  }

  private async changed(
    manager: EntityManager,
    { id, version }: Signatory,
    pledge: Pledge,
    staff: Staff,
    action: 'signatory.see_pledge' | 'signatory.unsee_pledge',
  ): Promise<void> {
    await manager.update(Signatory, id, { version: version + 1, changedAt: new Date() });
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action,
      subject: { kind: 'signatory', id },
      details: { pledge: pledge.id, version: version + 1 },
    });
  }
}

const notPublic = () =>
  new Problem(409, 'not-published', 'The authority is not on the public register.');
const notDone = () => new Problem(409, 'wrong-state', 'Only a pledge that is done can be marked.');
const alreadySeen = () => new Problem(409, 'nothing-changed', 'This pledge is marked already.');

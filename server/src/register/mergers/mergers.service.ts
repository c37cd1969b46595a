import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { requireReasonFor } from '../../platform/http/require-reason.js';
import type { ReasonCode } from '../../../../contract/reason-codes.js';
import { stepIn } from '../../platform/workflow/workflow.js';
import { EventsService } from '../../platform/events/events.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import { UndoService, type Undo } from '../../platform/undo/undo.service.js';
import { keepStep } from '../signatories/kept-steps.js';
import { newerReport } from '../signatories/newer-report.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';
import { RegisterService } from '../publication/register.service.js';
import { SignatoryGuards } from '../publication/signatory-guards.service.js';
import { signatoryMail } from '../publication/signatory-mail.js';
import { Signatory } from '../signatories/signatory.entity.js';
import { isOnRegister, signatoryTransitions } from '../signatories/signatory.workflow.js';
import { logPublicly } from '../signatories/transparency.js';
import { RevisionsService } from '../versions/revisions.service.js';
import { joinPledges } from './joined-pledges.js';

export interface Merger {
  /** The signatory that remains, and its version that the colleague saw. */
  into: string;
  intoVersion: number;
  /** The pledges to copy from the other signatory. */
  pledges: string[];
  reasonCode: ReasonCode;
  reason: string;
  mail: boolean;
}

interface WantedMerger {
  id: string;
  merger: Merger;
  seen: number;
}

/**
 * Merges two signatories that turn out to be the same: one remains, the other's URL redirects to
 * it, and both keep their history.
 */
@Injectable()
export class MergersService {
  private readonly merged: MayWaitFor<WantedMerger, Signatory>;

  constructor(
    proposals: Proposals,
    private readonly register: RegisterService,
    private readonly guards: SignatoryGuards,
    private readonly undo: UndoService,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
    private readonly revisions: RevisionsService,
  ) {
    this.merged = proposals.define('signatory.merge', (manager, wanted, acting) =>
      this.mergeInside(manager, wanted, acting),
    );
  }

  /**
   * With four eyes it waits for a second colleague.
   * @throws Problem 403 without the role, 409 when the state
   *   of either does not allow a merger, 412 when either changed after it was seen, 422 when the
   *   remaining one is not public or a pledge does not belong to the other one.
   */
  async merge(
    id: string,
    merger: Merger,
    staff: Staff,
    seen: number,
  ): Promise<Signatory | ProposedDto> {
    const subject = { kind: 'signatory', id };
    return this.merged({ subject, wanted: { id, merger, seen }, staff });
  }

  private async mergeInside(
    manager: EntityManager,
    { id: signatoryId, merger, seen }: WantedMerger,
    { staff, eyes }: Acting,
  ): Promise<Signatory> {
    const { loser, winner } = await this.lockBoth(manager, signatoryId, merger.into);
    const step = stepIn(signatoryTransitions, loser.state, 'merge', staff.roles);
    await this.register.requireSeen(manager, loser, seen);
    await this.register.requireSeen(manager, winner, merger.intoVersion);
    requireReasonFor('merge', merger.reasonCode);
    await this.guards.require(step, {
      manager,
      signatory: loser,
      step: { reason: merger.reason },
      by: staff,
    });
    requireFit(loser, winner);
    const undo = await this.undo.begin(manager, staff.id);
    await this.register.remember(manager, loser, undo);
    await this.register.remember(manager, winner, undo);
    await this.revisions.keepBefore(manager, winner);
    const pledges = await joinPledges(manager, loser, winner, merger.pledges);
    await manager.query(`UPDATE practice SET signatory_id = $2 WHERE signatory_id = $1`, [
      loser.id,
      winner.id,
    ]);
    await manager.query(
      `UPDATE published_file SET signatory_id = $2, pledge_id = NULL WHERE signatory_id = $1`,
      [loser.id, winner.id],
    );
    await manager.update(Signatory, { mergedInto: loser.id }, { mergedInto: winner.id });
    await this.enact(manager, loser, winner, { staff, eyes });
    if (pledges > 0) {
      const origin = { cause: 'merger', reason: merger.reason, staffId: staff.id } as const;
      await this.revisions.record(manager, winner, origin);
    }
    const mailed = await this.tell(manager, loser, winner, merger, undo);
    await this.record(manager, loser, winner, {
      merger: { ...merger, mail: mailed },
      pledges,
      staff,
    });
    return loser;
  }

  /** Locks both rows, always in the same order, so that concurrent mergers cannot deadlock. */
  private async lockBoth(
    manager: EntityManager,
    loserId: string,
    winnerId: string,
  ): Promise<{ loser: Signatory; winner: Signatory }> {
    if (loserId === winnerId) throw unfit('isOther');
    const both = await manager.find(Signatory, {
      where: { id: In([loserId, winnerId]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const loser = both.find(({ id }) => id === loserId);
    const winner = both.find(({ id }) => id === winnerId);
    if (!loser || !winner) throw Problem.notFound();
    return { loser, winner };
  }

  private async enact(
    manager: EntityManager,
    loser: Signatory,
    winner: Signatory,
    { staff, eyes }: Acting,
  ): Promise<void> {
    const now = new Date();
    const change = { changedAt: now, decidedBy: staff.id };
    Object.assign(loser, {
      ...change,
      state: 'merged',
      mergedInto: winner.id,
      publishOn: null,
      version: loser.version + 1,
    });
    Object.assign(winner, {
      ...change,
      ...newerReport(winner, [loser.reportedOn]),
      version: winner.version + 1,
    });
    await manager.save([loser, winner]);
    await bumpRegisterVersion(manager, { eyes });
  }

  /** @returns whether a mail is sent to the contact. */
  private async tell(
    manager: EntityManager,
    loser: Signatory,
    winner: Signatory,
    { mail, reason, reasonCode }: Merger,
    undo: Undo,
  ): Promise<boolean> {
    const message = mail
      ? await signatoryMail(manager, loser, { action: 'merge', reason, into: winner })
      : null;
    await logPublicly(manager, { kind: 'merged', signatoryId: loser.id, reasonCode }, undo);
    const mailed = message !== null && (await this.outbox.add(manager, message, undo));
    for (const { id: signatoryId } of [loser, winner])
      await keepStep(manager, {
        ...{ signatoryId, action: 'merge', reasonCode, reason, mailed },
        ...{ staffId: loser.decidedBy, undoId: undo.id },
      });
    return mailed;
  }

  private async record(
    manager: EntityManager,
    loser: Signatory,
    winner: Signatory,
    { merger, pledges, staff }: { merger: Merger; pledges: number; staff: Staff },
  ): Promise<void> {
    const actor = { kind: 'staff', id: staff.id } as const;
    const details = {
      from: loser.publicId,
      into: winner.publicId,
      reasonCode: merger.reasonCode,
      mailed: merger.mail,
      pledges,
    };
    for (const { id, version, state } of [loser, winner]) {
      const subject = { kind: 'signatory', id };
      await this.events.append(manager, {
        actor,
        action: 'signatory.merge',
        subject,
        details: { ...details, version, to: state },
      });
    }
  }
}

/**
 * Refuses impossible mergers: the remaining signatory must be public, and demonstration data never
 * merge with real data.
 */
function requireFit(loser: Signatory, winner: Signatory): void {
  if (!isOnRegister(winner.state)) throw unfit('isPublic');
  if (loser.demo !== winner.demo) throw unfit('isOther');
}

function unfit(key: 'isOther' | 'isPublic'): Problem {
  return Problem.invalid([
    {
      pointer: '/into',
      key,
      params: {},
      detail: key === 'isOther' ? 'must be another signatory' : 'must be on the public register',
    },
  ]);
}

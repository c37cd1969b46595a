import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import type { Behind } from '../../platform/settings/four-eyes.js';
import type { PracticeSection } from '../../joining/submissions/dto/follow-up-sections.dto.js';
import { Practice, type TakeDownCode } from './practice.entity.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';

const fields = [
  'title',
  'pillar',
  'whatWasDone',
  'forWhom',
  'result',
  'alsoIn',
  'whomToAsk',
] as const;
type Content = Pick<Practice, (typeof fields)[number]>;

interface Wanted {
  id: string;
  seen: number;
}

interface WantedEdit extends Wanted {
  content: PracticeSection;
}

/** Edits the public text of a good practice, takes it down or puts it back. */
@Injectable()
export class PracticeEditing {
  private readonly edited: MayWaitFor<WantedEdit, void>;
  private readonly restored: MayWaitFor<Wanted, void>;

  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    proposals: Proposals,
  ) {
    this.edited = proposals.define('practice.edit', (manager, wanted, acting) =>
      this.editInside(manager, wanted, acting),
    );
    this.restored = proposals.define('practice.restore', (manager, wanted, acting) =>
      this.restoreInside(manager, wanted, acting),
    );
  }

  /**
   * With four eyes it waits for a second colleague.
   * @throws Problem 404, 409 when nothing is different, 412 when it changed after version `seen`.
   *   In every case nothing is changed.
   */
  async edit(
    id: string,
    content: PracticeSection,
    staff: Staff,
    seen: number,
  ): Promise<ProposedDto | void> {
    return this.edited({ subject: { kind: 'practice', id }, wanted: { id, content, seen }, staff });
  }

  private async editInside(
    manager: EntityManager,
    { content: wanted, ...which }: WantedEdit,
    { staff, eyes }: Acting,
  ): Promise<void> {
    await this.change(manager, which, { staff, behind: { eyes } }, (practice) => {
      const content: Content = {
        ...wanted,
        alsoIn: wanted.alsoIn ?? null,
        whomToAsk: wanted.whomToAsk ?? null,
      };
      const changed = fields.filter((field) => content[field] !== practice[field]);
      if (changed.length === 0)
        throw new Problem(
          409,
          'nothing-changed',
          'Nothing has changed: the register already says this.',
        );
      return { action: 'practice.edit', content, details: { fields: changed } };
    });
  }

  /**
   * Hides the good practice from the public.
   * @throws Problem 404, 409 when it is already taken down, 412.
   */
  async takeDown(
    id: string,
    reasonCode: TakeDownCode,
    reason: string,
    staff: Staff,
    seen: number,
  ): Promise<void> {
    const by = { staff, behind: 'takes away' } as const;
    await this.database.transaction((manager) =>
      this.change(manager, { id, seen }, by, ({ takenDownAt }) => {
        if (takenDownAt) throw wrongState('taken_down');
        const content = {
          takenDownAt: new Date(),
          takenDownFor: reasonCode,
          takenDownReason: reason,
        };
        return { action: 'practice.take_down', content, details: { reasonCode } };
      }),
    );
  }

  /**
   * Makes it public again; with four eyes it waits for a second colleague.
   * @throws Problem 404, 409 when it is not taken down, 412.
   */
  async restore(id: string, staff: Staff, seen: number): Promise<ProposedDto | void> {
    return this.restored({ subject: { kind: 'practice', id }, wanted: { id, seen }, staff });
  }

  private async restoreInside(
    manager: EntityManager,
    wanted: Wanted,
    { staff, eyes }: Acting,
  ): Promise<void> {
    await this.change(
      manager,
      wanted,
      { staff, behind: { eyes } },
      ({ takenDownAt, takenDownFor }) => {
        if (!takenDownAt) throw wrongState('public');
        const content = { takenDownAt: null, takenDownFor: null, takenDownReason: null };
        return { action: 'practice.restore', content, details: { takenDownFor } };
      },
    );
  }

  private async change(
    manager: EntityManager,
    { id, seen }: Wanted,
    { staff, behind }: { staff: Staff; behind: Behind },
    decide: (practice: Practice) => Change,
  ): Promise<void> {
    const practice = await this.lock(manager, id, seen);
    const { action, content, details } = decide(practice);
    const version = practice.version + 1;
    await manager.update(Practice, id, { ...content, version, changedAt: new Date() });
    await bumpRegisterVersion(manager, behind);
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action,
      subject: { kind: 'practice', id },
      details: { version, signatory: practice.signatoryId, ...details },
    });
  }

  private async lock(manager: EntityManager, id: string, seen: number): Promise<Practice> {
    const practice = await manager.findOne(Practice, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!practice) throw Problem.notFound();
    if (practice.version !== seen)
      requireVersion(practice.version, seen, {
        at: practice.changedAt,
        ...(await this.events.last(manager, id)),
      });
    return practice;
  }
}

interface Change {
  action: EventAction;
  content: Partial<Practice>;
  details: Record<string, unknown>;
}

function wrongState(state: string): Problem {
  return new Problem(409, 'wrong-state', `This cannot be done now: the state is "${state}".`, {
    state,
  });
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService, system, type Actor } from '../../platform/events/events.service.js';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import { SecondPersonNeeded, type Eyes } from '../../platform/settings/four-eyes.js';
import { Staff } from '../access/staff.entity.js';
import { proposalKinds, type ProposalKind } from './proposal-kinds.js';
import { Proposal } from './proposal.entity.js';
import { ProposedDto } from './proposals.dto.js';

/** The people behind a change: its proposer and those who have confirmed it. */
export interface Acting extends Eyes {
  staff: Staff;
}

/** Carries out the request inside the transaction. */
type Execute<Wanted, Result> = (
  manager: EntityManager,
  wanted: Wanted,
  acting: Acting,
) => Promise<Result>;

/** The target of a change and the request; `wanted` survives a round trip through JSON. */
interface Wish<Wanted> {
  subject: { kind: string; id: string | null };
  wanted: Wanted;
  staff: Staff;
}

/** A use case that `define` has registered: call it with the request. */
export type MayWaitFor<Wanted, Result> = (wish: Wish<Wanted>) => Promise<Result | ProposedDto>;

interface UseCase {
  execute: Execute<object, unknown>;
  afterwards: (result: unknown) => void;
}

/**
 * Four eyes for every public change by colleagues. The first colleague runs the use case. If the
 * rule refuses it (`requireFourEyes`), everything is rolled back, and the request is kept as a
 * proposal. When a second colleague confirms it, the same use case runs again.
 */
@Injectable()
export class Proposals {
  private readonly useCases = new Map<ProposalKind, UseCase>();

  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * Registers a use case under its name; call it through the returned function.
   * @param afterwards runs once the transaction is committed.
   */
  define<Wanted extends object, Result>(
    kind: ProposalKind,
    execute: Execute<Wanted, Result>,
    afterwards: (result: Result) => void = () => undefined,
  ): MayWaitFor<Wanted, Result> {
    this.useCases.set(kind, { execute, afterwards } as unknown as UseCase);
    return async (wish) => {
      try {
        const acting = { staff: wish.staff, eyes: [wish.staff.id] };
        const result = await this.database.transaction((manager) =>
          execute(manager, wish.wanted, acting),
        );
        afterwards(result);
        return result;
      } catch (error) {
        if (!(error instanceof SecondPersonNeeded)) throw error;
        return this.keep(kind, wish);
      }
    };
  }

  /**
   * Carries out a proposal on behalf of its proposer and this colleague.
   * @throws Problem 404, 409 when it is decided already, 403 for the proposer, for another role and
   *   for an account that nobody vouched for, and whatever the use case throws: 412 when the entry
   *   has changed since. The proposal stays open then.
   */
  async confirm(id: string, staff: Staff): Promise<void> {
    const after = await this.database.transaction(async (manager) => {
      const found = await this.lockOpen(manager, id, staff);
      if (found.proposedBy === staff.id) throw own();
      const proposer = await manager.findOneByOrFail(Staff, { id: found.proposedBy });
      requireStillAllowed(proposer, found);
      const useCase = this.useCases.get(found.kind)!;
      await this.close(manager, found, staff, 'confirmed');
      const acting = { staff: proposer, eyes: [proposer.id, staff.id] };
      const result = await useCase.execute(manager, found.wanted!, acting);
      return () => useCase.afterwards(result);
    });
    after();
  }

  /**
   * Rejects a proposal; its proposer can withdraw it in the same way.
   * @throws Problem 404, 409 when it is decided already, 403 for another role
   */
  async reject(id: string, reason: string, staff: Staff): Promise<void> {
    await this.database.transaction(async (manager) => {
      const found = await this.lockOpen(manager, id, staff);
      await this.close(manager, found, staff, 'rejected', reason);
    });
  }

  /**
   * Closes proposals that have waited too long for a decision, because their reasons may be out of
   * date.
   * @returns how many.
   */
  async lapse(manager: EntityManager): Promise<number> {
    const old = await manager.query<Pick<Proposal, 'id' | 'kind' | 'subjectKind' | 'subjectId'>[]>(
      `SELECT id, kind, subject_kind AS "subjectKind", subject_id AS "subjectId" FROM proposal
       WHERE state = 'open' AND proposed_at < now() - make_interval(days => $1)
       ORDER BY proposed_at FOR UPDATE SKIP LOCKED`,
      [limits.openProposalDays],
    );
    for (const found of old) {
      const closed = { state: 'rejected', wanted: null, decidedAt: () => 'now()' } as const;
      await manager.update(Proposal, found.id, closed);
      await this.record(manager, 'proposal.lapse', found, system);
    }
    return old.length;
  }

  private async keep<Wanted extends object>(
    kind: ProposalKind,
    { subject, wanted, staff }: Wish<Wanted>,
  ): Promise<ProposedDto> {
    const id = uuidv7();
    const text = JSON.stringify(wanted);
    await this.database.transaction(async (manager) => {
      const [kept] = await manager.query<unknown[]>(
        `INSERT INTO proposal (id, kind, subject_kind, subject_id, wanted, digest, proposed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
        [id, kind, subject.kind, subject.id, text, digestOf(text), staff.id],
      );
      if (!kept)
        throw new Problem(
          409,
          'proposal-waits',
          'Such a change waits for a second colleague already: decide on that first.',
        );
      await this.record(manager, 'proposal.make', { id, kind, ...subjectOf(subject) }, by(staff));
    });
    return new ProposedDto(id);
  }

  private async lockOpen(manager: EntityManager, id: string, staff: Staff): Promise<Proposal> {
    const found = await manager.findOne(Proposal, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) throw Problem.notFound();
    if (!staff.roles.includes(proposalKinds[found.kind]))
      throw new Problem(403, 'not-allowed', 'Your role does not allow this.');
    if (found.state !== 'open')
      throw new Problem(409, 'proposal-decided', 'A colleague has decided on this already.');
    return found;
  }

  /** Deletes the proposed text; its digest and the events are kept. */
  private async close(
    manager: EntityManager,
    found: Proposal,
    staff: Staff,
    state: 'confirmed' | 'rejected',
    reason = '',
  ): Promise<void> {
    await manager.update(Proposal, found.id, {
      ...{ state, reason, wanted: null },
      ...{ decidedBy: staff.id, decidedAt: () => 'now()' },
    });
    const action = state === 'confirmed' ? 'proposal.confirm' : 'proposal.reject';
    await this.record(manager, action, found, by(staff));
  }

  private async record(
    manager: EntityManager,
    action: EventAction,
    {
      id,
      kind,
      subjectKind,
      subjectId,
    }: Pick<Proposal, 'id' | 'kind' | 'subjectKind' | 'subjectId'>,
    actor: Actor,
  ): Promise<void> {
    await this.events.append(manager, {
      actor,
      action,
      subject: { kind: subjectKind, id: subjectId },
      details: { proposal: id, kind },
    });
  }
}

const by = ({ id }: Staff): Actor => ({ kind: 'staff', id });

const digestOf = (text: string) => createHash('sha256').update(text).digest();

const subjectOf = ({ kind, id }: Wish<object>['subject']) => ({ subjectKind: kind, subjectId: id });

/** A colleague who has left or lost the role can no longer have proposals confirmed. */
function requireStillAllowed({ disabledAt, roles }: Staff, { kind }: Proposal): void {
  if (disabledAt || !roles.includes(proposalKinds[kind]))
    throw new Problem(
      409,
      'proposer-gone',
      'Who proposed this may no longer do it: reject it, and propose it yourself.',
    );
}

function own(): Problem {
  return new Problem(
    403,
    'own-proposal',
    'You proposed this yourself: a second colleague has to confirm it.',
  );
}

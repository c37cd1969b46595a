import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { SubmissionKind } from '../../../../contract/kinds.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { EventsService } from '../../platform/events/events.service.js';
import { putBack, type RegisterSnapshot } from '../../register/signatories/register-snapshot.js';
import { RevisionsService } from '../../register/versions/revisions.service.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';
import { forgetSteps } from '../../register/signatories/kept-steps.js';
import { Signatory } from '../../register/signatories/signatory.entity.js';
import { unlogPublicly } from '../../register/signatories/transparency.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import type { SubmissionState } from '../../joining/submissions/submission.workflow.js';
import { UndoService, type UndoStep } from '../../platform/undo/undo.service.js';
import { Decision } from '../decisions/decision.entity.js';

/** The state of a case that `ReviewService` keeps before a decision. */
interface CaseBefore {
  state: SubmissionState;
  kind: SubmissionKind;
  authorityId: string | null;
  decidedAt: string | null;
  decisionId: string;
}

/** Undoes a decision, a change of the register or a whole bulk run: all of it, or nothing. */
@Injectable()
export class UndoEffects {
  constructor(
    private readonly database: DataSource,
    private readonly undo: UndoService,
    private readonly revisions: RevisionsService,
    private readonly events: EventsService,
  ) {}

  /**
   * @returns how many cases and signatories were restored.
   * @throws Problem 403 under the four-eyes rule, when this colleague alone would make something
   *   public again; 404 when it is not this colleague's action; 409 when it is too late; 412 when
   *   someone has changed one of them since.
   */
  async takeBack(undoId: string, staff: Staff): Promise<number> {
    return this.database.transaction(async (manager) => {
      const steps = await this.undo.take(manager, undoId, staff.id);
      const signatories = steps.filter(({ subjectKind }) => subjectKind === 'signatory');
      const cases = steps.filter(({ subjectKind }) => subjectKind === 'submission');
      for (const step of steps) await this.requireUntouched(manager, step);
      for (const { subjectId, version, before } of signatories) {
        await putBack(manager, subjectId, before as RegisterSnapshot);
        await this.revisions.recordUndo(manager, { id: subjectId, version }, staff.id);
      }
      for (const step of cases) await this.reopen(manager, step);
      await unlogPublicly(manager, undoId);
      await forgetSteps(manager, undoId);
      if (signatories.length > 0)
        await bumpRegisterVersion(
          manager,
          signatories.every(onlyTakesAway) ? 'takes away' : { eyes: [staff.id] },
        );
      for (const { subjectKind, subjectId, version, before } of steps) {
        await this.events.append(manager, {
          actor: { kind: 'staff', id: staff.id },
          action: `${subjectKind}.undo`,
          subject: { kind: subjectKind, id: subjectId },
          details: { version: version + 1, undo: undoId, to: stateIn(before) },
        });
      }
      return steps.length;
    });
  }

  private async requireUntouched(
    manager: EntityManager,
    { subjectKind, subjectId, version }: UndoStep,
  ): Promise<void> {
    const [row] = await manager.query<{ version: number; at: Date }[]>(
      subjectKind === 'submission'
        ? `SELECT version, updated_at AS at FROM submission WHERE id = $1 FOR UPDATE`
        : `SELECT version, changed_at AS at FROM signatory WHERE id = $1 FOR UPDATE`,
      [subjectId],
    );
    if (!row) throw Problem.notFound();
    if (row.version !== version)
      requireVersion(row.version, version, {
        at: row.at,
        ...(await this.events.last(manager, subjectId)),
      });
  }

  private async reopen(
    manager: EntityManager,
    { subjectId, version, before }: UndoStep,
  ): Promise<void> {
    const { state, kind, authorityId, decidedAt, decisionId } = before as unknown as CaseBefore;
    await manager.delete(Decision, { id: decisionId });
    if (kind === 'practice')
      await manager.query(`DELETE FROM practice WHERE submission_id = $1`, [subjectId]);
    const [row] = await manager.query<{ authorityId: string | null }[]>(
      `SELECT authority_id AS "authorityId" FROM submission WHERE id = $1`,
      [subjectId],
    );
    const change = {
      state,
      authorityId,
      decidedAt: decidedAt && new Date(decidedAt),
      updatedAt: new Date(),
      version: version + 1,
    };
    await manager.update(Submission, subjectId, change);
    if (kind === 'endorsement' && row?.authorityId && !authorityId)
      await this.delist(manager, subjectId, row.authorityId);
  }

  /**
   * Removes an authority that was just approved from the register.
   * @throws Problem 412 when someone has changed it since.
   */
  private async delist(
    manager: EntityManager,
    endorsementId: string,
    authorityId: string,
  ): Promise<void> {
    const signatory = await manager.findOne(Signatory, {
      where: { endorsementId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!signatory) throw Problem.notFound();
    const { id, version, changedAt } = signatory;
    if (version !== 1)
      requireVersion(version, 1, { at: changedAt, ...(await this.events.last(manager, id)) });
    await manager.delete(Signatory, { id });
    await manager.query(`DELETE FROM authority WHERE id = $1`, [authorityId]);
  }
}

/** Whether the signatory was not public before: undoing a publication only removes something. */
function onlyTakesAway({ before }: UndoStep): boolean {
  return (before as RegisterSnapshot).signatory.state === 'unlisted';
}

/** The restored state of a case or a signatory. */
function stateIn(before: Record<string, unknown>): string {
  return 'signatory' in before
    ? (before as RegisterSnapshot).signatory.state
    : (before as unknown as CaseBefore).state;
}

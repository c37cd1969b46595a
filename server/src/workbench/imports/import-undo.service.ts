import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService, type NewEvent } from '../../platform/events/events.service.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';
import { RevisionsService } from '../../register/versions/revisions.service.js';
import { contentOf } from '../../register/signatories/signatory-content.js';
import { SignatoryEditing } from '../../register/versions/signatory-editing.service.js';
import { Signatory } from '../../register/signatories/signatory.entity.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import { RegisterImport } from './import.entity.js';

interface Touched {
  id: string;
  authorityId: string;
  publicId: string;
  name: string;
  number: number;
  row: number;
  changed: boolean;
}

interface Wanted {
  id: string;
  reason: string;
  seen: number;
}

/** Undoes an import: removes what it added and restores the earlier version of what it changed. */
@Injectable()
export class ImportUndoService {
  private readonly undone: MayWaitFor<Wanted, void>;

  constructor(
    proposals: Proposals,
    private readonly editing: SignatoryEditing,
    private readonly revisions: RevisionsService,
    private readonly events: EventsService,
  ) {
    this.undone = proposals.define('import.undo', (manager, wanted, acting) =>
      this.undoInside(manager, wanted, acting),
    );
  }

  /**
   * With four eyes it waits for a second colleague if it restores an earlier version of
   * signatories.
   * @throws Problem 404, 409 when the import is not in the register or when signatories changed
   *   since (listed), 412.
   */
  async undo(id: string, reason: string, staff: Staff, seen: number): Promise<ProposedDto | void> {
    return this.undone({ subject: { kind: 'import', id }, wanted: { id, reason, seen }, staff });
  }

  private async undoInside(
    manager: EntityManager,
    { id, reason, seen }: Wanted,
    { staff, eyes }: Acting,
  ): Promise<void> {
    const found = await manager.findOne(RegisterImport, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) throw Problem.notFound();
    if (found.state !== 'done')
      throw new Problem(409, 'import-not-done', 'This import is not in the register.', {
        state: found.state,
      });
    if (found.version !== seen)
      requireVersion(found.version, seen, {
        at: found.finishedAt!,
        ...(await this.events.last(manager, id)),
      });
    const touched = await this.touched(manager, id);
    requireUntouched(touched);
    const added = touched.filter(({ number }) => number === 1);
    const updated = touched.filter(({ number }) => number > 1);
    await manager.query('DELETE FROM signatory WHERE id = ANY($1)', [added.map((one) => one.id)]);
    await manager.query('DELETE FROM authority WHERE id = ANY($1)', [
      added.map(({ authorityId }) => authorityId),
    ]);
    for (const one of updated) await this.giveBack(manager, one, id, reason, staff);
    await manager.update(RegisterImport, id, {
      state: 'undone',
      undoneAt: new Date(),
      version: found.version + 1,
    });
    await bumpRegisterVersion(manager, updated.length > 0 ? { eyes } : 'takes away');
    await this.events.appendAll(manager, trail(id, added, updated, staff));
  }

  /**
   * The signatories that the import added or changed, locked, and whether they have changed since:
   * one that was added may have a contact by now, whose case would stay behind.
   */
  private touched(manager: EntityManager, importId: string): Promise<Touched[]> {
    return manager.query<Touched[]>(
      `SELECT s.id, s.authority_id AS "authorityId", s.public_id AS "publicId", a.name_en AS name,
        r.number, r.import_row AS row,
              s.version <> r.signatory_version
                OR r.number = 1 AND s.endorsement_id IS NOT NULL AS changed
       FROM signatory_revision r JOIN signatory s ON s.id = r.signatory_id
         JOIN authority a ON a.id = s.authority_id
       WHERE r.import_id = $1 AND r.cause = 'import' ORDER BY r.import_row FOR UPDATE OF s`,
      [importId],
    );
  }

  private async giveBack(
    manager: EntityManager,
    { id, number, row }: Touched,
    importId: string,
    reason: string,
    staff: Staff,
  ): Promise<void> {
    const signatory = await manager.findOneByOrFail(Signatory, { id });
    const earlier = await this.revisions.content(manager, id, number - 1);
    const origin = {
      cause: 'undo' as const,
      reason,
      staffId: staff.id,
      importId,
      importRow: row,
      restored: number - 1,
    };
    await this.editing.write(manager, signatory, await contentOf(manager, id), earlier, origin);
  }
}

const named = 50;

function requireUntouched(touched: Touched[]): void {
  const changed = touched.filter((one) => one.changed);
  if (changed.length === 0) return;
  throw new Problem(
    409,
    'import-changed-since',
    'Somebody changed what this import brought: undo would take that away.',
    {
      count: changed.length,
      changed: changed
        .slice(0, named)
        .map(({ id, publicId, name, row }) => ({ signatoryId: id, publicId, name, row })),
    },
  );
}

function trail(importId: string, added: Touched[], updated: Touched[], staff: Staff): NewEvent[] {
  const actor = { kind: 'staff' as const, id: staff.id };
  const about = (action: EventAction) => (one: Touched) => ({
    actor,
    action,
    subject: { kind: 'signatory', id: one.id },
    details: { import: importId, row: one.row },
  });
  return [
    ...added.map(about('signatory.import_removed')),
    ...updated.map(about('signatory.import_undone')),
    {
      actor,
      action: 'import.undo',
      subject: { kind: 'import', id: importId },
      details: { removed: added.length, restored: updated.length },
    },
  ];
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { AppContext } from '../database/app-context.js';
import { Problem } from '../http/problem.js';

/**
 * An action of a staff member that can be undone until the given time: a decision, or all decisions
 * of one bulk action. Its mails are held until then.
 */
export interface Undo {
  id: string;
  until: Date;
}

export interface UndoStep {
  subjectKind: 'submission' | 'signatory';
  subjectId: string;
  /**
   * The subject's version after the step. If the current version differs, the subject has changed
   * since.
   */
  version: number;
  /** The previous state, in the format of the code that restores it. */
  before: Record<string, unknown>;
}

/**
 * Keeps the previous state for a short time, so that a slip can be undone before anyone learns of
 * it.
 */
@Injectable()
export class UndoService {
  constructor(private readonly context: AppContext) {}

  async begin(manager: EntityManager, staffId: string): Promise<Undo> {
    const [row] = await manager.query<Undo[]>(
      `INSERT INTO undo (id, staff_id, until)
        VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3)) RETURNING id, until`,
      [uuidv7(), staffId, this.context.config.UNDO_SECONDS],
    );
    return row!;
  }

  async remember(
    manager: EntityManager,
    undo: Undo,
    { subjectKind, subjectId, version, before }: UndoStep,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO undo_step (undo_id, subject_kind, subject_id, version, before)
        VALUES ($1, $2, $3, $4, $5)`,
      [undo.id, subjectKind, subjectId, version, before],
    );
  }

  /**
   * Ends the undo period and deletes the mails that wait for it.
   * @returns what to restore, the newest step first.
   * @throws Problem 404 when it belongs to another staff member, 409 when it is too late or already
   *   done.
   */
  async take(manager: EntityManager, id: string, staffId: string): Promise<UndoStep[]> {
    const [undo] = await manager.query<{ over: boolean; done: boolean }[]>(
      `SELECT until <= clock_timestamp() AS over, undone_at IS NOT NULL AS done FROM undo
        WHERE id = $1 AND staff_id = $2 FOR UPDATE`,
      [id, staffId],
    );
    if (!undo) throw Problem.notFound();
    // A mail that the worker has taken counts as sent.
    const mails = await manager.query<{ waiting: boolean }[]>(
      `SELECT state = 'queued' AND attempts = 0 AS waiting FROM outbox
        WHERE undo_id = $1 FOR UPDATE`,
      [id],
    );
    if (undo.over || undo.done || mails.some(({ waiting }) => !waiting)) throw tooLate();
    await manager.query(`DELETE FROM outbox WHERE undo_id = $1`, [id]);
    await manager.query(`UPDATE undo SET undone_at = now() WHERE id = $1`, [id]);
    return manager.query<UndoStep[]>(
      `SELECT subject_kind AS "subjectKind", subject_id AS "subjectId", version, before
        FROM undo_step WHERE undo_id = $1 ORDER BY subject_id`,
      [id],
    );
  }

  /** The last action of this staff member on these things that can still be undone. */
  async open(manager: EntityManager, staffId: string, subjectIds: string[]): Promise<Undo | null> {
    const [row] = await manager.query<Undo[]>(
      `SELECT u.id, u.until FROM undo u JOIN undo_step s ON s.undo_id = u.id
       WHERE u.staff_id = $1 AND s.subject_id = ANY($2) AND u.undone_at IS NULL
         AND u.until > clock_timestamp() ORDER BY u.id DESC LIMIT 1`,
      [staffId, subjectIds],
    );
    return row ?? null;
  }

  /**
   * Deletes undo records that can no longer be used, keeping them for one day to help with
   * debugging.
   */
  async forget(manager: EntityManager): Promise<number> {
    const [, forgotten] = await manager.query<[unknown, number]>(
      `DELETE FROM undo WHERE until < now() - interval '1 day'`,
    );
    return forgotten;
  }
}

function tooLate(): Problem {
  return new Problem(
    409,
    'too-late',
    'It is too late to take this back: the mails have left. Decide anew.',
  );
}

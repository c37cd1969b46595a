import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ReasonCode } from '../../../../contract/reason-codes.js';
import type { SignatoryAction } from './signatory.workflow.js';

/** A step of a signatory, with the text that was typed for it. */
export interface KeptStep {
  action: SignatoryAction;
  reasonCode: ReasonCode;
  reason: string;
  /** Whether the contact was written to. */
  mailed: boolean;
}

interface NewStep extends KeptStep {
  signatoryId: string;
  /** Null for the clock. */
  staffId: string | null;
  undoId: string | undefined;
}

/**
 * Keeps the reason for a step: the trail has the code, and the text is stored where it can be
 * erased.
 */
export async function keepStep(manager: EntityManager, step: NewStep): Promise<void> {
  const { signatoryId, action, reasonCode, reason, mailed, staffId, undoId = null } = step;
  await manager.query(
    `INSERT INTO signatory_step (id, signatory_id, action, reason_code, reason, mailed, staff_id,
      undo_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [uuidv7(), signatoryId, action, reasonCode, reason, mailed, staffId, undoId],
  );
}

/** The steps of a signatory, oldest first. */
export function stepsOf(
  manager: EntityManager,
  signatoryId: string,
): Promise<(KeptStep & { by: string | null; at: Date })[]> {
  return manager.query(
    `SELECT p.action, p.reason_code AS "reasonCode", p.reason, p.mailed, staff.name AS by, p.at
     FROM signatory_step p LEFT JOIN staff ON staff.id = p.staff_id WHERE p.signatory_id = $1
       ORDER BY p.at, p.id`,
    [signatoryId],
  );
}

/** An undone step is left out. */
export async function forgetSteps(manager: EntityManager, undoId: string): Promise<void> {
  await manager.query(`DELETE FROM signatory_step WHERE undo_id = $1`, [undoId]);
}

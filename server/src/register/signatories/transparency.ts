import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { allReasonCodes } from '../../../../contract/reason-codes.js';
import type { Undo } from '../../platform/undo/undo.service.js';

export interface RegisterChange {
  kind: 'withdrawn' | 'restored' | 'merged' | 'corrected';
  signatoryId: string;
  /** The only explanation that the public sees. */
  reasonCode: PublicReason;
}

/**
 * The reason codes of decisions, and one for corrections by the office: an edit, a restored version
 * or an import.
 */
export const publicReasons = [...allReasonCodes, 'corrected_by_office'] as const;
export type PublicReason = (typeof publicReasons)[number];

/**
 * Adds a line to the public transparency log (the view `public_transparency`). It contains no free
 * text.
 */
export async function logPublicly(
  manager: EntityManager,
  { kind, signatoryId, reasonCode }: RegisterChange,
  undo?: Undo,
): Promise<void> {
  await manager.query(
    `INSERT INTO register_change (id, kind, signatory_id, reason_code, undo_id)
      VALUES ($1, $2, $3, $4, $5)`,
    [uuidv7(), kind, signatoryId, reasonCode, undo?.id ?? null],
  );
}

/** Removes the line of a change that was undone. */
export async function unlogPublicly(manager: EntityManager, undoId: string): Promise<void> {
  await manager.query(`DELETE FROM register_change WHERE undo_id = $1`, [undoId]);
}

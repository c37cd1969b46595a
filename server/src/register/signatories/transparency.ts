import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ReasonCode } from '../../../../contract/reason-codes.js';
import type { Undo } from '../../platform/undo/undo.service.js';

export interface RegisterChange {
  kind: 'withdrawn' | 'restored' | 'merged' | 'corrected';
  signatoryId: string;
  /** All that the public learns of why. */
  reasonCode: PublicReason;
}

/**
 * The reasons of decisions, and what the office puts right by its own hand: by an edit, an earlier
 * version, an import.
 */
export type PublicReason = ReasonCode | 'corrected_by_office';

/**
 * One line of the public transparency log (the view `public_transparency`). It holds no words of
 * anybody.
 */
export async function logPublicly(
  manager: EntityManager,
  { kind, signatoryId, reasonCode }: RegisterChange,
  undo?: Undo,
): Promise<void> {
  await manager.query(
    `INSERT INTO register_change (id, kind, signatory_id, reason_code, undo_id) VALUES ($1, $2, $3, $4, $5)`,
    [uuidv7(), kind, signatoryId, reasonCode, undo?.id ?? null],
  );
}

/** What was taken back never was. */
export async function unlogPublicly(manager: EntityManager, undoId: string): Promise<void> {
  await manager.query(`DELETE FROM register_change WHERE undo_id = $1`, [undoId]);
}

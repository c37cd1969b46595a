import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../../platform/http/problem.js';
import { contentOf, type SignatoryContent } from '../signatories/signatory-content.js';

/** What created a version. `before` is the content before the first change, whatever its origin. */
export const revisionCauses = [
  'before',
  'edit',
  'restore',
  'amendment',
  'progress',
  'import',
  'undo',
  'merger',
] as const;
export type RevisionCause = (typeof revisionCauses)[number];

export interface RevisionOrigin {
  cause: RevisionCause;
  reason: string;
  staffId: string | null;
  submissionId?: string | null;
  importId?: string | null;
  importRow?: number | null;
  /** The number of the version that was restored. */
  restored?: number | null;
}

export interface Revision {
  number: number;
  cause: RevisionCause;
  reason: string;
  by: string | null;
  at: Date;
  submissionId: string | null;
  importId: string | null;
  restored: number | null;
}

interface Changed {
  id: string;
  version: number;
  changedAt: Date;
}

/**
 * Stores the versions of a signatory's content. They begin with the first change, which also stores
 * the content before it, so that 200,000 signatories that were never edited need no rows. Decision
 * 0019.
 */
@Injectable()
export class RevisionsService {
  /** Call before a change: stores the current content, unless a version holds it already. */
  async keepBefore(
    manager: EntityManager,
    { id, version, changedAt }: Changed,
    standing?: SignatoryContent,
  ): Promise<void> {
    const [known] = await manager.query<unknown[]>(
      `SELECT 1 FROM signatory_revision WHERE signatory_id = $1 LIMIT 1`,
      [id],
    );
    if (known) return;
    const content = standing ?? (await contentOf(manager, id));
    await manager.query(
      `INSERT INTO signatory_revision (id, signatory_id, number, signatory_version, content, cause,
        created_at) VALUES ($1, $2, 1, $3, $4, 'before', $5)`,
      [uuidv7(), id, version, JSON.stringify(content), changedAt],
    );
  }

  /**
   * Call after a change: stores the current content as the next version.
   * @returns its number.
   */
  async record(
    manager: EntityManager,
    { id, version }: Pick<Changed, 'id' | 'version'>,
    origin: RevisionOrigin,
  ): Promise<number> {
    const content = await contentOf(manager, id);
    const {
      cause,
      reason,
      staffId,
      submissionId = null,
      importId = null,
      importRow = null,
      restored = null,
    } = origin;
    const [row] = await manager.query<{ number: number }[]>(
      `INSERT INTO signatory_revision (id, signatory_id, number, signatory_version, content, cause,
        reason, staff_id, submission_id, import_id, import_row, restored)
       SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11
         FROM signatory_revision WHERE signatory_id = $2
       RETURNING number`,
      [
        uuidv7(),
        id,
        version,
        JSON.stringify(content),
        cause,
        reason,
        staffId,
        submissionId,
        importId,
        importRow,
        restored,
      ],
    );
    return row!.number;
  }

  /**
   * Call after a change was undone: if the change had created a version, stores the restored
   * content as the next one.
   */
  async recordUndo(
    manager: EntityManager,
    { id, version }: Pick<Changed, 'id' | 'version'>,
    staffId: string,
  ): Promise<void> {
    const [undone] = await manager.query<unknown[]>(
      `SELECT 1 FROM signatory_revision WHERE signatory_id = $1 AND signatory_version = $2`,
      [id, version],
    );
    if (undone)
      await this.record(
        manager,
        { id, version: version + 1 },
        { cause: 'undo', reason: '', staffId },
      );
  }

  /** The versions of a signatory, newest first. None means that its content was never changed. */
  async of(manager: EntityManager, signatoryId: string): Promise<Revision[]> {
    return manager.query<Revision[]>(
      `SELECT r.number, r.cause, r.reason, staff.name AS by, r.created_at AS at,
        r.submission_id AS "submissionId",
              r.import_id AS "importId", r.restored
       FROM signatory_revision r LEFT JOIN staff ON staff.id = r.staff_id WHERE r.signatory_id = $1
         ORDER BY r.number DESC`,
      [signatoryId],
    );
  }

  /** @throws Problem 404 when there is no such version. */
  async content(
    manager: EntityManager,
    signatoryId: string,
    number: number,
  ): Promise<SignatoryContent> {
    const [row] = await manager.query<{ content: SignatoryContent }[]>(
      `SELECT content FROM signatory_revision WHERE signatory_id = $1 AND number = $2`,
      [signatoryId, number],
    );
    if (!row) throw Problem.notFound();
    const { content } = row;
    // Versions kept before the Pact had versions were pledged under its first one.
    const pledges = content.pledges.map((pledge) => ({ pactVersion: 1, ...pledge }));
    return { ...content, pledges };
  }

  /** The content that a colleague saw with version `seen` of the signatory. */
  async contentSeen(
    manager: EntityManager,
    signatoryId: string,
    seen: number,
  ): Promise<SignatoryContent> {
    const [row] = await manager.query<{ content: SignatoryContent }[]>(
      `SELECT content FROM signatory_revision WHERE signatory_id = $1
        ORDER BY (signatory_version <= $2) DESC,
         CASE WHEN signatory_version <= $2 THEN -number ELSE number END LIMIT 1`,
      [signatoryId, seen],
    );
    return row?.content ?? contentOf(manager, signatoryId);
  }
}

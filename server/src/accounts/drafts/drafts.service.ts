import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { caseDraftKinds } from '../../../../contract/draft-kinds.js';
import { limits } from '../../platform/config/limits.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import type { Staff } from '../access/staff.entity.js';
import type { DraftOf, StaffDraftDto } from './drafts.dto.js';

/**
 * Unsent texts of colleagues' forms. Each colleague opens only their own drafts, so none is
 * recorded as an event. Data requests search drafts as they search notes.
 */
@Injectable()
export class StaffDrafts {
  constructor(private readonly database: DataSource) {}

  /** @throws Problem 409 for another colleague's. */
  async of(draft: DraftOf, staff: Staff): Promise<StaffDraftDto> {
    requireOwn(draft, staff);
    return find(this.database.manager, draft);
  }

  /**
   * Saves the newest state of a form. Beyond the limit, the oldest draft is deleted.
   * @throws Problem 412 when another window saved a newer draft, 404 for an unknown case, 409 for
   *   another colleague's.
   */
  keep(
    draft: DraftOf,
    fields: Record<string, string>,
    staff: Staff,
    seen: number,
  ): Promise<StaffDraftDto> {
    return this.change(draft, staff, seen, async (manager) => {
      await manager.query(
        `INSERT INTO staff_draft (id, staff_id, kind, subject, submission_id, fields)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (staff_id, kind, subject) DO UPDATE SET fields = excluded.fields,
           version = excluded.version, changed_at = now()`,
        [uuidv7(), staff.id, draft.kind, draft.subject, await caseOf(manager, draft), fields],
      );
      await manager.query(
        `DELETE FROM staff_draft WHERE id IN (SELECT id FROM staff_draft WHERE staff_id = $1
          ORDER BY changed_at DESC, id DESC OFFSET $2)`,
        [staff.id, limits.staffDrafts],
      );
      return find(manager, draft);
    });
  }

  /**
   * Deletes a draft whose form was sent or whose text is no longer wanted, if it still exists.
   * @throws Problem 412 when another window saved a newer draft, 409 for another colleague's.
   */
  async discard(draft: DraftOf, staff: Staff, seen: number): Promise<void> {
    if ((await this.of(draft, staff)).version === 0) return;
    await this.change(draft, staff, seen, (manager) =>
      manager.query('DELETE FROM staff_draft WHERE staff_id = $1 AND kind = $2 AND subject = $3', [
        staff.id,
        draft.kind,
        draft.subject,
      ]),
    );
  }

  private change<Result>(
    draft: DraftOf,
    staff: Staff,
    seen: number,
    act: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    requireOwn(draft, staff);
    return this.database.transaction(async (manager) => {
      // Locks the colleague's row, so that two windows save one after the other.
      const open = await manager.query<unknown[]>(
        'SELECT 1 FROM staff WHERE id = $1 AND disabled_at IS NULL FOR NO KEY UPDATE',
        [staff.id],
      );
      if (open.length === 0) throw someoneElse();
      const before = await find(manager, draft);
      const at = before.changedAt === null ? new Date() : new Date(before.changedAt);
      requireVersion(before.version, seen, { at, by: staff.name });
      return act(manager);
    });
  }

  /** @returns how many drafts were deleted because nobody had changed them for a long time. */
  async forgetOld(manager: EntityManager): Promise<number> {
    const [, count] = await manager.query<[unknown[], number]>(
      `DELETE FROM staff_draft WHERE changed_at < now() - make_interval(days => $1)`,
      [limits.staffDraftDays],
    );
    return count;
  }
}

/**
 * Deletes drafts that may name the people whose data is erased: those about their cases, the
 * signatories behind these, their practices and the errors reported in them.
 */
export async function forgetCaseDrafts(manager: EntityManager, cases: string[]): Promise<void> {
  await manager.query('DELETE FROM staff_draft WHERE submission_id = ANY($1)', [cases]);
  await manager.query(
    `DELETE FROM staff_draft d USING (
       SELECT g.id FROM signatory g WHERE g.endorsement_id = ANY($1)
       UNION ALL SELECT r.id FROM error_report r JOIN signatory g ON g.id = r.signatory_id
         WHERE g.endorsement_id = ANY($1)
       UNION ALL SELECT p.id FROM practice p JOIN signatory g ON g.id = p.signatory_id
         WHERE g.endorsement_id = ANY($1)) AS subject
     WHERE d.submission_id IS NULL AND strpos(d.subject, subject.id::text) > 0`,
    [cases],
  );
}

/**
 * Deletes the draft of a sent text, which its window may be closed too early to do. A newer text
 * from another window is kept.
 */
export async function forgetSentDraft(
  manager: EntityManager,
  staffId: string,
  { kind, subject }: Pick<DraftOf, 'kind' | 'subject'>,
  sent: string,
): Promise<void> {
  await manager.query(
    `DELETE FROM staff_draft WHERE staff_id = $1 AND kind = $2 AND subject = $3
       AND btrim(coalesce(fields ->> 'text', fields ->> 'reason', ''), E' \\n\\r\\t') = $4`,
    [staffId, kind, subject, sent],
  );
}

/** Deletes the drafts of an account that is disabled. */
export async function forgetDraftsOfColleague(manager: EntityManager, id: string): Promise<void> {
  await manager.query('DELETE FROM staff_draft WHERE staff_id = $1', [id]);
}

function requireOwn({ owner }: DraftOf, { id }: Staff): void {
  if (owner !== id) throw someoneElse();
}

const someoneElse = () =>
  new Problem(409, 'other-colleague', 'Another colleague is signed in by now. Sign in again.');

async function find(
  manager: EntityManager,
  { owner, kind, subject }: DraftOf,
): Promise<StaffDraftDto> {
  const [row] = await manager.query<
    { fields: StaffDraftDto['fields']; version: number; at: Date }[]
  >(
    `SELECT fields, version, changed_at AS at FROM staff_draft
     WHERE staff_id = $1 AND kind = $2 AND subject = $3`,
    [owner, kind, subject],
  );
  if (!row) return { fields: {}, version: 0, changedAt: null };
  return { fields: row.fields, version: row.version, changedAt: row.at.toISOString() };
}

/** @throws Problem 404 */
async function caseOf(manager: EntityManager, { kind, subject }: DraftOf): Promise<string | null> {
  if (!caseDraftKinds.includes(kind)) return null;
  const [found] = isUUID(subject)
    ? await manager.query<{ id: string }[]>(
        // A case without answers has been erased.
        `SELECT id FROM submission WHERE id = $1 AND confirmed_at IS NOT NULL
           AND answers <> '{}' FOR SHARE`,
        [subject],
      )
    : [];
  if (!found) throw Problem.notFound();
  return found.id;
}

import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { pactGaps, type PactContent } from '../../../../contract/pact-content.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { bumpRegisterVersion } from '../../platform/settings/register-version.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { contentAt, numberInForce, writeVersion } from '../../reference/pact/pact-store.js';
import { codeErrors, officialGaps } from './draft-check.js';
import { completed, type PactContentDto } from './pact-content.dto.js';
import type { PactApprovalDto, PactVersionsDto, StaffPactVersionDto } from './pact-versions.dto.js';

interface DraftRow {
  content: PactContent | null;
  version: number;
  changedAt: Date;
  changedBy: string | null;
}

/**
 * Administrators prepare the next version of the Pact, publish it, and record that the Congress has
 * approved a wording. A published version never changes.
 */
@Injectable()
export class PactVersions {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  async overview(manager = this.database.manager): Promise<PactVersionsDto> {
    const inForce = await contentInForce(manager);
    const { content, ...draft } = await readDraft(manager);
    const prepared = content ?? inForce;
    return {
      versions: await versions(manager),
      inForce,
      draft: {
        ...draft,
        begun: content !== null,
        content: prepared,
        gaps: pactGaps(prepared, inForce),
      },
    };
  }

  /** The content of a version. @throws Problem 404 */
  async content(number: number): Promise<PactContentDto> {
    const content = await contentAt(this.database.manager, number);
    if (!content) throw Problem.notFound();
    return content;
  }

  /** Saves the prepared version; texts may still be missing. @throws Problem 412, 422 for codes. */
  save(wanted: PactContentDto, staff: Staff, seen: number): Promise<PactVersionsDto> {
    const content = completed(wanted);
    const errors = codeErrors(content);
    if (errors.length > 0) throw Problem.invalid(errors);
    return this.change(staff, 'pact.save_draft', seen, async (manager) => {
      await writeDraft(manager, content, staff);
      return {};
    });
  }

  /** Discards the prepared version. @throws Problem 412. */
  discard(staff: Staff, seen: number): Promise<PactVersionsDto> {
    return this.change(staff, 'pact.discard_draft', seen, async (manager) => {
      await writeDraft(manager, null, staff);
      return {};
    });
  }

  /**
   * Puts the prepared version in force, with its wording only proposed.
   * @throws Problem 409 when nothing was prepared or it says the same as the version in force, 412,
   *   422 for each text that is missing in English or French.
   */
  publish(staff: Staff, seen: number): Promise<PactVersionsDto> {
    return this.change(staff, 'pact.publish', seen, async (manager, { content }) => {
      if (!content || isDeepStrictEqual(content, await contentInForce(manager)))
        throw new Problem(409, 'nothing-changed', 'The Pact already says this.');
      const errors = officialGaps(content);
      if (errors.length > 0) throw Problem.invalid(errors);
      // Four eyes: the one place to require a second person before a wording is published.
      const number = (await numberInForce(manager)) + 1;
      await writeVersion(manager, number, content, staff.id);
      await writeDraft(manager, null, staff);
      await bumpRegisterVersion(manager, 'beside the list');
      return { version: number };
    });
  }

  /** Records the Congress's approval of a version, or corrects it. @throws Problem 404, 412. */
  approve(
    number: number,
    { approvedOn, document, url }: PactApprovalDto,
    staff: Staff,
    seen: number,
  ): Promise<PactVersionsDto> {
    return this.mark(number, [approvedOn, document, url ?? null, staff.id], staff, seen);
  }

  /** The wording counts as proposed again. @throws Problem 404, 412. */
  withdrawApproval(number: number, staff: Staff, seen: number): Promise<PactVersionsDto> {
    return this.mark(number, [null, null, null, null], staff, seen);
  }

  private mark(
    number: number,
    approval: (string | null)[],
    staff: Staff,
    seen: number,
  ): Promise<PactVersionsDto> {
    return this.database.transaction(async (manager) => {
      const [row] = await manager.query<{ revision: number; at: Date; by: string | null }[]>(
        `SELECT v.revision, coalesce(v.approved_at, v.published_at) AS at, s.name AS by
         FROM pact_version v LEFT JOIN staff s ON s.id = coalesce(v.approved_by, v.published_by)
         WHERE v.number = $1 FOR UPDATE OF v`,
        [number],
      );
      if (!row) throw Problem.notFound();
      requireVersion(row.revision, seen, row);
      await manager.query(
        `UPDATE pact_version SET approved_on = $2, approval_document = $3, approval_url = $4,
          approved_by = $5,
                approved_at = CASE WHEN $5::uuid IS NULL THEN NULL ELSE now() END,
                revision = revision + 1
         WHERE number = $1`,
        [number, ...approval],
      );
      await bumpRegisterVersion(manager, 'beside the list');
      const action = approval[0] ? 'pact.approve' : 'pact.withdraw_approval';
      await this.record(manager, staff, action, { version: number });
      return this.overview(manager);
    });
  }

  /** @param work changes the draft, which is locked and as the colleague saw it. */
  private change(
    staff: Staff,
    action: EventAction,
    seen: number,
    work: (manager: EntityManager, draft: DraftRow) => Promise<Record<string, unknown>>,
  ): Promise<PactVersionsDto> {
    return this.database.transaction(async (manager) => {
      const draft = await readDraft(manager, 'FOR UPDATE OF d');
      requireVersion(draft.version, seen, { at: draft.changedAt, by: draft.changedBy });
      await this.record(manager, staff, action, await work(manager, draft));
      return this.overview(manager);
    });
  }

  private record(
    manager: EntityManager,
    staff: Staff,
    action: EventAction,
    details: Record<string, unknown>,
  ): Promise<void> {
    const actor = { kind: 'staff' as const, id: staff.id };
    return this.events.append(manager, {
      actor,
      action,
      subject: { kind: 'pact', id: null },
      details,
    });
  }
}

async function contentInForce(manager: EntityManager): Promise<PactContent> {
  return (await contentAt(manager, await numberInForce(manager)))!;
}

async function readDraft(manager: EntityManager, lock = ''): Promise<DraftRow> {
  const [row] = await manager.query<DraftRow[]>(
    `SELECT d.content, d.version, d.changed_at AS "changedAt", s.name AS "changedBy"
     FROM pact_draft d LEFT JOIN staff s ON s.id = d.changed_by ${lock}`,
  );
  return row!;
}

async function writeDraft(
  manager: EntityManager,
  content: PactContent | null,
  staff: Staff,
): Promise<void> {
  await manager.query(
    `UPDATE pact_draft SET content = $1, version = version + 1, changed_at = now(),
      changed_by = $2`,
    [content && JSON.stringify(content), staff.id],
  );
}

function versions(manager: EntityManager): Promise<StaffPactVersionDto[]> {
  return manager.query<StaffPactVersionDto[]>(
    `SELECT v.number, v.published_at AS "publishedAt", p.name AS "publishedBy",
            CASE WHEN v.approved_on IS NULL THEN 'proposed' ELSE 'approved' END AS wording,
            to_char(v.approved_on, 'YYYY-MM-DD') AS "approvedOn",
            v.approval_document AS "approvalDocument",
            v.approval_url AS "approvalUrl", a.name AS "approvedBy", v.revision,
            (SELECT count(*)::int FROM pledge g WHERE g.pact_version = v.number) AS pledges
     FROM pact_version v LEFT JOIN staff p ON p.id = v.published_by
       LEFT JOIN staff a ON a.id = v.approved_by
     ORDER BY v.number DESC`,
  );
}

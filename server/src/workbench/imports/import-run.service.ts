import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { logger } from '../../platform/log/logger.js';
import { Problem } from '../../platform/http/problem.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService, type NewEvent } from '../../platform/events/events.service.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';
import { SignatoryEditing } from '../../register/versions/signatory-editing.service.js';
import { contentsOf } from '../../register/signatories/signatory-content.js';
import { Signatory } from '../../register/signatories/signatory.entity.js';
import type { SignatoryState } from '../../register/signatories/signatory.workflow.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import { requireFourEyes } from '../../platform/settings/four-eyes.js';
import { addSignatories, lockSecondOnes } from './import-additions.js';
import { requireAnswers, requireOffered } from './import-choices.js';
import { requireCountryReason } from '../../reference/countries/country-reason.js';
import { reasonFor, requireAsSeen } from './import-overwrites.js';
import { findDuplicates } from './import-matches.js';
import { answeredRows, askedRows } from './import-questions.js';
import { farCountriesOf } from './import-findings.js';
import { RegisterImport, type ImportResult } from './import.entity.js';
import type { ImportRow } from './import-rows.js';
import type { RowChoice } from './import-check.dto.js';
import type { RunImportDto } from './imports.dto.js';
import type { Plan, Run, Wanted } from './wanted-import.js';
import { ImportsService } from './imports.service.js';

const step = 250;

/**
 * Imports a file into the register in one transaction: all of it, or nothing. It runs in the
 * background, and the screen polls its progress.
 */
@Injectable()
export class ImportRunService implements OnApplicationShutdown {
  private readonly running = new Set<Promise<void>>();
  private readonly claimed: MayWaitFor<Wanted, Run>;

  constructor(
    private readonly database: DataSource,
    private readonly imports: ImportsService,
    private readonly editing: SignatoryEditing,
    private readonly events: EventsService,
    proposals: Proposals,
  ) {
    this.claimed = proposals.define(
      'import.run',
      (manager, asked, acting) => this.claim(manager, asked, acting),
      (run) => this.begin(run),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.running);
  }

  /**
   * With four eyes, an import that publishes or changes signatories waits for a second colleague.
   * @throws Problem 404, 409 when it is running or done, 412, 422 for rows with errors that were
   *   not excluded and for choices that are not offered.
   */
  async start(
    id: string,
    choices: RunImportDto,
    staff: Staff,
    seen: number,
  ): Promise<ProposedDto | void> {
    const subject = { kind: 'import', id };
    const answer = await this.claimed({ subject, wanted: { id, choices, seen }, staff });
    return 'proposal' in answer ? answer : undefined;
  }

  /**
   * Checks the rule before the file is read in the background, where nobody would see the error.
   */
  private async claim(
    manager: EntityManager,
    asked: Wanted,
    { staff, eyes }: Acting,
  ): Promise<Run> {
    const { id, choices: wanted, seen } = asked;
    const open = await this.imports.lockOpen(manager, id, seen);
    const { updates } = await this.plan(manager, open, wanted);
    // Stored with the proposal if the import waits for a second colleague.
    const overwritten = updates.map(({ signatoryId }) => signatoryId);
    asked.overwrites = await requireAsSeen(manager, this.events, overwritten, asked.overwrites);
    const behind = wanted.publish || updates.length > 0 ? { eyes } : 'not public';
    await requireFourEyes(manager, behind);
    const claim = {
      state: 'running' as const,
      version: open.version + 1,
      rowsDone: 0,
      beatAt: new Date(),
      failure: null,
    };
    await manager.update(RegisterImport, id, claim);
    return { found: { ...open, ...claim }, wanted, staff, behind };
  }

  private begin(claimed: Run): void {
    const run = this.run(claimed).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async run(claimed: Run): Promise<void> {
    const { found } = claimed;
    try {
      await this.database.transaction((manager) => this.enter(manager, claimed));
    } catch (error) {
      // The transaction was rolled back: the file is open again, and the screen shows the reason.
      const failure = error instanceof Problem ? error.code : 'unexpected';
      if (failure === 'unexpected') logger.error({ err: error, import: found.id }, 'import failed');
      await this.database
        .query(
          `UPDATE register_import SET state = 'open', failure = $2, version = version + 1
            WHERE id = $1 AND version = $3`,
          [found.id, failure, found.version],
        )
        .catch((lost: unknown) =>
          logger.error(
            { err: lost, import: found.id },
            'the end of an import could not be written',
          ),
        );
    }
  }

  private async enter(
    manager: EntityManager,
    { found, wanted, staff, behind }: Run,
  ): Promise<void> {
    const { additions, updates, leftOut } = await this.plan(manager, found, wanted);
    await lockSecondOnes(manager, additions);
    const trail: NewEvent[] = [];
    const actor = { kind: 'staff' as const, id: staff.id };
    const told = (
      signatoryId: string,
      row: number,
      version: number,
      action: EventAction,
      more: { to?: SignatoryState } = {},
    ) =>
      trail.push({
        actor,
        action,
        subject: { kind: 'signatory', id: signatoryId },
        details: { import: found.id, row, version, ...more },
      });

    let done = leftOut;
    for (let start = 0; start < additions.length; start += step) {
      const added = await addSignatories(
        manager,
        additions.slice(start, start + step),
        found.id,
        staff,
        wanted,
      );
      for (const { id, row } of added)
        told(id, row, 1, 'signatory.import', { to: wanted.publish ? 'published' : 'unlisted' });
      await this.beat(found.id, (done += added.length));
    }
    let updated = 0;
    for (const { row, signatoryId } of updates) {
      const version = await this.update(manager, signatoryId, row, { found, wanted, staff });
      if (version) told(signatoryId, row.number, version, 'signatory.import_update');
      if (version) updated += 1;
      if (++done % 50 === 0) await this.beat(found.id, done);
    }
    const result: ImportResult = {
      created: additions.length,
      updated,
      leftOut,
      published: wanted.publish,
    };
    await this.finish(manager, found, result);
    await bumpRegisterVersion(manager, behind);
    trail.push({
      actor,
      action: 'import.run',
      subject: { kind: 'import', id: found.id },
      details: {
        ...result,
        sha256: found.sha256.toString('hex'),
      },
    });
    await this.events.appendAll(manager, trail);
  }

  /** @throws Problem 409 when this run was presumed dead and restarted elsewhere. */
  private async finish(
    manager: EntityManager,
    { id, version, rowsTotal }: RegisterImport,
    result: ImportResult,
  ): Promise<void> {
    const sheet = { columns: [], rows: [] };
    const forgotten = { sheet: sheet as object, content: null, reading: null };
    const end = {
      state: 'done' as const,
      result: result as object,
      ...forgotten,
      rowsDone: rowsTotal,
      finishedAt: new Date(),
      version: version + 1,
    };
    const { affected } = await manager.update(RegisterImport, { id, version }, end);
    if (affected !== 1)
      throw new Problem(409, 'import-outdated', 'This import was started again elsewhere.');
  }

  /**
   * Overwrites a signatory's values with those of the row.
   * @returns the signatory's new version, or null when nothing differs.
   */
  private async update(
    manager: EntityManager,
    id: string,
    row: ImportRow,
    { found, wanted, staff }: Omit<Run, 'behind'>,
  ): Promise<number | null> {
    const signatory = await manager.findOneOrFail(Signatory, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    const before = (await contentsOf(manager, [id])).get(id)!;
    const renamed = row.given.nameOfficial && row.given.nameOfficial !== before.nameOfficial;
    const after = {
      ...before,
      ...row.given,
      ...(renamed ? { nameOfficialLanguage: 'und' } : {}),
    } as typeof before;
    if (JSON.stringify(after) === JSON.stringify(before)) return null;
    if (after.countryCode !== before.countryCode)
      requireCountryReason(after.countryCode, wanted.countryReason);
    const origin = {
      cause: 'import' as const,
      reason: reasonFor(after.countryCode, wanted),
      staffId: staff.id,
      importId: found.id,
      importRow: row.number,
    };
    await this.editing.write(manager, signatory, before, after, origin);
    return signatory.version;
  }

  private async plan(
    manager: EntityManager,
    found: RegisterImport,
    wanted: RunImportDto,
  ): Promise<Plan> {
    const { leaveOutFaulty, choices, answers, countryReason } = wanted;
    requireAnswers(found);
    const { good, faulty } = await this.imports.rows(found);
    if (faulty.length > 0 && !leaveOutFaulty)
      throw new Problem(422, 'import-faulty', 'Some rows are faulty.', { faulty: faulty.length });
    const duplicates = await findDuplicates(manager, good);
    const chosen = new Map(choices.map(({ row, choice }) => [row, choice]));
    const doubtful = new Map(duplicates.map((duplicate) => [duplicate.row, duplicate]));
    requireOffered(chosen, doubtful);
    const choiceOf = ({ number }: ImportRow): RowChoice =>
      doubtful.has(number) ? (chosen.get(number) ?? 'skip') : 'create';
    const taken = answeredRows(
      good.filter((row) => choiceOf(row) !== 'skip'),
      await askedRows(manager, good, duplicates),
      answers,
    );
    const additions = taken.filter((row) => choiceOf(row) === 'create');
    const updates = taken
      .filter((row) => choiceOf(row) === 'update')
      .map((row) => ({ row, signatoryId: doubtful.get(row.number)!.match!.signatoryId }));
    for (const country of farCountriesOf(additions)) requireCountryReason(country, countryReason);
    if (additions.length + updates.length === 0)
      throw new Problem(422, 'import-empty', 'No rows would be imported.');
    return {
      additions,
      updates,
      leftOut: good.length + faulty.length - additions.length - updates.length,
    };
  }

  /** Outside the transaction, so that other connections see it. */
  private async beat(id: string, done: number): Promise<void> {
    await this.database.query(
      'UPDATE register_import SET rows_done = $2, beat_at = now() WHERE id = $1',
      [id, done],
    );
  }
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { clean } from '../../platform/text/text.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import { readSheet, type Sheet } from '../../platform/spreadsheets/read-sheet.js';
import { UnreadableSheet } from '../../platform/spreadsheets/unreadable-sheet.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { RegisterImport, type ImportMapping } from './import.entity.js';
import { guessColumns } from './import-fields.js';
import { findDuplicates } from './import-matches.js';
import { importRows, type ImportRow } from './import-rows.js';
import type {
  ImportCheckDto,
  ImportDto,
  ImportItemDto,
  MappingDto,
  RowErrorDto,
} from './imports.dto.js';

const errorsShown = 1_000;
const itemColumns = `i.id, i.file_name AS "fileName", i.state, staff.name AS by, i.created_at AS "createdAt", i.finished_at AS "finishedAt",
  i.undone_at AS "undoneAt", i.rows_total AS "rowsTotal", i.rows_done AS "rowsDone", i.failure, i.result, i.version`;

/**
 * Files of signatories, up to the moment when they enter the register: read, mapped, and looked
 * through without writing anything.
 */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /** @throws Problem 413 or 422 for what is no table that can be imported. */
  async receive(fileName: string, content: Buffer, staff: Staff): Promise<string> {
    const sheet = await read(content);
    const sha256 = createHash('sha256').update(content).digest();
    const id = uuidv7();
    const mapping: ImportMapping = {
      columns: guessColumns(sheet.columns),
      kind: null,
      countryCode: null,
      sourceUrl: null,
    };
    await this.database.transaction(async (manager) => {
      await manager.insert(RegisterImport, {
        id,
        fileName: clean(fileName.split(/[\\/]/).pop() ?? '').slice(0, 150) || 'table',
        sha256,
        staffId: staff.id,
        state: 'open',
        sheet: sheet as object,
        mapping: mapping as object,
        rowsTotal: sheet.rows.length,
        rowsDone: 0,
        version: 1,
      });
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'import.receive',
        subject: { kind: 'import', id },
        details: { sha256: sha256.toString('hex'), bytes: content.length, rows: sheet.rows.length },
      });
    });
    return id;
  }

  async list(): Promise<ImportItemDto[]> {
    return this.database.query<ImportItemDto[]>(
      `SELECT ${itemColumns} FROM register_import i JOIN staff ON staff.id = i.staff_id ORDER BY i.created_at DESC, i.id DESC LIMIT 100`,
    );
  }

  /** @throws Problem 404. */
  async one(id: string): Promise<ImportDto> {
    const [item] = await this.database.query<ImportItemDto[]>(
      `SELECT ${itemColumns} FROM register_import i JOIN staff ON staff.id = i.staff_id WHERE i.id = $1`,
      [id],
    );
    if (!item) throw Problem.notFound();
    const { sheet, mapping } = await this.database.manager.findOneByOrFail(RegisterImport, { id });
    const { columns, ...others } = mapping;
    return {
      ...item,
      columns: sheet.columns,
      sample: sheet.rows.slice(0, 3).map(({ cells }) => cells),
      mapping: {
        ...others,
        columns: Object.entries(columns).map(([field, column]) => ({
          field: field as keyof typeof columns,
          column,
        })),
      },
    };
  }

  /**
   * @throws Problem 404, 409 once it is not open any more, 412, 422 for a column that is not there.
   */
  async map(
    id: string,
    { columns, kind = null, countryCode = null, sourceUrl = null }: MappingDto,
    seen: number,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const found = await this.lockOpen(manager, id, seen);
      const missing = columns.findIndex(({ column }) => column >= found.sheet.columns.length);
      if (missing >= 0)
        throw Problem.invalid([
          {
            pointer: `/columns/${missing}/column`,
            key: 'isIn',
            params: {},
            detail: 'is not a column of this file',
          },
        ]);
      const mapping: ImportMapping = {
        columns: Object.fromEntries(columns.map(({ field, column }) => [field, column])),
        kind,
        countryCode,
        sourceUrl,
      };
      await manager.update(RegisterImport, id, {
        mapping: mapping as object,
        version: found.version + 1,
      });
    });
  }

  /** What would happen now, row by row. @throws Problem 404, 409 once it is not open any more. */
  async check(id: string): Promise<ImportCheckDto> {
    const found = await this.database.manager.findOneBy(RegisterImport, { id });
    if (!found) throw Problem.notFound();
    requireOpen(found);
    const { good, faulty, duplicates } = await this.look(this.database.manager, found);
    const errors = faulty.flatMap((row) => rowErrors(row, found.sheet, found.mapping));
    return {
      total: found.sheet.rows.length,
      fresh: good.length - duplicates.length,
      faulty: faulty.length,
      errors: errors.slice(0, errorsShown),
      duplicates,
    };
  }

  /** The rows of a file by what can be done with them. */
  async look(
    manager: EntityManager,
    { sheet, mapping }: Pick<RegisterImport, 'sheet' | 'mapping'>,
  ) {
    const rows = await importRows(sheet.rows, mapping);
    const good = rows.filter(({ errors }) => errors.length === 0);
    const faulty = rows.filter(({ errors }) => errors.length > 0);
    return { good, faulty, duplicates: await findDuplicates(manager, good) };
  }

  /**
   * @throws Problem 404, 409 once it is not open any more, 412 when it changed after version
   * `seen`.
   */
  async lockOpen(manager: EntityManager, id: string, seen: number): Promise<RegisterImport> {
    const found = await manager.findOne(RegisterImport, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) throw Problem.notFound();
    requireOpen(found);
    if (found.version !== seen)
      requireVersion(found.version, seen, {
        at: new Date(),
        ...(await this.events.last(manager, id)),
      });
    return found;
  }

  /**
   * Files that nobody took into the register may hold what nobody should keep. @returns how many
   * were forgotten.
   */
  async forgetOld(manager: EntityManager): Promise<number> {
    const [, count] = await manager.query<[unknown[], number]>(
      `DELETE FROM register_import WHERE state = 'open' AND created_at < now() - make_interval(days => $1)`,
      [limits.openImportDays],
    );
    return count;
  }
}

/** Open, or running on an instance of which nothing was heard for long. */
function requireOpen({ state, beatAt }: RegisterImport): void {
  const silent =
    state === 'running' &&
    Date.now() - (beatAt?.getTime() ?? 0) > limits.importSilenceSeconds * 1000;
  if (state !== 'open' && !silent)
    throw new Problem(409, 'import-not-open', 'This import is running or done.', { state });
}

async function read(content: Buffer): Promise<Sheet> {
  try {
    return await readSheet(content, limits.sheetUnpacked, {
      rows: limits.sheetRows,
      columns: limits.sheetColumns,
    });
  } catch (error) {
    if (!(error instanceof UnreadableSheet)) throw error;
    throw new Problem(
      error.fault === 'too-large' ? 413 : 422,
      `sheet-${error.fault}`,
      'This file cannot be imported.',
      {
        max: error.fault === 'too-many-rows' ? limits.sheetRows : limits.sheetColumns,
      },
    );
  }
}

function rowErrors(
  { number, errors, raw }: ImportRow,
  { columns }: Sheet,
  mapping: ImportMapping,
): RowErrorDto[] {
  return errors.map(({ pointer, key, params }) => {
    const field = pointer.slice(1) as keyof ImportRow['raw'];
    const column = mapping.columns[field];
    return {
      row: number,
      column: column === undefined ? '' : columns[column]!,
      value: (raw[field] ?? '').slice(0, 200),
      pointer,
      key,
      params,
    };
  });
}

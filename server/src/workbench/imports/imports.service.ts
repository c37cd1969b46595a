import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { fileNameOf } from '../../platform/http/file-name.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ImportCheckDto } from './import-check.dto.js';
import { RegisterImport, type ImportMapping } from './import.entity.js';
import { presentReading, rowErrors } from './import.presenter.js';
import { guessColumns } from './import-fields.js';
import { farCountriesOf, isDayOrderNeeded, readValuesOf } from './import-findings.js';
import { askedRows } from './import-questions.js';
import { findDuplicates } from './import-matches.js';
import type { ReadingDto } from './import-reading.dto.js';
import { openImport, type ReadingWish, type Sheet } from './import-reading.js';
import { importRows } from './import-rows.js';
import { textOfCell } from './import-values.js';
import type { ImportDto, ImportItemDto, MappingDto } from './imports.dto.js';

const errorsShown = 1_000;
const readValuesShown = 200;
const itemColumns = `i.id, i.file_name AS "fileName", i.state, staff.name AS by,
  i.created_at AS "createdAt", i.finished_at AS "finishedAt", i.undone_at AS "undoneAt",
  i.rows_total AS "rowsTotal", i.rows_done AS "rowsDone", i.failure, i.result, i.version`;

/**
 * Prepares files of signatories for import: reads, maps and previews them without writing to the
 * register.
 */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /** @throws Problem 413 or 422 when the file is not a table that can be imported. */
  async receive(fileName: string, content: Buffer, staff: Staff): Promise<string> {
    const { sheet, reading } = await openImport(content, {});
    const sha256 = createHash('sha256').update(content).digest();
    const id = uuidv7();
    const mapping = newMapping(sheet);
    await this.database.transaction(async (manager) => {
      await manager.insert(RegisterImport, {
        id,
        fileName: fileNameOf(fileName, 'table'),
        sha256,
        staffId: staff.id,
        state: 'open',
        sheet: sheet as object,
        content,
        reading: reading as object,
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
      `SELECT ${itemColumns} FROM register_import i JOIN staff ON staff.id = i.staff_id
        ORDER BY i.created_at DESC, i.id DESC LIMIT 100`,
    );
  }

  /** @throws Problem 404. */
  async one(id: string): Promise<ImportDto> {
    const [item] = await this.database.query<ImportItemDto[]>(
      `SELECT ${itemColumns} FROM register_import i JOIN staff ON staff.id = i.staff_id
        WHERE i.id = $1`,
      [id],
    );
    if (!item) throw Problem.notFound();
    const { sheet, mapping, reading } = await this.database.manager.findOneByOrFail(
      RegisterImport,
      { id },
    );
    const { columns, ...others } = mapping;
    return {
      ...item,
      columns: sheet.columns,
      reading: reading && presentReading(reading, sheet),
      sample: sheet.rows.slice(0, 3).map(({ cells }) => cells.map(textOfCell)),
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
   * @throws Problem 404, 409 when it is no longer open, 412, 422 for a column that does not exist.
   */
  async map(id: string, wanted: MappingDto, seen: number): Promise<void> {
    const { columns, kind = null, countryCode = null, sourceUrl = null, dayOrder = null } = wanted;
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
        dayOrder,
      };
      await manager.update(RegisterImport, id, {
        mapping: mapping as object,
        version: found.version + 1,
      });
    });
  }

  /**
   * Reads the file again in another way, and guesses its columns again.
   * @throws Problem 404, 409 if it is no longer open or its file is not kept, 412, 422 if the
   *   result is not a table.
   */
  async read(id: string, wanted: ReadingDto, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const found = await this.lockOpen(manager, id, seen);
      const content = await contentOf(manager, id);
      const { sheet, reading } = await openImport(
        content,
        wishOf(found.reading?.wish ?? {}, wanted),
      );
      const changes = {
        sheet: sheet as object,
        reading: reading as object,
        rowsTotal: sheet.rows.length,
      };
      const sameColumns = JSON.stringify(sheet.columns) === JSON.stringify(found.sheet.columns);
      const mapping = (sameColumns ? found.mapping : newMapping(sheet)) as object;
      await manager.update(RegisterImport, id, { ...changes, mapping, version: found.version + 1 });
    });
  }

  /**
   * The preview of an import, row by row.
   * @throws Problem 404, 409 when it is no longer open.
   */
  async check(id: string): Promise<ImportCheckDto> {
    const found = await this.database.manager.findOneBy(RegisterImport, { id });
    if (!found) throw Problem.notFound();
    requireOpen(found);
    const { manager } = this.database;
    const { good, faulty } = await this.rows(found);
    const duplicates = await findDuplicates(manager, good);
    const errors = faulty.flatMap((row) => rowErrors(row, found.sheet, found.mapping));
    const readValues = readValuesOf([...good, ...faulty]);
    return {
      total: found.sheet.rows.length,
      fresh: good.length - duplicates.length,
      faulty: faulty.length,
      errors: errors.slice(0, errorsShown),
      errorsTotal: errors.length,
      duplicates,
      asked: await askedRows(manager, good, duplicates),
      readValues: readValues.slice(0, readValuesShown),
      readValuesTotal: readValues.length,
      dayOrderNeeded: isDayOrderNeeded(faulty) || Boolean(found.mapping.dayOrder),
      farCountries: farCountriesOf(good.filter(({ number }) => mayBeNew(number, duplicates))),
    };
  }

  /** The rows of a file, grouped by what can be done with them. */
  async rows({ sheet, mapping }: Pick<RegisterImport, 'sheet' | 'mapping'>) {
    const rows = await importRows(sheet, mapping);
    const good = rows.filter(({ errors }) => errors.length === 0);
    const faulty = rows.filter(({ errors }) => errors.length > 0);
    return { good, faulty };
  }

  /**
   * @throws Problem 404, 409 when it is no longer open, 412 when it changed after version `seen`.
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
   * Deletes imports that were never run, because their files may hold personal data.
   * @returns how many were deleted.
   */
  async forgetOld(manager: EntityManager): Promise<number> {
    const [, count] = await manager.query<[unknown[], number]>(
      `DELETE FROM register_import WHERE state = 'open'
        AND created_at < now() - make_interval(days => $1)`,
      [limits.openImportDays],
    );
    return count;
  }
}

/** Whether a row is new, or can be added by choice. */
function mayBeNew(row: number, duplicates: ImportCheckDto['duplicates']): boolean {
  return duplicates.find((one) => one.row === row)?.options.includes('create') ?? true;
}

/** Open, or running on an instance whose last heartbeat is too old. */
function requireOpen({ state, beatAt }: RegisterImport): void {
  const silent =
    state === 'running' &&
    Date.now() - (beatAt?.getTime() ?? 0) > limits.importSilenceSeconds * 1000;
  if (state !== 'open' && !silent)
    throw new Problem(409, 'import-not-open', 'This import is running or finished.', { state });
}

function newMapping({ columns }: Sheet): ImportMapping {
  return {
    columns: guessColumns(columns),
    kind: null,
    countryCode: null,
    sourceUrl: null,
    dayOrder: null,
  };
}

/**
 * New choices replace earlier ones; the others stay. Another sheet or encoding has its own heading
 * row.
 */
function wishOf(before: ReadingWish, { encoding, sheet, headRow }: ReadingDto): ReadingWish {
  const isOther = (sheet ?? before.sheet) !== before.sheet;
  return {
    encoding: encoding ?? before.encoding,
    sheet: sheet ?? before.sheet,
    headRow: headRow ?? (isOther ? undefined : before.headRow),
  };
}

/** @throws Problem 409 for an import from before files were kept. */
async function contentOf(manager: EntityManager, id: string): Promise<Buffer> {
  const { content } = await manager.findOneOrFail(RegisterImport, {
    where: { id },
    select: { id: true, content: true },
  });
  if (!content)
    throw new Problem(409, 'import-file-gone', 'The file is not kept any more. Upload it again.');
  return content;
}

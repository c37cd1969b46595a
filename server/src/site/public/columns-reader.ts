import { limits } from '../../platform/config/limits.js';
import { patchedColumns } from './patched-columns.js';
import { asOfDay } from './past-register.js';
import type { PublicDatabase } from './public-database.js';
import type { RegisterClock } from './register-clock.js';
import {
  columnsOf,
  columnsSql,
  uuidAt,
  wordsOf,
  type ColumnsRow,
  type RegisterColumns,
} from './register-columns.js';

/** The columns of a version, and the oldest transaction that its reading may have missed. */
interface Read {
  version: number;
  since: string;
  columns: RegisterColumns;
}

interface Touched {
  ids: Buffer | null;
  since: string;
}

/**
 * The signatories that transactions from `$1` on have touched. A number that this cluster has not
 * given out yet came with the tables from another one.
 */
const touchedSql = `
  SELECT string_agg(uuid_send(signatory_id), ''::bytea) AS ids,
    pg_snapshot_xmin(pg_current_snapshot())::text AS since
  FROM (SELECT signatory_id FROM public_touched_signatory
    WHERE xid >= $1::xid8 AND xid < pg_snapshot_xmax(pg_current_snapshot())
    ORDER BY signatory_id LIMIT ${limits.touchedSignatories + 1}) touched`;

/**
 * Reads the columns of the register: once from the beginning, then only the signatories touched
 * since, so that a change costs the same with 200,000 signatories as with 77 (decision 96).
 */
export class ColumnsReader {
  private last: Read | undefined;

  constructor(
    private readonly database: PublicDatabase,
    private readonly clock: Pick<RegisterClock, 'versionRead'>,
  ) {}

  /** The columns as the current answer's snapshot has them. */
  async current(): Promise<RegisterColumns> {
    const version = await this.clock.versionRead();
    const read = (await this.again(version)) ?? (await this.anew(version));
    if (version > (this.last?.version ?? 0)) this.last = read;
    return read.columns;
  }

  /** The same of an earlier day: nothing of it is kept here. */
  async past(day: string): Promise<RegisterColumns> {
    const sql = asOfDay(day, columnsSql('past'));
    const [row] = await this.database.apart<ColumnsRow>(sql, []);
    return columnsOf(row!);
  }

  private async anew(version: number): Promise<Read> {
    // Read once per process and after mass changes only, so the queue has no limit.
    const [row] = await this.database.apart<ColumnsRow>(columnsSql('all'), [], Infinity);
    return { version, since: row!.since, columns: columnsOf(row!) };
  }

  /** The last columns with what was touched since; undefined if all have to be read. */
  private async again(version: number): Promise<Read | undefined> {
    const { last } = this;
    // An unknown version may be an older one, and nothing leads back from a newer reading.
    if (!last || version <= last.version) return undefined;
    const [touched] = await this.database.query<Touched>(touchedSql, [last.since]);
    const ids = touched!.ids ?? Buffer.alloc(0);
    if (ids.length === 0) return { version, since: touched!.since, columns: last.columns };
    if (ids.length / 16 > limits.touchedSignatories) return undefined;
    const [row] = await this.database.query<ColumnsRow>(columnsSql('some'), [uuidsOf(ids)]);
    const columns = patchedColumns(last.columns, ids, row!);
    // Outside a snapshot, the second statement may see more than the first has looked for.
    return columns && { version, since: touched!.since, columns };
  }
}

function uuidsOf(ids: Buffer): string[] {
  const words = { ids: wordsOf(ids) };
  return Array.from({ length: ids.length / 16 }, (_, row) => uuidAt(words, row));
}

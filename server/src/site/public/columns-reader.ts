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
  /** The clock's connection: after a recovery, versions and transactions count from elsewhere. */
  line: number;
  since: string;
  columns: RegisterColumns;
}

interface Touched {
  ids: Buffer | null;
  since: string;
  actions: string[] | null;
}

/**
 * The signatories that transactions from `$1` on have touched. A number that this cluster has not
 * given out yet came with the tables from another one.
 */
const touchedSql = `
  SELECT string_agg(uuid_send(signatory_id), ''::bytea) AS ids,
    pg_snapshot_xmin(pg_current_snapshot())::text AS since,
    (SELECT json_agg(code ORDER BY code) FROM public_action) AS actions
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
    private readonly clock: Pick<RegisterClock, 'versionRead' | 'line'>,
  ) {}

  /** The columns as the current answer's snapshot has them. */
  async current(): Promise<RegisterColumns> {
    const version = await this.clock.versionRead();
    const read = (await this.again(version)) ?? (await this.anew(version));
    const isOlder = this.last?.line === read.line && version <= this.last.version;
    if (version > 0 && !isOlder) this.last = read;
    return read.columns;
  }

  /** The same of an earlier day: nothing of it is kept here. */
  async past(day: string): Promise<RegisterColumns> {
    const sql = asOfDay(day, columnsSql('past'));
    const [row] = await this.database.apart<ColumnsRow>(sql, []);
    return columnsOf(row!);
  }

  private async anew(version: number): Promise<Read> {
    const read = { version, line: this.clock.line };
    // Read once per process and after mass changes only, so the queue has no limit.
    const [row] = await this.database.apart<ColumnsRow>(columnsSql('all'), [], Infinity);
    return { ...read, since: row!.since, columns: columnsOf(row!) };
  }

  /** The last columns with what was touched since; undefined if all have to be read. */
  private async again(version: number): Promise<Read | undefined> {
    const { last } = this;
    // An unknown version may be an older one, and nothing leads back from a newer reading.
    if (!last || version <= last.version || last.line !== this.clock.line) return undefined;
    const [touched] = await this.database.query<Touched>(touchedSql, [last.since]);
    // Pledges are kept with the positions of their actions.
    if ((touched!.actions ?? []).join() !== last.columns.actions.join()) return undefined;
    const ids = touched!.ids ?? Buffer.alloc(0);
    const read = { version, line: this.clock.line };
    if (ids.length === 0) return { ...read, since: touched!.since, columns: last.columns };
    if (ids.length / 16 > limits.touchedSignatories) return undefined;
    const [row] = await this.database.query<ColumnsRow>(columnsSql('some'), [uuidsOf(ids)]);
    const columns = patchedColumns(last.columns, ids, row!);
    // Outside a snapshot, the second statement may see more than the first has looked for.
    return { ...read, since: touched!.since, columns };
  }
}

function uuidsOf(ids: Buffer): string[] {
  const words = { ids: wordsOf(ids) };
  return Array.from({ length: ids.length / 16 }, (_, row) => uuidAt(words, row));
}

import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import {
  cubeOf,
  inBox,
  ofFacets,
  type Chosen,
  type Condition,
  type Cube,
} from './filtered-columns.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import {
  columnsOf,
  columnsSql,
  columnsValues,
  rowsWith,
  wordsOf,
  type ColumnsRow,
  type RegisterColumns,
} from './register-columns.js';
import { filterSql, type UnderstoodFilter } from './register-query.js';

interface Kept {
  columns: RegisterColumns;
  whole: Cube;
  /** What searches found, by their text, the last used last. */
  found: Map<string, Promise<Uint8Array>>;
}

/** The register seen through a filter. */
export interface FilteredRegister {
  columns: RegisterColumns;
  /** What is left by everything but the three facets, counted by them. */
  cube: Cube;
  /** Whether a row has all that the filter asks for. */
  matches: Condition;
}

/**
 * Filters the register in memory. It is read once under each version, in the snapshot of the
 * response that asks first: who was withdrawn or erased is in none of a later version, and what is
 * kept of an earlier one is never used again (decision 0064).
 */
@Injectable()
export class FilteredRegisterService {
  private readonly kept: OncePerVersion<Kept>;

  constructor(
    private readonly database: PublicDatabase,
    clock: RegisterClock,
  ) {
    this.kept = new OncePerVersion(clock, () => this.read());
  }

  async filtered(filter: UnderstoodFilter): Promise<FilteredRegister> {
    const kept = await this.kept.get();
    const { columns, whole } = kept;
    const found = await this.found(kept, filter);
    const rest: Condition[] = [
      ...(found ? [(row: number) => found[row] === 1] : []),
      ...(filter.box ? [inBox(columns, filter.box)] : []),
    ];
    const all = [...rest, ...(isNarrowed(filter) ? [ofFacets(columns, filter)] : [])];
    return {
      columns,
      cube: rest.length > 0 ? cubeOf(columns, rest) : whole,
      matches: (row) => all.every((holds) => holds(row)),
    };
  }

  private async read(): Promise<Kept> {
    const [row] = await this.database.apart<ColumnsRow>(columnsSql, columnsValues);
    const columns = columnsOf(row!);
    return { columns, whole: cubeOf(columns, []), found: new Map() };
  }

  /** What only the database can find: names, and pledges of one action. */
  private found(kept: Kept, { q, meaning, action }: UnderstoodFilter) {
    if (!q && !action) return undefined;
    const asked: UnderstoodFilter = {
      ...(q && { q, ...(meaning && { meaning }) }),
      ...(action && { action }),
    };
    const key = JSON.stringify([meaning ?? q, action]);
    const { found } = kept;
    const rows = found.get(key) ?? this.find(kept.columns, asked);
    found.delete(key);
    found.set(key, rows);
    if (found.size > limits.foundSets) found.delete(found.keys().next().value!);
    rows.catch(() => found.delete(key));
    return rows;
  }

  private async find(columns: RegisterColumns, asked: UnderstoodFilter): Promise<Uint8Array> {
    const { where, values } = filterSql(asked);
    const few = await this.database.query<{ id: Buffer }>(
      `SELECT uuid_send(s.id) AS id FROM public_signatory s WHERE ${where}
        LIMIT ${limits.foundById + 1}`,
      values,
    );
    if (few.length <= limits.foundById) {
      const ids = few.map(({ id }) => id).sort((a, b) => a.compare(b));
      return rowsWith(columns, wordsOf(Buffer.concat(ids)));
    }
    const [all] = await this.database.apart<{ ids: Buffer | null }>(
      `SELECT string_agg(uuid_send(id), ''::bytea) AS ids
        FROM (SELECT s.id FROM public_signatory s WHERE ${where} ORDER BY s.id) s`,
      values,
    );
    return rowsWith(columns, wordsOf(all!.ids));
  }
}

function isNarrowed({ country, kind, pillar }: Chosen): boolean {
  return Boolean(country ?? kind ?? pillar);
}

import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { cubeOf, rowsChosen, rowsInBox, type Cube, type Rows } from './filtered-columns.js';
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
  all: Rows;
  whole: Cube;
  /** What searches found, by their text, the last used last. */
  found: Map<string, Promise<Rows>>;
}

/** The register seen through a filter. */
export interface FilteredRegister {
  columns: RegisterColumns;
  /** What is left by everything but the three facets, counted by them. */
  cube: Cube;
  /** All that the filter leaves. */
  rows: () => Rows;
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
    const { columns, all, whole } = kept;
    const found = (await this.found(kept, filter)) ?? all;
    const rest = filter.box ? rowsInBox(columns, found, filter.box) : found;
    return {
      columns,
      cube: rest === all ? whole : cubeOf(columns, rest),
      rows: () => rowsChosen(columns, rest, filter),
    };
  }

  private async read(): Promise<Kept> {
    // Asked once under each version, so never too often.
    const [row] = await this.database.apart<ColumnsRow>(columnsSql, columnsValues, Infinity);
    const columns = columnsOf(row!);
    const all = Uint32Array.from({ length: columns.size }, (_, index) => index);
    return { columns, all, whole: cubeOf(columns, all), found: new Map() };
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

  private async find(columns: RegisterColumns, asked: UnderstoodFilter): Promise<Rows> {
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

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { limits } from '../../platform/config/limits.js';
import {
  allRows,
  cubeOf,
  rowsChosen,
  rowsInBox,
  type Cube,
  type Rows,
} from './filtered-columns.js';
import { OncePerVersion } from './once-per-version.js';
import { ColumnsReader } from './columns-reader.js';
import { asOfDay } from './past-register.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import { rowsWith, wordsOf, type RegisterColumns } from './register-columns.js';
import { filterSql, type UnderstoodFilter } from './register-query.js';

interface Kept {
  columns: RegisterColumns;
  all: Rows;
  whole: Cube;
  /** Results of searches, by their text, most recently used last. */
  found: Map<string, Promise<Rows>>;
}

/** The register seen through a filter. */
export interface FilteredRegister {
  columns: RegisterColumns;
  /** The matches of all filters but the three facets, counted by facet. */
  cube: Cube;
  /** All that the filter leaves. */
  rows: () => Rows;
}

/**
 * Filters the register in memory. What changed is read once per version, in the snapshot of the
 * first response that needs it: withdrawn or erased entries are missing in later versions, and an
 * answer never uses the data of another version (decisions 64 and 96).
 */
@Injectable()
export class FilteredRegisterService implements OnApplicationBootstrap {
  private readonly reader: ColumnsReader;
  private readonly kept: OncePerVersion<Kept>;
  private last: Kept | undefined;
  private readonly past: LRUCache<string, OncePerVersion<Kept>>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly clock: RegisterClock,
  ) {
    this.reader = new ColumnsReader(database, clock);
    this.kept = new OncePerVersion(clock, async () => this.keeping(await this.reader.current()));
    this.past = new LRUCache({ max: limits.pastDays });
  }

  /** The first reading is the only long one, so no reader should have to wait for it. */
  onApplicationBootstrap(): void {
    const first = this.database.inOneState(
      () => this.columns(),
      () => undefined,
    );
    // Without it, the first reader reads; an outage is reported by the clock.
    first.catch(() => undefined);
  }

  /**
   * The register of today, or of a day; only a few days are kept, as each takes the same memory.
   */
  private keptOn(day: string | undefined): OncePerVersion<Kept> {
    if (day === undefined) return this.kept;
    const known = this.past.get(day);
    if (known) return known;
    const made = new OncePerVersion(this.clock, async () => keptOf(await this.reader.past(day)));
    this.past.set(day, made);
    return made;
  }

  /** All public signatories of today, for figures about the whole register. */
  async columns(): Promise<RegisterColumns> {
    return (await this.kept.get()).columns;
  }

  async filtered(filter: UnderstoodFilter): Promise<FilteredRegister> {
    const kept = await this.keptOn(filter.asOf).get();
    const { columns, all, whole } = kept;
    const found = (await this.found(kept, filter)) ?? all;
    const rest = filter.box ? rowsInBox(columns, found, filter.box) : found;
    return {
      columns,
      cube: rest === all ? whole : cubeOf(columns, rest),
      rows: () => rowsChosen(columns, rest, filter),
    };
  }

  /** Where no signatory was touched, the columns are the same, and so is what is made of them. */
  private keeping(columns: RegisterColumns): Kept {
    if (this.last?.columns !== columns) this.last = keptOf(columns);
    return { ...this.last!, found: new Map() };
  }

  /** Filters that need the database: names, and pledges of one action. */
  private found(kept: Kept, { q, meaning, action, asOf }: UnderstoodFilter) {
    if (!q && !action) return undefined;
    const asked: UnderstoodFilter = {
      ...(q && { q, ...(meaning && { meaning }) }),
      ...(action && { action }),
      ...(asOf && { asOf }),
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
      asOfDay(
        asked.asOf,
        `SELECT uuid_send(s.id) AS id FROM public_signatory s WHERE ${where}
          LIMIT ${limits.foundById + 1}`,
      ),
      values,
    );
    if (few.length <= limits.foundById) {
      const ids = few.map(({ id }) => id).sort((a, b) => a.compare(b));
      return rowsWith(columns, wordsOf(Buffer.concat(ids)));
    }
    const [all] = await this.database.apart<{ ids: Buffer | null }>(
      asOfDay(
        asked.asOf,
        `SELECT string_agg(uuid_send(id), ''::bytea) AS ids
          FROM (SELECT s.id FROM public_signatory s WHERE ${where} ORDER BY s.id) s`,
      ),
      values,
    );
    return rowsWith(columns, wordsOf(all!.ids));
  }
}

function keptOf(columns: RegisterColumns): Kept {
  const all = allRows(columns);
  return { columns, all, whole: cubeOf(columns, all), found: new Map() };
}

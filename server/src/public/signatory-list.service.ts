import { Injectable } from '@nestjs/common';
import type { Language } from '../../../client/src/languages.js';
import { Problem } from '../common/problem.js';
import { limits } from '../config/limits.js';
import { signatorySlug } from '../register/signatory-path.js';
import { collation, nameSql } from './name-order.js';
import { OncePerVersion } from './once-per-version.js';
import type { ListQuery, RegisterFilter, SignatoryListDto, SignatorySummaryDto } from './public.dto.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import { filterSql, isEverything, summaryColumns } from './register-query.js';

interface Row extends SignatorySummaryDto {
  key: string;
  uuid: string;
}
type Cursor = [key: string, id: string];

/** What a list is sorted by: the name as its readers see it, in the order of their alphabet. migrations/ has an index for each language. */
const nameKey = (language: Language) => `${nameSql(language, 's')} COLLATE ${collation(language)}`;

/** The list of signatories. Pages are found by key, not by number: nobody is shown twice or left out while others join. */
@Injectable()
export class SignatoryListService {
  private readonly countOfAll: OncePerVersion<number>;

  constructor(
    private readonly database: PublicDatabase,
    clock: RegisterClock,
  ) {
    this.countOfAll = new OncePerVersion(clock, () => this.count({}));
  }

  async list(query: ListQuery): Promise<SignatoryListDto> {
    const [rows, total] = await Promise.all([this.page(query), isEverything(query) ? this.countOfAll.get() : this.count(query)]);
    const backwards = Boolean(query.before);
    const more = rows.length > limits.pageSize;
    const page = rows.slice(0, limits.pageSize);
    if (backwards) page.reverse();
    const [first, last] = [page[0], page.at(-1)];
    return {
      items: page.map(summary),
      total,
      next: last && (backwards || more) ? encode([last.key, last.uuid]) : null,
      previous: first && (backwards ? more : query.after) ? encode([first.key, first.uuid]) : null,
    };
  }

  private async page(query: ListQuery): Promise<Row[]> {
    const { where, values } = filterSql(query);
    const newest = query.sort === 'newest';
    const key = newest ? 's.published_at' : nameKey(query.language);
    const backwards = Boolean(query.before);
    const descending = newest !== backwards;
    const cursor = query.before ?? query.after;
    const [cursorKey, cursorId] = cursor ? decode(cursor, newest) : [null, null];
    const position = cursor
      ? `AND (${key}, s.id) ${descending ? '<' : '>'} ($${values.push(cursorKey)}::${newest ? 'timestamptz' : `text COLLATE ${collation(query.language)}`}, $${values.push(cursorId)}::uuid)`
      : '';
    const order = descending ? 'DESC' : 'ASC';
    // What is searched for is found by the trigram index first: a rare word must not walk the whole list in the order of names.
    const from = query.q ? `(SELECT * FROM public_signatory s WHERE ${where} OFFSET 0) s WHERE true` : `public_signatory s WHERE ${where}`;
    return this.database.query<Row>(
      `SELECT ${summaryColumns}, s.key, s.id AS uuid FROM (
         SELECT s.*, ${newest ? `to_char(s.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : key} AS key
         FROM ${from} ${position} ORDER BY ${key} ${order}, s.id ${order} LIMIT ${limits.pageSize + 1}) s`,
      values,
    );
  }

  private async count(filter: RegisterFilter): Promise<number> {
    const { where, values } = filterSql(filter);
    const [row] = await this.database.query<{ total: number }>(`SELECT count(*)::int AS total FROM public_signatory s WHERE ${where}`, values);
    return row!.total;
  }
}

export function summary({ key: _, uuid: __, ...row }: Row): SignatorySummaryDto {
  return { ...row, slug: signatorySlug(row.id, row.names.en) };
}

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function decode(text: string, newest: boolean): Cursor {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(cursor) && cursor.length === 2) {
      const [key, id] = cursor as unknown[];
      const keyFits = typeof key === 'string' && (!newest || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(key)) && !key.includes('\0');
      if (keyFits && typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return [key, id];
    }
  } catch {
    // Not JSON: falls through to the refusal.
  }
  throw Problem.invalid([{ pointer: '/after', key: 'isCursor', params: {}, detail: 'must be the `next` or `previous` of a page' }]);
}

import { Injectable } from '@nestjs/common';
import type { Language } from '../../../../contract/languages.js';
import { limits } from '../../platform/config/limits.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { decodeCursor, encodeCursor, momentKey } from '../../platform/http/cursor.js';
import { collation, nameSql } from './name-order.js';
import { OncePerVersion } from './once-per-version.js';
import type { ListQuery } from './register-filter.dto.js';
import type { SignatoryListDto, SignatorySummaryDto } from './public.dto.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import {
  filterSql,
  isEverything,
  summaryColumns,
  type UnderstoodFilter,
} from './register-query.js';
import { SearchService } from './search.service.js';

interface Row extends SignatorySummaryDto {
  key: string;
  uuid: string;
}

/** Pages of ours say nothing of how many they show. */
type ListQuestion = Omit<ListQuery, 'limit'> & { limit?: number };

/**
 * The sort key of the list: the name as the reader sees it, in the collation of the reader's
 * language. migrations/ has an index for each language.
 */
const nameKey = (language: Language) => `${nameSql(language, 's')} COLLATE ${collation(language)}`;

/**
 * The list of signatories. Keyset pagination shows nobody twice and leaves nobody out while others
 * join.
 */
@Injectable()
export class SignatoryListService {
  private readonly countOfAll: OncePerVersion<number>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly search: SearchService,
    clock: RegisterClock,
  ) {
    this.countOfAll = new OncePerVersion(clock, () => this.count({}));
  }

  async list(asked: ListQuestion): Promise<SignatoryListDto> {
    const query = await this.search.understand({ limit: limits.pageSize, ...asked });
    const [rows, total] = await Promise.all([
      this.page(query),
      isEverything(query) ? this.countOfAll.get() : this.count(query),
    ]);
    const backwards = Boolean(query.before);
    const more = rows.length > query.limit;
    const page = rows.slice(0, query.limit);
    if (backwards) page.reverse();
    const [first, last] = [page[0], page.at(-1)];
    return {
      items: page.map(summary),
      total,
      foundBy: query.meaning?.by ?? 'words',
      next: last && (backwards || more) ? encodeCursor([last.key, last.uuid]) : null,
      previous:
        first && (backwards ? more : query.after) ? encodeCursor([first.key, first.uuid]) : null,
    };
  }

  private async page(query: ListQuery & UnderstoodFilter): Promise<Row[]> {
    const { where, values } = filterSql(query);
    const newest = query.sort === 'newest';
    const key = newest ? 's.published_at' : nameKey(query.language);
    const backwards = Boolean(query.before);
    const descending = newest !== backwards;
    const cursor = query.before ?? query.after;
    const [cursorKey, cursorId] = cursor ? decodeCursor(cursor, newest) : [null, null];
    const keyType = newest ? 'timestamptz' : `text COLLATE ${collation(query.language)}`;
    const position = cursor
      ? `AND (${key}, s.id) ${descending ? '<' : '>'} ` +
        `($${values.push(cursorKey)}::${keyType}, $${values.push(cursorId)}::uuid)`
      : '';
    const order = descending ? 'DESC' : 'ASC';
    // The trigram index narrows down the search first: a rare word must not scan the whole list in
    // name order.
    const from = query.q
      ? `(SELECT * FROM public_signatory s WHERE ${where} OFFSET 0) s WHERE true`
      : `public_signatory s WHERE ${where}`;
    return this.database.query<Row>(
      `SELECT ${summaryColumns}, s.key, s.id AS uuid FROM (
         SELECT s.*, ${newest ? momentKey('s.published_at') : key} AS key
         FROM ${from} ${position} ORDER BY ${key} ${order}, s.id ${order}
           LIMIT $${values.push(query.limit + 1)}) s`,
      values,
    );
  }

  private async count(filter: UnderstoodFilter): Promise<number> {
    const { where, values } = filterSql(filter);
    const [row] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM public_signatory s WHERE ${where}`,
      values,
    );
    return row!.total;
  }
}

export function summary({ key: _, uuid: __, ...row }: Row): SignatorySummaryDto {
  return { ...row, slug: signatorySlug(row.id, row.names.en) };
}

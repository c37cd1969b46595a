import { Injectable } from '@nestjs/common';
import type { Language } from '../../../../contract/languages.js';
import { limits } from '../../platform/config/limits.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { decodeCursor, encodeCursor, momentKey } from '../../platform/http/cursor.js';
import { collation, nameSql } from './name-order.js';
import { totalOf } from './filtered-columns.js';
import { FilteredRegisterService, type FilteredRegister } from './filtered-register.service.js';
import type { ListQuery } from './register-filter.dto.js';
import type { SignatoryListDto, SignatorySummaryDto } from './public.dto.js';
import { PublicDatabase } from './public-database.js';
import { uuidAt } from './register-columns.js';
import {
  filterSql,
  isEverything,
  summaryColumns,
  type UnderstoodFilter,
} from './register-query.js';
import { FirstDay } from './first-day.service.js';
import { asOfDay } from './past-register.js';
import { SearchService } from './search.service.js';

interface Row extends SignatorySummaryDto {
  key: string;
  uuid: string;
}

/** Our own pages never set a limit. */
type ListQuestion = Omit<ListQuery, 'limit'> & { limit?: number };

/**
 * The sort key of the list: the name as the reader sees it, in the collation of the reader's
 * language. migrations/ has an index for each language.
 */
const nameKey = (language: Language) => `${nameSql(language, 's')} COLLATE ${collation(language)}`;

/**
 * The list of signatories. With keyset pagination, no signatory is repeated or skipped while others
 * join.
 */
@Injectable()
export class SignatoryListService {
  constructor(
    private readonly database: PublicDatabase,
    private readonly register: FilteredRegisterService,
    private readonly search: SearchService,
    private readonly firstDay: FirstDay,
  ) {}

  async list(asked: ListQuestion): Promise<SignatoryListDto> {
    await this.firstDay.require(asked.asOf);
    const query = await this.search.understand({ limit: limits.pageSize, ...asked });
    const register = await this.register.filtered(query);
    const total = totalOf(register.cube, query);
    const rows = await this.page(query, total, register);
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

  private async page(
    query: ListQuery & UnderstoodFilter,
    total: number,
    register: FilteredRegister,
  ): Promise<Row[]> {
    const { where, values } = narrowed(query, total, register);
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
    const sql = asOfDay(
      query.asOf,
      `SELECT ${summaryColumns}, s.key, s.id AS uuid FROM (
         SELECT s.*, ${newest ? momentKey('s.published_at') : key} AS key
         FROM public_signatory s WHERE ${where} ${position} ORDER BY ${key} ${order}, s.id ${order}
           LIMIT $${values.push(query.limit + 1)}) s`,
    );
    // The past has no index by name, so its queries run separately and delay no current page.
    return query.asOf
      ? this.database.apart<Row>(sql, values)
      : this.database.query<Row>(sql, values);
  }
}

/**
 * Rare matches are looked up by id, so the list is never scanned for them. Frequent ones are soon
 * found in the order of the list.
 */
function narrowed(
  query: UnderstoodFilter,
  total: number,
  { columns, rows }: FilteredRegister,
): { where: string; values: unknown[] } {
  if (isEverything(query) || total > limits.foundById) return filterSql(query);
  const ids = Array.from(rows(), (row) => uuidAt(columns, row));
  return { where: 's.id = ANY ($1::uuid[])', values: [ids] };
}

export function summary({ key: _, uuid: __, ...row }: Row): SignatorySummaryDto {
  return { ...row, slug: signatorySlug(row.id, row.names.en) };
}

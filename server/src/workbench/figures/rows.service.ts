import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { momentCursor, momentKeys, pageOf, type Keyed } from '../../platform/http/cursor.js';
import { startOfDay } from '../../platform/http/strasbourg-sql.js';
import { rowSources } from './row-sources.js';
import type { FigureRowDto, FigureRowsDto, RowsQuery } from './rows.dto.js';

/** Lists the rows that a figure counts. */
@Injectable()
export class RowsService {
  constructor(private readonly database: DataSource) {}

  /**
   * Newest first, with the total. A figure of current signatories excludes withdrawn ones. A figure
   * of those who joined in a period includes them. A figure as of the end of a day excludes those
   * who had left by then.
   */
  async find({
    of,
    country,
    kind,
    pillar,
    action,
    progress,
    verdict,
    from,
    to,
    on,
    after,
  }: RowsQuery): Promise<FigureRowsDto> {
    const [time, id] = momentCursor(after);
    const values: unknown[] = [];
    const add = (value: unknown, condition: (parameter: string) => string) =>
      value === undefined ? [] : [condition(`$${values.push(value)}`)];
    const endOf = (day: string) => startOfDay(`${day}::date + 1`);
    const where = [
      ...add(country, (p) => `country_code = ${p}`),
      ...add(kind, (p) => `kind = ${p}`),
      ...add(pillar, (p) => `pillar = ${p}`),
      ...add(action, (p) => `action = ${p}`),
      ...add(progress, (p) => `progress = ${p}`),
      ...add(verdict, (p) => `verdict = ${p}`),
      ...add(from, (p) => `at >= ${startOfDay(p)}`),
      ...add(to, (p) => `at < ${endOf(p)}`),
      ...add(on, (p) => `at < ${endOf(p)} AND (until IS NULL OR until >= ${endOf(p)})`),
      from || on ? 'true' : 'listed',
    ].join(' AND ');
    const position = time
      ? `AND (at, id) < ($${values.length + 1}::timestamptz, $${values.length + 2}::uuid)`
      : '';
    const rows = await this.database.query<(FigureRowDto & Keyed)[]>(
      `SELECT id, name, country_code AS "countryCode", kind, case_id AS "caseId",
        public_id AS "publicId", at, verdict, round(days::numeric, 1)::float AS days, progress,
        wording,
              own_words AS "ownWords", own_words_language AS "ownWordsLanguage",
              ${momentKeys('at', 'id')}
       FROM (${rowSources[of]}) figure
       WHERE ${where} ${position} ORDER BY at DESC, id DESC LIMIT ${limits.staffPageSize + 1}`,
      time ? [...values, time, id] : values,
    );
    const [counted] = await this.database.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM (${rowSources[of]}) figure WHERE ${where}`,
      values,
    );
    return { ...pageOf(rows, limits.staffPageSize), total: counted!.total };
  }
}

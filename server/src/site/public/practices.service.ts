import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { momentCursor, momentKeys, pageOf, type Keyed } from '../../platform/http/cursor.js';
import type { PracticeListDto, PracticePageDto, PracticeQuery } from './practices.dto.js';
import { PublicDatabase } from './public-database.js';
import { anyOf, filesSql, namesColumn } from './register-query.js';

type Row = Omit<PracticePageDto, 'signatory'> & {
  signatory: Omit<PracticePageDto['signatory'], 'slug'>;
};

const columns = `g.id, g.pillar_code AS pillar, g.title, g.what_was_done AS "whatWasDone",
  g.for_whom AS "forWhom", g.result, g.language,
  g.also_in AS "alsoIn", g.whom_to_ask AS "whomToAsk", g.published_at AS "publishedAt",
  ${filesSql('f.practice_id = g.id')} AS files,
  (SELECT to_json(t)
    FROM (SELECT s.public_id AS id, ${namesColumn}, s.kind, s.country_code AS "countryCode",
    s.demo) t) AS signatory`;
const text =
  `concat_ws(' ', g.title, g.what_was_done, g.for_whom, g.result, s.name_official, s.name_en, ` +
  's.name_fr)';

/**
 * Good practices of all signatories, newest first, with keyset pagination as in the list of
 * signatories.
 */
@Injectable()
export class PracticesService {
  constructor(private readonly database: PublicDatabase) {}

  async list(query: Partial<PracticeQuery>): Promise<PracticeListDto> {
    const size = query.limit ?? limits.pageSize;
    const { where, values } = conditions(query);
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total ${from} WHERE ${where}`,
      values,
    );
    const [key, id] = momentCursor(query.after);
    const position = key
      ? `AND (g.published_at, g.id) < ($${values.push(key)}::timestamptz, ` +
        `$${values.push(id)}::uuid)`
      : '';
    const rows = await this.database.query<Row & Keyed>(
      `SELECT ${columns}, ${momentKeys('g.published_at', 'g.id')} ${from} WHERE ${where} ${position}
        ORDER BY g.published_at DESC, g.id DESC LIMIT ${size + 1}`,
      values,
    );
    const { items, next } = pageOf<Row>(rows, size);
    return { items: items.map(practice), total: count!.total, next };
  }

  /** Whether the practice was public once and staff took it down. */
  async isGone(id: string): Promise<boolean> {
    return (
      (
        await this.database.query<{ id: string }>(
          `SELECT id FROM public_practice_gone WHERE id = $1`,
          [id],
        )
      ).length > 0
    );
  }

  async one(id: string): Promise<PracticePageDto | null> {
    const [row] = await this.database.query<Row>(`SELECT ${columns} ${from} WHERE g.id = $1`, [id]);
    return row ? practice(row) : null;
  }

  /** Countries with at least one practice, for the filter. */
  async countries(): Promise<string[]> {
    const rows = await this.database.query<{ code: string }>(
      `SELECT DISTINCT s.country_code AS code ${from} ORDER BY 1`,
    );
    return rows.map(({ code }) => code);
  }
}

const from = 'FROM public_practice g JOIN public_signatory s ON s.id = g.signatory_id';

function conditions({ q, pillar, country, language }: Partial<PracticeQuery>): {
  where: string;
  values: unknown[];
} {
  const values: unknown[] = [];
  const all = ['true'];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  if (pillar) all.push(anyOf('g.pillar_code', pillar, parameter));
  if (country) all.push(anyOf('s.country_code', country, parameter));
  if (language) all.push(anyOf('g.language', language, parameter));
  for (const word of (q ?? '').split(' ').filter(Boolean).slice(0, 8))
    all.push(`${text} ILIKE ${parameter(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`);
  return { where: all.join(' AND '), values };
}

function practice({ signatory, ...row }: Row): PracticePageDto {
  return {
    ...row,
    signatory: { ...signatory, slug: signatorySlug(signatory.id, signatory.names.en) },
  };
}

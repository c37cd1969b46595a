import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import { momentCursor, momentKeys, pageOf, type Keyed } from '../../platform/http/cursor.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { PracticeSection } from '../../joining/submissions/dto/follow-up-sections.dto.js';
import { mayEdit } from '../register-editing/may-edit.js';
import type {
  EditedPracticeDto,
  StaffPracticeRowDto,
  StaffPracticeRowsDto,
  StaffPracticesQuery,
} from './practices.dto.js';

const state = `CASE WHEN g.taken_down_at IS NOT NULL THEN 'taken_down'
  WHEN s.state IN ('published', 'on_hold') THEN 'public' ELSE 'with_signatory' END`;
const from = `practice g JOIN signatory s ON s.id = g.signatory_id
  JOIN authority a ON a.id = s.authority_id`;
const columns = `g.id, g.title, g.pillar_code AS pillar, ${state} AS state, g.language,
  a.country_code AS "countryCode", s.id AS "signatoryId",
  json_build_object('official', a.name_official, 'officialLanguage', a.name_official_language,
    'en', a.name_en, 'fr', a.name_fr) AS names,
  g.published_at AS "publishedAt", s.demo`;
const text =
  `concat_ws(' ', g.title, g.what_was_done, g.for_whom, g.result, a.name_official, a.name_en, ` +
  'a.name_fr)';

/** Good practices as staff see them, including those that are not public. */
@Injectable()
export class StaffPractices {
  constructor(private readonly database: DataSource) {}

  /** Newest first. */
  async list(query: StaffPracticesQuery): Promise<StaffPracticeRowsDto> {
    const { where, values } = conditions(query);
    const [count] = await this.database.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM ${from} WHERE ${where}`,
      values,
    );
    const [time, id] = momentCursor(query.after);
    const position = time
      ? `AND (g.published_at, g.id) < ($${values.push(time)}::timestamptz, ` +
        `$${values.push(id)}::uuid)`
      : '';
    const rows = await this.database.query<(StaffPracticeRowDto & Keyed)[]>(
      `SELECT ${columns}, ${momentKeys('g.published_at', 'g.id')} FROM ${from}
        WHERE ${where} ${position}
       ORDER BY g.published_at DESC, g.id DESC LIMIT ${limits.staffPageSize + 1}`,
      values,
    );
    return {
      ...pageOf<StaffPracticeRowDto>(rows, limits.staffPageSize),
      total: count!.total,
      countries: await this.countries(),
    };
  }

  /** @throws Problem 404. */
  async one(id: string, staff: Staff): Promise<EditedPracticeDto> {
    const [row] = await this.database.query<
      (Omit<EditedPracticeDto, 'mayEdit' | 'content'> & { content: object })[]
    >(
      `SELECT ${columns}, g.version, g.changed_at AS "changedAt", g.submission_id AS "submissionId",
              json_build_object('title', g.title, 'pillar', g.pillar_code, 'whatWasDone',
                g.what_was_done, 'forWhom', g.for_whom, 'result', g.result,
                'alsoIn', g.also_in, 'whomToAsk', g.whom_to_ask) AS content,
              CASE WHEN g.taken_down_at IS NOT NULL
                THEN json_build_object('at', g.taken_down_at, 'reasonCode', g.taken_down_for,
                'reason', g.taken_down_reason) END AS "takenDown"
       FROM ${from} WHERE g.id = $1`,
      [id],
    );
    if (!row) throw Problem.notFound();
    const said = Object.fromEntries(
      Object.entries(row.content).filter(([, value]) => value !== null),
    ) as unknown as PracticeSection;
    return { ...row, content: said, mayEdit: mayEdit(staff) };
  }

  private async countries(): Promise<string[]> {
    const rows = await this.database.query<{ code: string }[]>(
      `SELECT DISTINCT a.country_code AS code FROM ${from} ORDER BY 1`,
    );
    return rows.map(({ code }) => code);
  }
}

function conditions({ state: states, pillar, country, q }: StaffPracticesQuery): {
  where: string;
  values: unknown[];
} {
  const values: unknown[] = [];
  const all = ['true'];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  if (states) all.push(`${state} = ANY(${parameter(states)})`);
  if (pillar) all.push(`g.pillar_code = ANY(${parameter(pillar)})`);
  if (country) all.push(`a.country_code = ANY(${parameter(country)})`);
  for (const word of (q ?? '').split(' ').filter(Boolean).slice(0, 8))
    all.push(`${text} ILIKE ${parameter(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`);
  return { where: all.join(' AND '), values };
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { timeCursor } from '../common/time-cursor.js';
import type { FigureRowDto, FigureRowsDto, RowsQuery } from './rows.dto.js';

const pageSize = 50;

/** Each figure as rows with the same columns; its conditions are those by which the dashboard counts. */
const sources: Record<RowsQuery['of'], string> = {
  signatories: `
    SELECT s.id, a.name_official AS name, a.country_code, a.kind, s.endorsement_id AS case_id,
           CASE WHEN s.state IN ('published', 'on_hold') THEN s.public_id END AS public_id, s.published_at AS at, s.state IN ('published', 'on_hold') AS listed,
           NULL::text AS verdict, NULL::text AS pillar, NULL::text AS action, NULL::text AS progress, NULL::jsonb AS wording, NULL::text AS own_words, NULL::text AS own_words_language
    FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.published_at IS NOT NULL`,
  pledges: `
    SELECT p.id, a.name_official AS name, a.country_code, a.kind, s.endorsement_id AS case_id, s.public_id, s.published_at AS at, true AS listed,
           NULL::text AS verdict, p.pillar_code AS pillar, p.action_code AS action, p.progress, c.wording, p.own_words, p.own_words_language
    FROM pledge p JOIN signatory s ON s.id = p.signatory_id JOIN authority a ON a.id = s.authority_id LEFT JOIN action c ON c.code = p.action_code
    WHERE s.state IN ('published', 'on_hold')`,
  decisions: `
    SELECT d.id, coalesce(s.answers->'authority'->>'nameOfficial', s.reference) AS name, coalesce(s.answers->'authority'->>'countryCode', '') AS country_code,
           coalesce(s.answers->'authority'->>'kind', 'other') AS kind, s.id AS case_id, NULL::text AS public_id, d.decided_at AS at, true AS listed,
           d.verdict, NULL::text AS pillar, NULL::text AS action, NULL::text AS progress, NULL::jsonb AS wording, NULL::text AS own_words, NULL::text AS own_words_language
    FROM decision d JOIN submission s ON s.id = d.submission_id`,
};

/** The rows behind a figure. */
@Injectable()
export class RowsService {
  constructor(private readonly database: DataSource) {}

  /** Newest first, with how many there are in all. A figure of who is on the register leaves the withdrawn out; who joined in a span of time does not. */
  async find({ of, country, kind, pillar, action, progress, verdict, from, to, after }: RowsQuery): Promise<FigureRowsDto> {
    const [time, id] = timeCursor.read(after);
    const where = `($1::text IS NULL OR country_code = $1) AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR pillar = $3)
      AND ($4::text IS NULL OR action = $4) AND ($5::text IS NULL OR progress = $5) AND ($6::text IS NULL OR verdict = $6)
      AND ($7::date IS NULL OR at >= $7::date::timestamp AT TIME ZONE 'UTC') AND ($8::date IS NULL OR at < ($8::date + 1)::timestamp AT TIME ZONE 'UTC') AND (listed OR $7::date IS NOT NULL)`;
    const values = [country, kind, pillar, action, progress, verdict, from, to].map((value) => value ?? null);
    const rows = await this.database.query<(FigureRowDto & { cursor: string })[]>(
      `SELECT id, name, country_code AS "countryCode", kind, case_id AS "caseId", public_id AS "publicId", at, verdict, progress, wording,
              own_words AS "ownWords", own_words_language AS "ownWordsLanguage", ${timeCursor.sql('at', 'id')} AS cursor
       FROM (${sources[of]}) figure
       WHERE ${where} AND ($9::timestamp IS NULL OR (at AT TIME ZONE 'UTC', id) < ($9::timestamp, $10::uuid)) ORDER BY at DESC, id DESC LIMIT ${pageSize + 1}`,
      [...values, time, id],
    );
    const [counted] = await this.database.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM (${sources[of]}) figure WHERE ${where}`,
      values,
    );
    return { ...timeCursor.page(rows, pageSize), total: counted!.total };
  }
}

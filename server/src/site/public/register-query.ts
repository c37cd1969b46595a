import { searchWords } from '../../platform/text/text.js';
import { factColumns } from '../../reference/authorities/fact-columns.js';
import type { DatedFilter, RegisterFilter } from './register-filter.dto.js';

const nothingLeftOut = 'true';

/** The interpretation of a search (search.service.ts). */
export type SearchMeaning =
  | { by: 'words'; words: string[] }
  | { by: 'otherName'; places: { country: string; words: string[] }[] }
  | { by: 'similar'; words: string[]; least: number };

export interface UnderstoodFilter extends DatedFilter {
  meaning?: SearchMeaning;
}

/**
 * A search as SQL over `public_signatory s`; for similar spellings with a score from 0 to 1. The
 * index on search_text serves all three kinds.
 */
export function searchSql(
  meaning: SearchMeaning,
  parameter: (value: unknown) => string,
): { where: string; score: string } {
  if (meaning.by === 'similar') {
    const words = meaning.words.map(parameter);
    const score =
      `(${words.map((word) => `word_similarity(${word}, s.search_text)`).join(' + ')}) / ` +
      `${words.length}`;
    return {
      where:
        `${words.map((word) => `${word} <% s.search_text`).join(' AND ')} AND ${score} >= ` +
        `${parameter(meaning.least)}::real`,
      score,
    };
  }
  const all = (words: string[], end: string) =>
    words.map((word) => `s.search_text LIKE ${parameter(`% ${word}${end}`)}`).join(' AND ');
  // A search for nothing but punctuation finds nothing instead of everything.
  if (meaning.by === 'words')
    return { where: meaning.words.length > 0 ? all(meaning.words, '%') : 'false', score: '1' };
  const places = meaning.places.map(
    ({ country, words }) => `(s.country_code = ${parameter(country)} AND ${all(words, ' %')})`,
  );
  return { where: `(${places.join(' OR ')})`, score: '1' };
}

/**
 * Whether a column has one of these values. PostgreSQL estimates a single value best.
 */
export function anyOf(
  column: string,
  values: readonly string[],
  parameter: (value: unknown) => string,
): string {
  return values.length === 1
    ? `${column} = ${parameter(values[0])}`
    : `${column} = ANY (${parameter(values)}::text[])`;
}

/**
 * A filter as SQL over the view `public_signatory s`, with its values; `first` is the number of its
 * first parameter.
 */
export function filterSql(
  filter: UnderstoodFilter,
  first = 1,
): { where: string; values: unknown[] } {
  const conditions: string[] = [nothingLeftOut];
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${first - 1 + values.push(value)}`;
  if (filter.q)
    conditions.push(
      searchSql(filter.meaning ?? { by: 'words', words: searchWords(filter.q) }, parameter).where,
    );
  if (filter.country) conditions.push(anyOf('s.country_code', filter.country, parameter));
  if (filter.kind) conditions.push(anyOf('s.kind', filter.kind, parameter));
  if (filter.pillar)
    conditions.push(
      `EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id
        AND ${anyOf('p.pillar_code', filter.pillar, parameter)})`,
    );
  if (filter.action)
    conditions.push(
      `EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id
        AND p.action_code = ${parameter(filter.action)})`,
    );
  if (filter.box) {
    const [west, south, east, north] = filter.box.split(',').map(Number).map(parameter);
    conditions.push(
      `s.longitude >= ${west} AND s.longitude < ${east} AND s.latitude >= ${south} AND ` +
        `s.latitude < ${north}`,
    );
  }
  return { where: conditions.join(' AND '), values };
}

/** Whether a filter excludes nothing. */
export function isEverything(filter: RegisterFilter): boolean {
  return filterSql(filter).where === nothingLeftOut;
}

/** All names of a signatory, as one JSON object. */
export const namesColumn = `(SELECT row_to_json(n)
  FROM (SELECT s.name_official AS official, s.name_official_language AS "officialLanguage",
  s.name_en AS en, s.name_fr AS fr) n) AS names`;

const ownColumns = `
  s.public_id AS id, s.state, s.kind, s.country_code AS "countryCode", s.region,
  ${namesColumn},
  s.signed_on AS "signedOn", s.published_at AS "publishedAt", s.demo,
  s.no_report_since AS "noReportSince"`;

/** The columns of a summary. */
export const summaryColumns = `${ownColumns},
  (SELECT json_build_object(
     'prevention', count(*) FILTER (WHERE pillar_code = 'prevention'), 'protection',
     count(*) FILTER (WHERE pillar_code = 'protection'),
     'prosecution', count(*) FILTER (WHERE pillar_code = 'prosecution'), 'participation',
     count(*) FILTER (WHERE pillar_code = 'participation'))
   FROM public_pledge p WHERE p.signatory_id = s.id) AS "pledgeCounts"`;

const fileColumns =
  `f.public_id AS id, f.title, f.language, f.media_type AS "mediaType", f.bytes, '/files/' || ` +
  'f.public_id AS path';

/** Published files as JSON, selected by a condition on the view `public_file f`. */
export const filesSql = (condition: string) =>
  `coalesce((SELECT json_agg(row_to_json(i) ORDER BY f.published_at, f.public_id)
     FROM public_file f CROSS JOIN LATERAL (SELECT ${fileColumns}) i WHERE ${condition}), '[]')`;

/** Files grouped by the thing that the given column of `file` refers to, one row per thing. */
const filesOf = (thing: string, condition = 'true') => `
  SELECT ${thing}, json_agg(row_to_json(i) ORDER BY published_at, public_id) AS files
  FROM file f CROSS JOIN LATERAL (SELECT ${fileColumns}) i WHERE ${thing} IS NOT NULL
    AND ${condition} GROUP BY ${thing}`;

/**
 * The reports on the pledge `p`. Looked up only for pledges with reports: as a join, every batch of
 * an export could read the whole table.
 */
const reportsSql = `CASE WHEN p.reported_on IS NULL THEN '[]'::json ELSE coalesce((
          SELECT json_agg(row_to_json(i) ORDER BY r.reported_on)
          FROM public_pledge_report r
            CROSS JOIN LATERAL (SELECT r.id, r.reported_on AS "reportedOn", r.progress, r.note,
              r.evidence_url AS "evidenceUrl", r.language, r.translations) i
          WHERE r.pledge_id = p.id), '[]'::json) END`;

const seenSql = `CASE WHEN p.progress = 'done' THEN (
          SELECT n.seen_on::text FROM public_pledge_seen n WHERE n.pledge_id = p.id) END`;

const noReports = `'[]'::json`;

/**
 * All public data of the signatories that `chosen` selects from `public_signatory s`; profiles and
 * all exports are built from it. Each kind of detail is aggregated once for all of them, because
 * row-by-row subqueries over the whole register take several times as long. So does
 * `json_build_object`, which looks up the output function of every value again; `row_to_json` of a
 * subselect does not. The ids in other data sets are looked up row by row (LIMIT keeps it that
 * way): as a join, every batch of an export read the whole table of authorities.
 */
export const profilesSql = (chosen: string, { reports = true } = {}) => `
  WITH s AS MATERIALIZED (SELECT s.* FROM public_signatory s ${chosen}),
  file AS MATERIALIZED (SELECT f.* FROM public_file f WHERE f.signatory_id IN (SELECT id FROM s)),
  signatory_files AS (${filesOf('signatory_id', 'pledge_id IS NULL AND practice_id IS NULL')}),
  pledge_files AS (${filesOf('pledge_id')}),
  practice_files AS (${filesOf('practice_id')}),
  pledges AS (
    SELECT p.signatory_id, json_agg(row_to_json(i) ORDER BY p.position) AS list
    FROM s JOIN public_pledge p ON p.signatory_id = s.id
      LEFT JOIN pledge_files f ON f.pledge_id = p.id
      CROSS JOIN LATERAL (SELECT
        p.id, p.pillar_code AS pillar, p.action_code AS action, p.pact_version AS "pactVersion",
        p.own_words AS "ownWords", p.own_words_language AS "ownWordsLanguage",
        p.own_words_translations AS "ownWordsTranslations",
        p.target_year AS "targetYear", p.lead_department AS "leadDepartment", p.progress,
        p.progress_note AS "progressNote",
        p.progress_note_translations AS "progressNoteTranslations",
        p.evidence_url AS "evidenceUrl", p.reported_on AS "reportedOn",
        ${reports ? reportsSql : noReports} AS reports,
        ${seenSql} AS "seenOn", coalesce(f.files, '[]') AS files) i
    GROUP BY p.signatory_id),
  practices AS (
    SELECT g.signatory_id, json_agg(row_to_json(i) ORDER BY g.published_at DESC, g.id) AS list
    FROM s JOIN public_practice g ON g.signatory_id = s.id
      LEFT JOIN practice_files f ON f.practice_id = g.id
      CROSS JOIN LATERAL (SELECT
        g.id, g.pillar_code AS pillar, g.title, g.what_was_done AS "whatWasDone",
        g.for_whom AS "forWhom", g.result,
        g.language, g.also_in AS "alsoIn", g.whom_to_ask AS "whomToAsk",
        coalesce(f.files, '[]') AS files,
        to_char(g.published_at AT TIME ZONE 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt") i
    GROUP BY g.signatory_id)
  SELECT ${ownColumns}, ${factColumns('s')}, s.latitude, s.longitude, s.source_url AS "sourceUrl",
    s.reported_on::text AS "reportedOn", s.changed_at AS "changedAt",
      (SELECT n.note FROM public_source_note n WHERE n.signatory_id = s.id) AS "sourceNote",
    x.geonames_id AS "geonamesId", x.wikidata_id AS "wikidataId",
    x.municipality_code AS "municipalityCode", x.nuts, x.nuts_edition AS "nutsEdition",
    coalesce((SELECT to_json(j.names) FROM public_joint_signatory j WHERE j.signatory_id = s.id),
      '[]') AS "jointSignatories",
    coalesce(f.files, '[]') AS files, coalesce(l.list, '[]') AS pledges,
    coalesce(r.list, '[]') AS practices, s.id AS key
  FROM s
    LEFT JOIN LATERAL (SELECT i.geonames_id, i.wikidata_id, i.municipality_code,
        i.nuts, i.nuts_edition
      FROM public_external_id i
      WHERE i.signatory_id = s.id LIMIT 1) x ON true
    LEFT JOIN pledges l ON l.signatory_id = s.id
    LEFT JOIN practices r ON r.signatory_id = s.id
    LEFT JOIN signatory_files f ON f.signatory_id = s.id
  ORDER BY s.id`;

import { columnOfFact, laterFacts } from '../../../../contract/facts.js';
import { strasbourg } from '../../../../contract/clock.js';

/**
 * The same query over the register as it was at the end of a day. The views that it reads are
 * replaced by expressions of the same names, made from the versions (decision 81), so one query
 * serves both today and the past. Without a day the query does not change.
 * @param day a day of the calendar, 2027-03-01, checked by its DTO.
 * @param ids the parameter with the ids of all signatories that the query is about, if there are
 *   few: otherwise no index leads from them into the versions.
 */
export function asOfDay(day: string | undefined, sql: string, ids?: string): string {
  if (day === undefined) return sql;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`no day: ${day}`);
  const end = `((DATE '${day}' + 1)::timestamp AT TIME ZONE '${strasbourg}')`;
  const views = Object.entries(
    viewsOf(`DATE '${day}'`, end, (key) => (ids ? `AND ${key} = ANY (${ids})` : '')),
  ).map(([name, view]) => `public_${name} AS NOT MATERIALIZED (${view})`);
  return `WITH ${views.join(', ')} SELECT * FROM (${sql}) asked`;
}

/**
 * The version at the end of the day: the one before the first later one. None if nothing has
 * changed since.
 */
const versionOf = (signatory: string, end: string) => `(
  SELECT min(later.number) - 1 FROM public.public_version later
  WHERE later.signatory_id = ${signatory} AND later.number > 1 AND later.at >= ${end})`;

/** The content of the version, or of today's register if no later version exists. */
const then = (key: string, column: string, type = 'text') =>
  `CASE WHEN v.content IS NULL THEN s.${column} ELSE (v.content->>'${key}')::${type} END
    AS ${column}`;

const signatories = (day: string, end: string) => `
  SELECT s.id, s.public_id, coalesce(step.state, 'published') AS state, ${then('kind', 'kind')},
    ${then('countryCode', 'country_code', 'char(2)')}, ${then('region', 'region')},
    ${then('nameOfficial', 'name_official')},
    ${then('nameOfficialLanguage', 'name_official_language')}, ${then('nameEn', 'name_en')},
    ${then('nameFr', 'name_fr')}, s.search_text, ${then('website', 'website')},
    ${then('population', 'population', 'int')}, ${then('latitude', 'latitude', 'float8')},
    ${then('longitude', 'longitude', 'float8')}, ${then('signedOn', 'signed_on')},
    ${then('sourceUrl', 'source_url')}, s.published_at,
    CASE WHEN s.changed_at < ${end} THEN s.changed_at
      ELSE greatest(s.published_at, v.at, step.at) END AS changed_at, s.demo,
    CASE WHEN s.reported_on <= ${day} THEN s.reported_on ELSE (
      SELECT max(r.reported_on) FROM public.public_pledge_report r
      WHERE r.signatory_id = s.id AND r.reported_on <= ${day}) END AS reported_on,
    NULL::int AS no_report_since, ${then('outsideCompetence', 'outside_competence')}
    ${laterFacts('website', 'population', 'outsideCompetence')
      .map((name) => `, s.${columnOfFact(name)}`)
      .join('')}
  FROM public.public_signatory s
    LEFT JOIN LATERAL (SELECT w.content, w.at FROM public.public_version w
      WHERE w.signatory_id = s.id AND w.number = ${versionOf('s.id', end)}) v ON true
    LEFT JOIN LATERAL (SELECT p.state, p.at FROM public.public_step p
      WHERE p.signatory_id = s.id AND p.at < ${end} ORDER BY p.at DESC, p.id DESC LIMIT 1) step
      ON true
  WHERE s.published_at < ${end} AND step.state IS DISTINCT FROM 'withdrawn'`;

const pledgeColumns = [
  ...['id', 'signatory_id', 'pillar_code', 'action_code', 'own_words', 'own_words_language'],
  ...['target_year', 'progress', 'position', 'lead_department', 'progress_note', 'evidence_url'],
  ...['reported_on', 'pact_version', 'own_words_translations', 'progress_note_translations'],
];
const columnsOf = (table: string) => pledgeColumns.map((name) => `${table}.${name}`).join(', ');

function viewsOf(day: string, end: string, only: (key: string) => string): Record<string, string> {
  return {
    signatory: `${signatories(day, end)} ${only('s.id')}`,
    pledge: `
      SELECT ${columnsOf('p')} FROM public.public_pledge p
      WHERE NOT EXISTS (SELECT 1 FROM public.public_version later
        WHERE later.signatory_id = p.signatory_id AND later.number > 1 AND later.at >= ${end})
        ${only('p.signatory_id')}
      UNION ALL
      SELECT ${columnsOf('p')} FROM public.public_version_pledge p
      WHERE p.number = ${versionOf('p.signatory_id', end)} ${only('p.signatory_id')}`,
    pledge_report: `
      SELECT r.* FROM public.public_pledge_report r WHERE r.reported_on <= ${day}
        ${only('r.signatory_id')}`,
    pledge_seen: `SELECT n.* FROM public.public_pledge_seen n WHERE n.seen_on <= ${day}
      ${only('n.signatory_id')}`,
    practice: `SELECT g.* FROM public.public_practice g WHERE g.published_at < ${end}
      ${only('g.signatory_id')}`,
    file: `SELECT f.* FROM public.public_file f WHERE f.published_at < ${end}
      ${only('f.signatory_id')}`,
    joint_signatory: `
      SELECT j.signatory_id, j.names FROM public.public_joint_signatory j
      WHERE NOT EXISTS (SELECT 1 FROM public.public_version v
        WHERE v.signatory_id = j.signatory_id AND v.number = ${versionOf('j.signatory_id', end)}
          AND v.content->'jointSignatories' IS DISTINCT FROM to_jsonb(j.names))
        ${only('j.signatory_id')}`,
    signatory_history: `
      SELECT h.* FROM public.public_signatory_history h WHERE h.at < ${end}`,
  };
}

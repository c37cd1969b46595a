import { searchWords } from '../common/text.js';
import type { RegisterFilter } from './public.dto.js';

const nothingLeftOut = 'true';

/** What a search was found to mean (search.service.ts). */
export type SearchMeaning =
  | { by: 'words'; words: string[] }
  | { by: 'otherName'; places: { country: string; words: string[] }[] }
  | { by: 'similar'; words: string[]; least: number };

export interface UnderstoodFilter extends RegisterFilter {
  meaning?: SearchMeaning;
}

/** A search as SQL over `public_signatory s`; for a similar spelling with a score from 0 to 1. The index on search_text serves all three. */
export function searchSql(meaning: SearchMeaning, parameter: (value: unknown) => string): { where: string; score: string } {
  if (meaning.by === 'similar') {
    const words = meaning.words.map(parameter);
    const score = `(${words.map((word) => `word_similarity(${word}, s.search_text)`).join(' + ')}) / ${words.length}`;
    return { where: `${words.map((word) => `${word} <% s.search_text`).join(' AND ')} AND ${score} >= ${parameter(meaning.least)}::real`, score };
  }
  const all = (words: string[], end: string) => words.map((word) => `s.search_text LIKE ${parameter(`% ${word}${end}`)}`).join(' AND ');
  // A search for nothing but punctuation finds nothing, rather than everything.
  if (meaning.by === 'words') return { where: meaning.words.length > 0 ? all(meaning.words, '%') : 'false', score: '1' };
  const places = meaning.places.map(({ country, words }) => `(s.country_code = ${parameter(country)} AND ${all(words, ' %')})`);
  return { where: `(${places.join(' OR ')})`, score: '1' };
}

/** A filter as SQL over the view `public_signatory s`, with the values it needs; `first` is the number of its first parameter. */
export function filterSql(filter: UnderstoodFilter, first = 1): { where: string; values: unknown[] } {
  const conditions: string[] = [nothingLeftOut];
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${first - 1 + values.push(value)}`;
  if (filter.q) conditions.push(searchSql(filter.meaning ?? { by: 'words', words: searchWords(filter.q) }, parameter).where);
  if (filter.country) conditions.push(`s.country_code = ${parameter(filter.country)}`);
  if (filter.kind) conditions.push(`s.kind = ${parameter(filter.kind)}`);
  if (filter.pillar)
    conditions.push(`EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id AND p.pillar_code = ${parameter(filter.pillar)})`);
  if (filter.action)
    conditions.push(`EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id AND p.action_code = ${parameter(filter.action)})`);
  if (filter.box) {
    const [west, south, east, north] = filter.box.split(',').map(Number).map(parameter);
    conditions.push(`s.longitude >= ${west} AND s.longitude < ${east} AND s.latitude >= ${south} AND s.latitude < ${north}`);
  }
  return { where: conditions.join(' AND '), values };
}

/** Whether a filter leaves nothing out. */
export function isEverything(filter: RegisterFilter): boolean {
  return filterSql(filter).where === nothingLeftOut;
}

/** All names of a signatory, as one JSON object. */
export const namesColumn = `json_build_object('official', s.name_official, 'officialLanguage', s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names`;

/** The columns of a summary. */
export const summaryColumns = `
  s.public_id AS id, s.state, s.kind, s.country_code AS "countryCode", s.region,
  ${namesColumn},
  s.signed_on AS "signedOn", s.published_at AS "publishedAt", s.demo,
  (SELECT json_build_object(
     'prevention', count(*) FILTER (WHERE pillar_code = 'prevention'), 'protection', count(*) FILTER (WHERE pillar_code = 'protection'),
     'prosecution', count(*) FILTER (WHERE pillar_code = 'prosecution'), 'participation', count(*) FILTER (WHERE pillar_code = 'participation'))
   FROM public_pledge p WHERE p.signatory_id = s.id) AS "pledgeCounts"`;

/** The published files that meet a condition over the view `public_file f`, as JSON. */
export const filesSql = (condition: string) =>
  `coalesce((SELECT json_agg(json_build_object('id', f.public_id, 'title', f.title, 'language', f.language, 'mediaType', f.media_type,
     'bytes', f.bytes, 'path', '/files/' || f.public_id) ORDER BY f.published_at, f.public_id) FROM public_file f WHERE ${condition}), '[]')`;

/** All columns of a signatory that are public, likewise: what a profile shows and every export is made from. */
export const profileColumns = `${summaryColumns}, s.website, s.population, s.latitude, s.longitude, s.source_url AS "sourceUrl", s.changed_at AS "changedAt",
  (SELECT x.geonames_id FROM public_external_id x WHERE x.signatory_id = s.id) AS "geonamesId",
  coalesce((SELECT to_json(j.names) FROM public_joint_signatory j WHERE j.signatory_id = s.id), '[]') AS "jointSignatories",
  ${filesSql('f.signatory_id = s.id AND f.pledge_id IS NULL AND f.practice_id IS NULL')} AS files,
  coalesce((SELECT json_agg(json_build_object(
      'pillar', p.pillar_code, 'action', p.action_code, 'ownWords', p.own_words, 'ownWordsLanguage', p.own_words_language,
      'targetYear', p.target_year, 'leadDepartment', p.lead_department, 'progress', p.progress,
      'progressNote', p.progress_note, 'evidenceUrl', p.evidence_url, 'reportedOn', p.reported_on, 'files', ${filesSql('f.pledge_id = p.id')}) ORDER BY p.position)
    FROM public_pledge p WHERE p.signatory_id = s.id), '[]') AS pledges,
  coalesce((SELECT json_agg(json_build_object(
      'id', g.id, 'pillar', g.pillar_code, 'title', g.title, 'whatWasDone', g.what_was_done, 'forWhom', g.for_whom, 'result', g.result,
      'language', g.language, 'alsoIn', g.also_in, 'whomToAsk', g.whom_to_ask, 'files', ${filesSql('f.practice_id = g.id')},
      'publishedAt', to_char(g.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY g.published_at DESC, g.id)
    FROM public_practice g WHERE g.signatory_id = s.id), '[]') AS practices`;

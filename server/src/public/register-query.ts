import { searchWords } from '../common/text.js';
import type { RegisterFilter } from './public.dto.js';

const nothingLeftOut = 'true';

/** A filter as SQL over the view `public_signatory s`, with the values it needs; `first` is the number of its first parameter. */
export function filterSql(filter: RegisterFilter, first = 1): { where: string; values: unknown[] } {
  const conditions: string[] = [nothingLeftOut];
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${first - 1 + values.push(value)}`;
  for (const word of filter.q ? searchWords(filter.q) : []) conditions.push(`s.search_text LIKE ${parameter(`% ${word}%`)}`);
  // A search for nothing but punctuation finds nothing, rather than everything.
  if (filter.q && searchWords(filter.q).length === 0) conditions.push('false');
  if (filter.country) conditions.push(`s.country_code = ${parameter(filter.country)}`);
  if (filter.kind) conditions.push(`s.kind = ${parameter(filter.kind)}`);
  if (filter.pillar)
    conditions.push(`EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id AND p.pillar_code = ${parameter(filter.pillar)})`);
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

/** The columns of a summary, as one JSON object. */
export const summaryColumns = `
  s.public_id AS id, s.state, s.kind, s.country_code AS "countryCode", s.region,
  json_build_object('official', s.name_official, 'officialLanguage', s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names,
  s.signed_on AS "signedOn", s.published_at AS "publishedAt", s.demo,
  (SELECT json_build_object(
     'prevention', count(*) FILTER (WHERE pillar_code = 'prevention'), 'protection', count(*) FILTER (WHERE pillar_code = 'protection'),
     'prosecution', count(*) FILTER (WHERE pillar_code = 'prosecution'), 'participation', count(*) FILTER (WHERE pillar_code = 'participation'))
   FROM public_pledge p WHERE p.signatory_id = s.id) AS "pledgeCounts"`;

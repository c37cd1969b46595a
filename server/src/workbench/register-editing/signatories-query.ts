import { tellingSearchWords } from '../../platform/text/text.js';
import type { SignatoriesFilter } from './signatories.dto.js';

/**
 * A filter as SQL over `signatory s JOIN authority a`, with its values. Shared by the list, its
 * count and the export.
 */
export interface FilterSql {
  where: string;
  values: unknown[];
  /** Whether the query needs the authority table. Counting is much faster without the join. */
  aboutAuthority: boolean;
  searches: boolean;
}

export function filterSql({
  state,
  country,
  kind,
  demo,
  import: importId,
  q,
}: SignatoriesFilter): FilterSql {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const own: string[] = [];
  const authority: string[] = [];
  if (state) own.push(`s.state = ANY(${parameter(state)})`);
  if (demo) own.push(`s.demo = ${parameter(demo === 'yes')}`);
  if (importId)
    own.push(
      `s.id IN (SELECT signatory_id FROM signatory_revision
        WHERE import_id = ${parameter(importId)})`,
    );
  if (country) authority.push(`a.country_code = ANY(${parameter(country)})`);
  if (kind) authority.push(`a.kind = ANY(${parameter(kind)})`);
  if (q) authority.push(searched(q, parameter));
  return {
    where: ['true', ...own, ...authority].join(' AND '),
    values,
    aboutAuthority: authority.length > 0,
    searches: Boolean(q),
  };
}

/**
 * Each search word must start a word of one of its names (but for words like "Stadt"), or the whole
 * query is its public id. A query of punctuation only finds nothing.
 */
function searched(q: string, parameter: (value: unknown) => string): string {
  const words = tellingSearchWords(q).map(
    (word) => `a.search_text LIKE ${parameter(`% ${word}%`)}`,
  );
  const byName = words.length > 0 ? words.join(' AND ') : 'false';
  return /^[a-z0-9]{8}$/i.test(q)
    ? `(${byName} OR s.public_id = ${parameter(q.toLowerCase())})`
    : `(${byName})`;
}

import type { RowsQuery } from './rows.dto.js';

/** Columns that only some figures have; empty in the others. */
const none = {
  verdict: 'NULL::text',
  days: 'NULL::float',
  pillar: 'NULL::text',
  action: 'NULL::text',
  progress: 'NULL::text',
  wording: 'NULL::jsonb',
  own_words: 'NULL::text',
  own_words_language: 'NULL::text',
  until: 'NULL::timestamptz',
};

const columns = (own: Partial<typeof none>) =>
  Object.entries({ ...none, ...own })
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(', ');

const decided = (from: string, own: Partial<typeof none>) => `
  SELECT d.id, coalesce(s.authority_name, s.reference) AS name,
    coalesce(s.country_code, '') AS country_code, coalesce(s.authority_kind, 'other') AS kind,
         s.id AS case_id, NULL::text AS public_id, d.decided_at AS at, true AS listed,
         ${columns({ verdict: 'd.verdict', ...own })}
  FROM ${from} JOIN submission s ON s.id = d.submission_id`;

/**
 * Each figure as rows with the same columns, by the same conditions as the dashboard counts. `at`
 * is when a row came about, `until` when a signatory left, `listed` whether it is on the register
 * now.
 */
export const rowSources: Record<RowsQuery['of'], string> = {
  signatories: `
    SELECT s.id, a.name_official AS name, a.country_code, a.kind, s.endorsement_id AS case_id,
           CASE WHEN s.state IN ('published', 'on_hold') THEN s.public_id END AS public_id,
           s.published_at AS at, s.state IN ('published', 'on_hold') AS listed,
           ${columns({ until: `CASE WHEN s.state = 'withdrawn' THEN s.withdrawn_at END` })}
    FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.published_at IS NOT NULL
      AND s.state <> 'merged'`,
  pledges: `
    SELECT p.id, a.name_official AS name, a.country_code, a.kind, s.endorsement_id AS case_id,
      s.public_id, s.published_at AS at, true AS listed,
           ${columns({
             pillar: 'p.pillar_code',
             action: 'p.action_code',
             progress: 'p.progress',
             wording: 'c.wording',
             own_words: 'p.own_words',
             own_words_language: 'p.own_words_language',
           })}
    FROM pledge p JOIN signatory s ON s.id = p.signatory_id
      JOIN authority a ON a.id = s.authority_id
      LEFT JOIN pact_version_action c ON c.version = p.pact_version AND c.code = p.action_code
    WHERE s.state IN ('published', 'on_hold')`,
  decisions: decided('decision d', {}),
  first_decisions: `${decided(
    '(SELECT DISTINCT ON (submission_id) * FROM decision ORDER BY submission_id, decided_at, id) d',
    {
      days: 'extract(epoch FROM d.decided_at - s.confirmed_at)::float / 86400',
    },
  )} WHERE s.confirmed_at IS NOT NULL`,
};

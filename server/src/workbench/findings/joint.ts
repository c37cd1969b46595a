import type { EntityManager } from 'typeorm';
import { identityKey } from '../../platform/text/text.js';
import { fromAnswers } from '../../reference/authorities/authority-answers.js';
import type { ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

/** Which authorities that sign together with an association are on the register already. */
export async function jointOnRegister(
  manager: EntityManager,
  cases: readonly ExaminedCase[],
): Promise<Map<string, string[]>> {
  const named = cases.flatMap((one) =>
    jointNames(one).map((name) => ({
      id: one.id,
      country: one.answers.authority!.countryCode,
      key: identityKey(name),
    })),
  );
  if (named.length === 0) return new Map();
  const rows = await manager.query<{ id: string; names: string[] }[]>(
    `SELECT w.id, array_agg(DISTINCT a.name_official ORDER BY a.name_official) AS names
     FROM json_to_recordset($1) AS w (id uuid, country char(2), key text)
     JOIN authority a ON a.country_code = w.country AND a.identity_key = w.key
     JOIN signatory g ON g.authority_id = a.id AND g.state IN ('unlisted', 'published', 'on_hold')
     GROUP BY w.id`,
    [JSON.stringify(named)],
  );
  return new Map(rows.map(({ id, names }) => [id, names]));
}

export function jointFinding(one: ExaminedCase, known: string[] | undefined): FindingDto | null {
  if (known)
    return finding('joint', 'notice', 'onRegister', { n: known.length, names: known.join(', ') });
  const n = jointNames(one).length;
  return n > 0 ? finding('joint', 'good', 'new', { n }) : null;
}

function jointNames({ answers: { authority } }: ExaminedCase): string[] {
  return authority
    ? (fromAnswers(authority, { latitude: 0, longitude: 0 }).jointSignatories ?? [])
    : [];
}

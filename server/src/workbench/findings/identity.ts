import type { EntityManager } from 'typeorm';
import { fold, identityKey } from '../../platform/text/text.js';
import type { ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

/** An authority of the register with the same name, or the same place under another name. */
interface Same {
  caseId: string;
  authorityId: string;
  name: string;
  region: string;
  isSameName: boolean;
  isSamePlace: boolean;
}

/**
 * Finds the authorities on the register that each case may be, by every name of the place that it
 * chose, or of places with the name it typed: Γιάννενα matches Ioannina.
 */
export async function sameAuthorities(
  manager: EntityManager,
  cases: readonly ExaminedCase[],
): Promise<Map<string, Same>> {
  const wanted = cases.flatMap(({ id, kind, answers: { authority }, authorityId, place }) =>
    authority && (kind === 'endorsement' || kind === 'amendment')
      ? [
          {
            id,
            country: authority.countryCode,
            kind: authority.kind,
            keys: keysOf([authority.nameOfficial, authority.nameEn, authority.nameFr]),
            others: place ? keysOf([place.nameOfficial, place.nameEn, place.nameFr]) : [],
            place: place?.id ?? null,
            region: authority.region ?? '',
            own: authorityId,
          },
        ]
      : [],
  );
  if (wanted.length === 0) return new Map();
  const rows = await manager.query<Same[]>(
    `SELECT DISTINCT ON (w.id) w.id AS "caseId", a.id AS "authorityId", a.name_official AS name,
       a.region, a.identity_key = ANY(w.keys) AS "isSameName",
       coalesce(a.geonames_id = w.place, false) AS "isSamePlace"
     FROM json_to_recordset($1) AS w (id uuid, country char(2), kind text, keys text[],
       others text[], place integer, region text, own uuid)
     CROSS JOIN LATERAL (
       SELECT * FROM authority WHERE country_code = w.country
         AND identity_key = ANY(w.keys || w.others)
       UNION SELECT * FROM authority WHERE geonames_id = w.place) a
     WHERE a.id IS DISTINCT FROM w.own AND a.kind = w.kind AND EXISTS (
       SELECT 1 FROM signatory g WHERE g.authority_id = a.id
         AND g.state IN ('unlisted', 'published', 'on_hold'))
     ORDER BY w.id, "isSamePlace" DESC, a.region = w.region DESC, "isSameName" DESC, a.id`,
    [JSON.stringify(wanted)],
  );
  return new Map(rows.map((row) => [row.caseId, row]));
}

const keysOf = (names: (string | undefined)[]) => [
  ...new Set(names.filter((name) => name !== undefined).map(identityKey)),
];

export function identityFinding(
  { kind, answers }: ExaminedCase,
  same: Same | undefined,
): FindingDto | null {
  const { authority } = answers;
  if (!authority || (kind !== 'endorsement' && kind !== 'amendment')) return null;
  if (same) {
    const { name, region, isSameName } = same;
    return isNamesake(authority.region ?? '', same)
      ? finding('identity', 'notice', 'namesake', { name, region })
      : finding('identity', 'danger', isSameName ? 'sameName' : 'samePlace', { name });
  }
  return isIdentified(answers)
    ? finding('identity', 'good', 'new')
    : finding('identity', 'danger', 'unidentified');
}

/** The same name in two regions is assumed to belong to two towns. */
function isNamesake(region: string, same: Same): boolean {
  return (
    !same.isSamePlace && region !== '' && same.region !== '' && fold(region) !== fold(same.region)
  );
}

/**
 * Whether the authority is unambiguous. A municipality needs more than its name, because many share
 * one.
 */
export function isIdentified({ authority }: ExaminedCase['answers']): boolean {
  if (!authority) return true;
  return (
    authority.kind !== 'municipality' ||
    Boolean(authority.region) ||
    authority.placeId !== undefined
  );
}

import type { EntityManager } from 'typeorm';
import { areTwo, type Identity } from '../../reference/authorities/identity.js';
import { identityKey } from '../../platform/text/text.js';
import { namesOf, type ImportRow } from './import-rows.js';
import type { MatchDto } from './import-check.dto.js';

/** A signatory that a row may be about. */
export interface StandingMatch extends Omit<MatchDto, 'distanceKm'> {
  /** By a unique number. */
  certain: boolean;
  /** The same country, kind, region and name. */
  sameKey: boolean;
  identity: Identity;
}

type RankedMatch = StandingMatch & { rank: number };
type Found = Omit<MatchDto, 'distanceKm'> & Omit<Identity, 'kind'> & { row: number; rank: number };

/** The signatories that each row may be about, the likeliest first. */
export async function standingMatches(
  manager: EntityManager,
  rows: ImportRow[],
): Promise<Map<number, StandingMatch[]>> {
  const found = await manager.query<Found[]>(sql, [JSON.stringify(rows.flatMap(wantedOf))]);
  const byRow = new Map<number, RankedMatch[]>(rows.map(({ number }) => [number, []]));
  for (const one of found) byRow.get(one.row)?.push(toMatch(one));
  return new Map(
    rows.map(({ number, identity }) => [number, sorted(byRow.get(number) ?? [], identity)]),
  );
}

function wantedOf(row: ImportRow) {
  const { content, identity } = row;
  return namesOf(row).map((name) => ({
    row: row.number,
    public_id: row.publicId,
    wikidata_id: content.wikidataId ?? null,
    code: identity.officialCode,
    place: identity.placeId,
    country: content.countryCode,
    kind: content.kind,
    region: content.region ?? '',
    key: identityKey(content.nameOfficial),
    name_key: identityKey(name),
    name: name.toLowerCase(),
  }));
}

const sql = `WITH wanted AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json)
      AS w(row int, public_id text, wikidata_id text, code text, place int, country text, kind text,
        region text, key text, name_key text, name text)),
  matched AS (
    SELECT w.row, s.authority_id AS id, 0 AS rank FROM wanted w
      JOIN signatory s ON s.public_id = w.public_id
    UNION ALL SELECT w.row, a.id, 1 FROM wanted w JOIN authority a ON a.wikidata_id = w.wikidata_id
    UNION ALL SELECT w.row, a.id, 1 FROM wanted w JOIN authority a
      ON a.country_code = w.country AND a.kind = w.kind AND a.official_code = w.code
    UNION ALL SELECT w.row, a.id, 2 FROM wanted w JOIN authority a
      ON a.country_code = w.country AND a.kind = w.kind AND a.region = w.region
        AND a.identity_key = w.key
    UNION ALL SELECT w.row, a.id, 3 FROM wanted w JOIN authority a ON a.country_code = w.country
      AND a.identity_key = w.name_key
    UNION ALL SELECT w.row, a.id, 3 FROM wanted w JOIN authority a ON a.country_code = w.country
      AND lower(a.name_en) = w.name
    UNION ALL SELECT w.row, a.id, 3 FROM wanted w JOIN authority a ON a.country_code = w.country
      AND lower(a.name_fr) = w.name)
  SELECT DISTINCT ON (m.row, a.id) m.row, m.rank, s.id AS "signatoryId", s.public_id AS "publicId",
    s.state, a.kind,
         a.name_official AS "nameOfficial", a.name_en AS "nameEn", a.region,
         a.official_code AS "officialCode",
         a.geonames_id AS "placeId", a.district, a.latitude, a.longitude
  FROM matched m JOIN authority a ON a.id = m.id JOIN signatory s ON s.authority_id = a.id
    ORDER BY m.row, a.id, m.rank`;

function toMatch({
  row: _,
  rank,
  officialCode,
  placeId,
  district,
  latitude,
  longitude,
  ...match
}: Found): RankedMatch {
  const identity = { kind: match.kind, officialCode, placeId, district, latitude, longitude };
  return { ...match, rank, certain: rank < 2, sameKey: rank === 2, identity };
}

/** Numbers first, then indistinguishable ones, then the same key, then a similar name. */
function sorted(matches: RankedMatch[], identity: Identity): StandingMatch[] {
  const order = (match: RankedMatch) =>
    match.rank + (match.certain || !areTwo(identity, match.identity) ? 0 : 2);
  return matches.sort(
    (one, other) => order(one) - order(other) || one.publicId.localeCompare(other.publicId),
  );
}

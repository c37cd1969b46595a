import type { EntityManager } from 'typeorm';
import { identityKey } from '../../platform/text/text.js';
import type { ImportRow } from './import-rows.js';
import type { DuplicateRowDto, MatchDto, RowChoice } from './imports.dto.js';

type Found = MatchDto & { row: number; exact: boolean };

/**
 * The rows that may be on the register already, or twice in the file: the same country and, but for
 * words like "city of", marks and script, the same name in any of its languages; or the same public
 * id or Wikidata number.
 */
export async function findDuplicates(
  manager: EntityManager,
  rows: ImportRow[],
): Promise<DuplicateRowDto[]> {
  const onRegister = await matches(manager, rows);
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const match = onRegister.get(row.number);
    const { wikidataId } = row.content;
    const keys = [
      ...namesOf(row).map((name) => `${row.content.countryCode} ${identityKey(name)}`),
      ...(wikidataId ? [wikidataId] : []),
    ];
    const sameAsRow =
      keys.map((key) => seen.get(key)).find((number) => number !== undefined) ?? null;
    for (const key of keys) if (!seen.has(key)) seen.set(key, row.number);
    if (!match && sameAsRow === null) return [];
    const { nameOfficial: name, countryCode } = row.content;
    const twin =
      sameAsRow !== null && rows.some((other) => other.number < row.number && isOne(other, row));
    return [
      {
        row: row.number,
        name,
        countryCode,
        match: match ? plain(match) : null,
        sameAsRow,
        options: optionsOf(match, sameAsRow, twin),
      },
    ];
  });
}

/**
 * What the database's unique key would refuse is not offered; of two rows about one signatory only
 * the first can change it.
 */
function optionsOf(match: Found | undefined, sameAsRow: number | null, twin: boolean): RowChoice[] {
  const mayUpdate = match && sameAsRow === null;
  const mayCreate = !match?.exact && !twin;
  return [
    'skip',
    ...(mayUpdate ? (['update'] as const) : []),
    ...(mayCreate ? (['create'] as const) : []),
  ];
}

function plain({ row: _, exact: __, ...match }: Found): MatchDto {
  return match;
}

function namesOf({ content }: ImportRow): string[] {
  return [
    ...new Set(
      [content.nameOfficial, content.nameEn, content.nameFr].filter((name): name is string =>
        Boolean(name),
      ),
    ),
  ];
}

/** Two rows of which the database would take only one. */
function isOne(one: ImportRow, other: ImportRow): boolean {
  const { wikidataId } = one.content;
  return (
    identityOf(one) === identityOf(other) ||
    (Boolean(wikidataId) && wikidataId === other.content.wikidataId)
  );
}

/** What makes an authority one, together. */
function identityOf({ content: { countryCode, kind, region, nameOfficial } }: ImportRow): string {
  return [countryCode, kind, region ?? '', identityKey(nameOfficial)].join('\n');
}

/**
 * The best match of each row: by public id, then by what the database holds unique (the Wikidata
 * number first), then by any name.
 */
async function matches(manager: EntityManager, rows: ImportRow[]): Promise<Map<number, Found>> {
  const wanted = rows.flatMap((row) =>
    namesOf(row).map((name) => ({
      row: row.number,
      public_id: row.publicId,
      wikidata_id: row.content.wikidataId ?? null,
      country: row.content.countryCode,
      kind: row.content.kind,
      region: row.content.region ?? '',
      key: identityKey(row.content.nameOfficial),
      name_key: identityKey(name),
      name: name.toLowerCase(),
    })),
  );
  const found = await manager.query<Found[]>(
    `WITH wanted AS MATERIALIZED (
       SELECT * FROM json_to_recordset($1::json)
         AS w(row int, public_id text, wikidata_id text, country text, kind text, region text, key text, name_key text, name text)),
     matched AS (
       SELECT w.row, s.authority_id AS id, 0 AS rank FROM wanted w JOIN signatory s ON s.public_id = w.public_id
       UNION ALL SELECT w.row, a.id, 1 FROM wanted w JOIN authority a ON a.wikidata_id = w.wikidata_id
       UNION ALL SELECT w.row, a.id, 2 FROM wanted w JOIN authority a
         ON a.country_code = w.country AND a.kind = w.kind AND a.region = w.region AND a.identity_key = w.key
       UNION ALL SELECT w.row, a.id, 3 FROM wanted w JOIN authority a ON a.country_code = w.country AND a.identity_key = w.name_key
       UNION ALL SELECT w.row, a.id, 3 FROM wanted w JOIN authority a ON a.country_code = w.country AND lower(a.name_en) = w.name
       UNION ALL SELECT w.row, a.id, 3 FROM wanted w JOIN authority a ON a.country_code = w.country AND lower(a.name_fr) = w.name)
     SELECT DISTINCT ON (m.row) m.row, m.rank < 3 AS exact, s.id AS "signatoryId", s.public_id AS "publicId", s.state, a.kind,
            a.name_official AS "nameOfficial", a.name_en AS "nameEn", a.region
     FROM matched m JOIN authority a ON a.id = m.id JOIN signatory s ON s.authority_id = a.id ORDER BY m.row, m.rank, a.id`,
    [JSON.stringify(wanted)],
  );
  return new Map(found.map((match) => [match.row, match]));
}

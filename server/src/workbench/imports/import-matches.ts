import type { EntityManager } from 'typeorm';
import { areTwo, kilometresBetween, type Identity } from '../../reference/authorities/identity.js';
import { identityKey } from '../../platform/text/text.js';
import { namesOf, type ImportRow } from './import-rows.js';
import type { DuplicateRowDto, MatchDto, RowChoice } from './import-check.dto.js';
import { standingMatches, type StandingMatch } from './standing-matches.js';

/**
 * The rows that may be on the register already, or twice in the file: the same country and, but for
 * words like "city of", marks and script, the same name in any of its languages; or the same public
 * id, official code or Wikidata number.
 */
export async function findDuplicates(
  manager: EntityManager,
  rows: ImportRow[],
): Promise<DuplicateRowDto[]> {
  const standing = await standingMatches(manager, rows);
  const earlier = new EarlierRows();
  return rows.flatMap((row) => {
    const matches = standing.get(row.number) ?? [];
    const alike = earlier.alike(row);
    earlier.add(row);
    const [match] = matches;
    if (!match && alike.length === 0) return [];
    const rival = alike.find((other) => updates(other, match, standing));
    const twin = rival ?? alike[0];
    const { nameOfficial: name, countryCode } = row.content;
    return [
      {
        row: row.number,
        name,
        countryCode,
        match: match ? matchOf(match, row) : null,
        sameAsRow: twin?.number ?? null,
        sameAsRowKm: twin ? kilometresBetween(row.identity, twin.identity) : null,
        options: options(row, matches, alike, rival !== undefined),
      },
    ];
  });
}

/**
 * Of two rows about one signatory, only the first can change it. Indistinguishable rows are not
 * added twice.
 */
function options(
  row: ImportRow,
  matches: StandingMatch[],
  alike: ImportRow[],
  hasRival: boolean,
): RowChoice[] {
  const isThere = matches.some(
    (match) => match.certain || (match.sameKey && !areTwo(row.identity, match.identity)),
  );
  const isTwin = alike.some(
    (other) => isSameKey(other, row) && !areTwo(other.identity, row.identity),
  );
  const isTaken = alike.some((other) => sharesNumber(other, row));
  const mayUpdate = matches.length > 0 && !hasRival && (alike.length === 0 || isThere);
  const mayCreate = !isThere && !isTwin && !isTaken;
  return [
    'skip',
    ...(mayUpdate ? (['update'] as const) : []),
    ...(mayCreate ? (['create'] as const) : []),
  ];
}

function updates(
  other: ImportRow,
  match: StandingMatch | undefined,
  standing: Map<number, StandingMatch[]>,
): boolean {
  const theirs = standing.get(other.number)?.[0];
  return match !== undefined && theirs?.signatoryId === match.signatoryId;
}

function matchOf(match: StandingMatch, row: ImportRow): MatchDto {
  const { signatoryId, publicId, state, kind, nameOfficial, nameEn, region } = match;
  const distanceKm = kilometresBetween(row.identity, match.identity);
  return { signatoryId, publicId, state, kind, nameOfficial, nameEn, region, distanceKm };
}

/** The rows seen so far, by every key that a later one may share. */
class EarlierRows {
  private readonly byKey = new Map<string, ImportRow[]>();

  add(row: ImportRow): void {
    for (const key of keysOf(row)) this.byKey.set(key, [...(this.byKey.get(key) ?? []), row]);
  }

  alike(row: ImportRow): ImportRow[] {
    return [...new Set(keysOf(row).flatMap((key) => this.byKey.get(key) ?? []))];
  }
}

function keysOf(row: ImportRow): string[] {
  const { countryCode, wikidataId } = row.content;
  const { officialCode } = row.identity;
  return [
    ...new Set([
      ...namesOf(row).map((name) => `${countryCode} ${identityKey(name)}`),
      ...(wikidataId ? [wikidataId] : []),
      ...(officialCode ? [`${countryCode} code ${officialCode}`] : []),
      ...(row.publicId ? [`id ${row.publicId}`] : []),
    ]),
  ];
}

const isSameKey = (one: ImportRow, other: ImportRow) => keyOf(one) === keyOf(other);

function keyOf({ content: { countryCode, kind, region, nameOfficial } }: ImportRow): string {
  return [countryCode, kind, region ?? '', identityKey(nameOfficial)].join('\n');
}

/** Whether a unique number makes the database reject one of two rows, whatever their names. */
function sharesNumber(one: ImportRow, other: ImportRow): boolean {
  const { wikidataId } = one.content;
  const sameWikidata = Boolean(wikidataId) && wikidataId === other.content.wikidataId;
  return sameWikidata || isSameCode(one.identity, other.identity);
}

function isSameCode(one: Identity, other: Identity): boolean {
  return (
    one.officialCode !== null && one.officialCode === other.officialCode && one.kind === other.kind
  );
}

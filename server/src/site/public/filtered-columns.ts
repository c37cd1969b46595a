import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import type { CountsDto } from './public.dto.js';
import type { RegisterColumns } from './register-columns.js';

/** The selected values of the three facets; an empty selection means all. */
export interface Chosen {
  country?: readonly string[];
  kind?: readonly AuthorityKind[];
  pillar?: readonly PillarCode[];
}

/** How many signatories there are of each country, kind and set of pillars. */
export interface Cube {
  countries: readonly string[];
  counts: Uint32Array;
}

/** Rows of the register's columns, in their order. */
export type Rows = Uint32Array;

const kinds = authorityKinds.length;
const masks = 1 << pillarCodes.length;

/** A box includes its west and south edges, not its east and north ones. */
export function rowsInBox({ longitude, latitude }: RegisterColumns, rows: Rows, box: string): Rows {
  const [west, south, east, north] = box.split(',').map(Number) as [number, number, number, number];
  return rows.filter(
    (row) =>
      longitude[row]! >= west &&
      longitude[row]! < east &&
      latitude[row]! >= south &&
      latitude[row]! < north,
  );
}

export function rowsChosen(columns: RegisterColumns, rows: Rows, chosen: Chosen): Rows {
  if (!chosen.country && !chosen.kind && !chosen.pillar) return rows;
  const isCountry = columns.countries.map((code) => is(chosen.country, code));
  const isKind = authorityKinds.map((kind) => is(chosen.kind, kind));
  const isUnder = Array.from({ length: masks }, (_, mask) => under(chosen.pillar, mask));
  const { country, kind, pillars } = columns;
  return rows.filter(
    (row) => isCountry[country[row]!]! && isKind[kind[row]!]! && isUnder[pillars[row]!]!,
  );
}

/** Every row of the columns. */
export function allRows({ size }: RegisterColumns): Rows {
  const rows = new Uint32Array(size);
  for (let row = 0; row < size; row += 1) rows[row] = row;
  return rows;
}

export function cubeOf({ countries, country, kind, pillars }: RegisterColumns, rows: Rows): Cube {
  const counts = new Uint32Array(countries.length * kinds * masks);
  for (const row of rows)
    counts[(country[row]! * kinds + kind[row]!) * masks + pillars[row]!]! += 1;
  return { countries, counts };
}

/** How many signatories of a cube match the whole selection. */
export function totalOf(cube: Cube, chosen: Chosen): number {
  let total = 0;
  eachCell(cube, (country, kind, mask, count) => {
    if (is(chosen.country, country) && is(chosen.kind, kind) && under(chosen.pillar, mask))
      total += count;
  });
  return total;
}

/**
 * Values of a facet are counted under all the other filters but not their own, otherwise only the
 * selected value would be left. Values without signatories are omitted.
 */
export function countsOf(cube: Cube, chosen: Chosen): CountsDto {
  const counts: CountsDto = { countries: {}, kinds: {}, pillars: {} };
  eachCell(cube, (country, kind, mask, count) => {
    const isCountry = is(chosen.country, country);
    const isKind = is(chosen.kind, kind);
    const isUnder = under(chosen.pillar, mask);
    if (isKind && isUnder) add(counts.countries, country, count);
    if (isCountry && isUnder) add(counts.kinds, kind, count);
    if (isCountry && isKind)
      for (const [bit, code] of pillarCodes.entries())
        if (mask & (1 << bit)) add(counts.pillars, code, count);
  });
  return counts;
}

/** Calls `visit` with each country, kind and set of pillars that there is. */
export function eachCell(
  { countries, counts }: Cube,
  visit: (country: string, kind: AuthorityKind, mask: number, count: number) => void,
): void {
  for (const [index, count] of counts.entries()) {
    if (count === 0) continue;
    const pair = Math.floor(index / masks);
    const country = countries[Math.floor(pair / kinds)]!;
    visit(country, authorityKinds[pair % kinds]!, index % masks, count);
  }
}

function is<Value>(chosen: readonly Value[] | undefined, value: Value): boolean {
  return chosen?.includes(value) ?? true;
}

function under(chosen: readonly PillarCode[] | undefined, mask: number): boolean {
  const wanted = maskOf(chosen);
  return wanted === 0 || (mask & wanted) !== 0;
}

function maskOf(chosen: readonly PillarCode[] = []): number {
  return chosen.reduce((mask, code) => mask | (1 << pillarCodes.indexOf(code)), 0);
}

function add<Key extends string>(counts: Partial<Record<Key, number>>, key: Key, count: number) {
  counts[key] = (counts[key] ?? 0) + count;
}

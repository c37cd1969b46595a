import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import type { CountsDto } from './public.dto.js';
import type { RegisterColumns } from './register-columns.js';

/** What is chosen of the three facets; nothing chosen is everything. */
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

/** Whether a row counts. */
export type Condition = (row: number) => boolean;

const kinds = authorityKinds.length;
const masks = 1 << pillarCodes.length;

/** West and south belong to a box, east and north to the next one. */
export function inBox(columns: RegisterColumns, box: string): Condition {
  const [west, south, east, north] = box.split(',').map(Number) as [number, number, number, number];
  const { longitude, latitude } = columns;
  return (row) =>
    longitude[row]! >= west &&
    longitude[row]! < east &&
    latitude[row]! >= south &&
    latitude[row]! < north;
}

export function ofFacets(columns: RegisterColumns, chosen: Chosen): Condition {
  const isCountry = columns.countries.map((code) => chosen.country?.includes(code) ?? true);
  const isKind = authorityKinds.map((kind) => chosen.kind?.includes(kind) ?? true);
  const wanted = maskOf(chosen.pillar);
  const { country, kind, pillars } = columns;
  return (row) =>
    isCountry[country[row]!]! &&
    isKind[kind[row]!]! &&
    (wanted === 0 || (pillars[row]! & wanted) !== 0);
}

export function cubeOf(columns: RegisterColumns, conditions: readonly Condition[]): Cube {
  const { countries, country, kind, pillars, size } = columns;
  const counts = new Uint32Array(countries.length * kinds * masks);
  for (let row = 0; row < size; row += 1)
    if (conditions.every((holds) => holds(row)))
      counts[(country[row]! * kinds + kind[row]!) * masks + pillars[row]!]! += 1;
  return { countries, counts };
}

/** How many of a cube have all that is chosen. */
export function totalOf(cube: Cube, chosen: Chosen): number {
  let total = 0;
  each(cube, (country, kind, mask, count) => {
    if (is(chosen.country, country) && is(chosen.kind, kind) && under(chosen.pillar, mask))
      total += count;
  });
  return total;
}

/**
 * Values of a facet are counted under all the other filters but not their own, otherwise only the
 * selected value would be left. A value that nobody has is not named.
 */
export function countsOf(cube: Cube, chosen: Chosen): CountsDto {
  const counts: CountsDto = { countries: {}, kinds: {}, pillars: {} };
  each(cube, (country, kind, mask, count) => {
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

function each(
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

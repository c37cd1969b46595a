import { leastReporters } from '../../../../contract/least-reporters.js';
import { authorityKinds, progressStates, type AuthorityKind } from '../../../../contract/kinds.js';
import { pillarCodes } from '../../../../contract/pillars.js';
import { townSizes } from '../../../../contract/town-sizes.js';
import type { CountryDto } from './countries.dto.js';
import type {
  ActionFiguresDto,
  GrowthDto,
  KindFigureDto,
  PillarFigureDto,
  ProgressCountsDto,
} from './figures.dto.js';
import { allRows, cubeOf, eachCell } from './filtered-columns.js';
import { lengthOf } from './ragged.js';
import {
  actionIn,
  pillarIn,
  progressIn,
  reportedIn,
  type RegisterColumns,
} from './register-columns.js';
import type { CountryReportersDto, KeptDto, SizeReportersDto } from './reporting.dto.js';

export type CountedCountry = Omit<CountryDto, 'total' | 'member'>;

/** The register by country, in the order in which the columns know them. */
export function countriesOf(columns: RegisterColumns): CountedCountry[] {
  const countries = columns.countries.map((code) => emptyCountry(code));
  const { countries: codes, counts } = cubeOf(columns, allRows(columns));
  eachCell({ countries: codes, counts }, (country, kind, mask, count) => {
    const counted = countries[codes.indexOf(country)]!;
    counted.signatories += count;
    counted[kindFigures[kind]] += count;
    for (const [bit, pillar] of pillarCodes.entries())
      if (mask & (1 << bit)) counted.pillars[pillar] += count;
  });
  const pledges = new Uint32Array(codes.length);
  const municipality = authorityKinds.indexOf('municipality');
  for (let row = 0; row < columns.size; row += 1) {
    const country = columns.country[row]!;
    pledges[country]! += lengthOf(columns.pledges, row);
    if (columns.kind[row] === municipality)
      cover(countries[country]!.coverage, columns.population[row]!);
  }
  for (const [index, country] of countries.entries()) country.pledges = pledges[index]!;
  return countries.filter(({ signatories }) => signatories > 0);
}

export const emptyCountry = (code: string): CountedCountry => ({
  code,
  signatories: 0,
  municipalities: 0,
  regions: 0,
  others: 0,
  coverage: { inhabitants: 0, counted: 0, unknown: 0 },
  pledges: 0,
  pillars: byWord(pillarCodes),
});

const kindFigures: Record<AuthorityKind, 'municipalities' | 'regions' | 'others'> = {
  municipality: 'municipalities',
  region: 'regions',
  association: 'others',
  other: 'others',
};

function cover(coverage: CountedCountry['coverage'], population: number): void {
  if (population < 0) coverage.unknown += 1;
  else {
    coverage.counted += 1;
    coverage.inhabitants += population;
  }
}

export function kindsOf({ kind, size }: RegisterColumns): KindFigureDto[] {
  const counts = authorityKinds.map((name) => ({ kind: name, signatories: 0 }));
  for (let row = 0; row < size; row += 1) counts[kind[row]!]!.signatories += 1;
  return counts
    .filter(({ signatories }) => signatories > 0)
    .sort((a, b) => b.signatories - a.signatories || (a.kind < b.kind ? -1 : 1));
}

/** Growth by year of joining. A signatory with an unknown year is in none. */
export function growthOf({ joined, size }: RegisterColumns): GrowthDto[] {
  const years = new Map<number, number>();
  for (let row = 0; row < size; row += 1)
    if (joined[row] !== 0) years.set(joined[row]!, (years.get(joined[row]!) ?? 0) + 1);
  let total = 0;
  return [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, count]) => ({ year, joined: count, total: (total += count) }));
}

export const undatedOf = ({ joined }: RegisterColumns): number =>
  joined.reduce((sum, year) => sum + Number(year === 0), 0);

export function pillarsOf({ pillars, pledges, size }: RegisterColumns): PillarFigureDto[] {
  const signatories = new Uint32Array(pillarCodes.length);
  for (let row = 0; row < size; row += 1)
    for (let bit = 0; bit < signatories.length; bit += 1)
      signatories[bit]! += (pillars[row]! >> bit) & 1;
  const counts = new Uint32Array(pillarCodes.length * progressStates.length);
  for (const packed of pledges.values)
    counts[pillarIn(packed) * progressStates.length + progressIn(packed)]! += 1;
  return pillarCodes.map((pillar, index) => {
    const progress = progressAt(counts, index);
    return { pillar, signatories: signatories[index]!, pledges: sum(progress), progress };
  });
}

/** The counts of the four states, of the nth group of them. */
function progressAt(counts: Uint32Array, group: number): ProgressCountsDto {
  const states = progressStates.map((state, index) => [
    state,
    counts[group * progressStates.length + index]!,
  ]);
  return Object.fromEntries(states) as unknown as ProgressCountsDto;
}

const sum = (progress: ProgressCountsDto) =>
  progressStates.reduce((total, state) => total + progress[state], 0);

/** A signatory that pledged an action twice counts once, its pledges twice. */
export function actionsOf({ actions, pledges, size }: RegisterColumns): ActionFiguresDto[] {
  // The first group is of pledges in the town's own words only.
  const signatories = new Uint32Array(actions.length + 1);
  const counts = new Uint32Array(signatories.length * progressStates.length);
  const last = new Int32Array(signatories.length).fill(-1);
  const { starts, values } = pledges;
  for (let row = 0; row < size; row += 1)
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1) {
      const action = actionIn(values[at]!);
      counts[action * progressStates.length + progressIn(values[at]!)]! += 1;
      if (last[action] !== row) signatories[action]! += 1;
      last[action] = row;
    }
  return actions.map((action, index) => ({
    action,
    signatories: signatories[index + 1]!,
    progress: progressAt(counts, index + 1),
  }));
}

/** The one rule of what counts as done, begun and reported; home and figures both show it. */
export function keptOf({ pledges }: RegisterColumns): KeptDto {
  const counts = new Uint32Array(progressStates.length);
  let notReported = 0;
  let from = Infinity;
  let until = 0;
  for (const packed of pledges.values) {
    const reported = reportedIn(packed);
    if (reported === 0 && progressIn(packed) === planned) notReported += 1;
    else counts[progressIn(packed)]! += 1;
    if (reported === 0) continue;
    if (reported < from) from = reported;
    if (reported > until) until = reported;
  }
  const { planned: notBegun, under_way: underWay, done, dropped } = progressAt(counts, 0);
  return {
    ...{ done, underWay, notBegun, dropped, notReported },
    ...{ from: until ? from : null, until: until || null },
  };
}

const planned = progressStates.indexOf('planned');

interface Reporters {
  reported: number;
  notYet: number;
}

/** Signatories without pledges have nothing to report. */
const hasPledges = ({ pledges }: RegisterColumns, row: number) => lengthOf(pledges, row) > 0;
/** A statement about a small group reveals each town in it. */
const isLargeEnough = ({ reported, notYet }: Reporters) => reported + notYet >= leastReporters;

export function reportersByCountry(columns: RegisterColumns): CountryReportersDto[] {
  const countries = columns.countries.map((code) => ({ code, reported: 0, notYet: 0 }));
  for (let row = 0; row < columns.size; row += 1)
    if (hasPledges(columns, row)) countReporter(countries[columns.country[row]!]!, columns, row);
  return countries.filter(isLargeEnough).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Of municipalities; those whose inhabitants are not known come last. */
export function reportersBySize(columns: RegisterColumns): SizeReportersDto[] {
  const begins = [0, ...townSizes];
  const sizes = [...begins, null].map((from) => ({ from, reported: 0, notYet: 0 }));
  for (let row = 0; row < columns.size; row += 1) {
    if (authorityKinds[columns.kind[row]!] !== 'municipality' || !hasPledges(columns, row))
      continue;
    const population = columns.population[row]!;
    const size =
      population < 0 ? begins.length : begins.findLastIndex((from) => population >= from);
    countReporter(sizes[size]!, columns, row);
  }
  return sizes.filter(isLargeEnough);
}

function countReporter(group: Reporters, { reported }: RegisterColumns, row: number): void {
  group[reported[row] ? 'reported' : 'notYet'] += 1;
}

function byWord<Word extends string>(words: readonly Word[]): Record<Word, number> {
  return Object.fromEntries(words.map((word) => [word, 0])) as Record<Word, number>;
}

import { leastReporters } from '../../../../contract/least-reporters.js';
import {
  authorityKinds,
  progressStates,
  type AuthorityKind,
  type ProgressState,
} from '../../../../contract/kinds.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import { townSizes } from '../../../../contract/town-sizes.js';
import type { CountryDto } from './countries.dto.js';
import type {
  ActionFiguresDto,
  GrowthDto,
  KindFigureDto,
  PillarFigureDto,
  ProgressCountsDto,
} from './figures.dto.js';
import { eachOf, lengthOf } from './ragged.js';
import { pledgeOf, type RegisterColumns } from './register-columns.js';
import type { CountryReportersDto, KeptDto, SizeReportersDto } from './reporting.dto.js';

export type CountedCountry = Omit<CountryDto, 'total' | 'member'>;

export const noPillars = (): Record<PillarCode, number> => byWord(pillarCodes);
const noProgress = (): ProgressCountsDto => byWord(progressStates);

/** The register by country, in the order in which the columns know them. */
export function countriesOf(columns: RegisterColumns): CountedCountry[] {
  const countries = columns.countries.map((code) => emptyCountry(code));
  for (let row = 0; row < columns.size; row += 1) {
    const country = countries[columns.country[row]!]!;
    const kind = authorityKinds[columns.kind[row]!]!;
    country.signatories += 1;
    country[kindFigures[kind]] += 1;
    country.pledges += lengthOf(columns.pledges, row);
    for (const [bit, pillar] of pillarCodes.entries())
      if (columns.pillars[row]! & (1 << bit)) country.pillars[pillar] += 1;
    if (kind === 'municipality') cover(country.coverage, columns.population[row]!);
  }
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
  pillars: noPillars(),
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
  const figures = pillarCodes.map((pillar) => ({
    pillar,
    signatories: 0,
    pledges: 0,
    progress: noProgress(),
  }));
  for (const packed of pledges.values) {
    const { pillar, progress } = pledgeOf(packed);
    figures[pillar]!.pledges += 1;
    figures[pillar]!.progress[progressStates[progress]!] += 1;
  }
  for (let row = 0; row < size; row += 1)
    for (const [bit, figure] of figures.entries())
      if (pillars[row]! & (1 << bit)) figure.signatories += 1;
  return figures;
}

/** A signatory that pledged an action twice counts once, its pledges twice. */
export function actionsOf({ actions, pledges, size }: RegisterColumns): ActionFiguresDto[] {
  const figures = actions.map((action) => ({ action, signatories: 0, progress: noProgress() }));
  const last = new Int32Array(actions.length).fill(-1);
  for (let row = 0; row < size; row += 1)
    eachOf(pledges, row, (packed) => {
      const { action, progress } = pledgeOf(packed);
      const figure = figures[action - 1];
      if (!figure) return;
      figure.progress[progressStates[progress]!] += 1;
      if (last[action - 1] !== row) figure.signatories += 1;
      last[action - 1] = row;
    });
  return figures;
}

/** The one rule of what counts as done, begun and reported; home and figures both show it. */
export function keptOf({ pledges }: RegisterColumns): KeptDto {
  const kept = { done: 0, underWay: 0, notBegun: 0, dropped: 0, notReported: 0 };
  let from = Infinity;
  let until = 0;
  for (const packed of pledges.values) {
    const { progress, reported } = pledgeOf(packed);
    kept[keptAs(progressStates[progress]!, reported > 0)] += 1;
    if (reported === 0) continue;
    from = Math.min(from, reported);
    until = Math.max(until, reported);
  }
  return { ...kept, from: until ? from : null, until: until || null };
}

function keptAs(progress: ProgressState, reported: boolean) {
  if (progress === 'planned') return reported ? 'notBegun' : 'notReported';
  return progress === 'under_way' ? 'underWay' : progress;
}

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

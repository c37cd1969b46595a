import { getDomain } from 'tldts';
import type { DuplicateCandidate } from '../../reference/authorities/authorities.service.js';
import { fold, identityKey } from '../../platform/text/text.js';
import type { Answers } from '../../joining/submissions/answers.js';
import { distanceKm } from '../../reference/authorities/distance.js';

/** The reasons why two authorities may be the same, strongest first. */
export const likenesses = [
  'same_name',
  'same_name_other_script',
  'same_name_without_kind',
  'similar_name',
  'same_place',
  'same_region',
  'same_population',
  'same_website',
] as const;
export type Likeness = (typeof likenesses)[number];

/** Within this distance, it is the same town hall or its neighbour. */
const samePlaceKm = 5;

export interface Likened {
  distanceKm: number | null;
  reasons: Likeness[];
}

/** Compares the details of a candidate with those of a submission. */
export function liken(candidate: DuplicateCandidate, { authority, place }: Answers): Likened {
  const km = kmBetween(candidate, place);
  const theirs = [candidate.nameOfficial, candidate.nameEn, candidate.nameFr];
  const ours = [authority?.nameOfficial, authority?.nameEn, authority?.nameFr].filter(
    (name) => name !== undefined,
  );
  const holds: [Likeness, boolean][] = [
    ['same_place', km !== null && km <= samePlaceKm],
    ['same_region', same(authority?.region, candidate.region, fold)],
    ['same_population', near(authority?.population, candidate.population)],
    [
      'same_website',
      same(authority?.website, candidate.website, (website) =>
        getDomain(website, { allowPrivateDomains: true }),
      ),
    ],
  ];
  const others = holds.flatMap(([likeness, held]) => (held ? [likeness] : []));
  return {
    distanceKm: km === null ? null : Math.round(km),
    reasons: [nameLikeness(ours, theirs), ...others],
  };
}

function kmBetween(
  { latitude, longitude }: DuplicateCandidate,
  place: Answers['place'],
): number | null {
  return place && latitude !== null && longitude !== null
    ? distanceKm(place, { latitude, longitude })
    : null;
}

/** Missing values and values without a key match nothing. */
function same(
  a: string | null | undefined,
  b: string | null | undefined,
  key: (text: string) => string | null,
): boolean {
  return Boolean(a && b && key(a) && key(a) === key(b));
}

type NameLikeness =
  'same_name' | 'same_name_other_script' | 'same_name_without_kind' | 'similar_name';

function nameLikeness(ours: string[], theirs: string[]): NameLikeness {
  const meet = (key: (name: string) => string) =>
    ours.some((our) => theirs.some((their) => key(our) === key(their)));
  const bare = (name: string) =>
    name
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase();
  if (meet(bare)) return 'same_name';
  if (meet(fold)) return 'same_name_other_script';
  return meet(identityKey) ? 'same_name_without_kind' : 'similar_name';
}

/** Two population figures of one town, years apart, differ by a few percent. */
function near(a: number | undefined, b: number | null): boolean {
  return a !== undefined && b !== null && Math.abs(a - b) <= 0.05 * Math.max(a, b);
}

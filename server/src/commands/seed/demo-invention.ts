import { pillarCodes } from '../../../../contract/pillars.js';
import type { DemoAuthority, DemoPledge, DemoState } from './demo-load.js';
import type { DemoPlace } from './demo-places.js';

type Random = () => number;
/** Action codes by pillar. */
export type ActionCodes = Record<string, string[]>;

const firstDay = Date.UTC(2013, 0, 1);
const day = 24 * 3600 * 1000;

/**
 * A fictitious endorsement for a real place. It is deterministic: the same in every run and
 * independent of the others.
 */
export function inventSignatory(place: DemoPlace, actions: ActionCodes): DemoAuthority {
  const random = randomFrom(place.seed);
  return {
    ...authorityOf(place),
    state: inventState(random()),
    signedOn: inventDay(random),
    pledges: inventPledges(random, actions),
  };
}

/** The same as a case in the queue, signed in recent weeks. */
export function inventCase(
  place: DemoPlace,
  actions: ActionCodes,
  state: DemoState,
): DemoAuthority {
  const random = randomFrom(place.seed);
  const signedOn = new Date(Date.now() - (10 + Math.floor(random() * 40)) * day)
    .toISOString()
    .slice(0, 10);
  return { ...authorityOf(place), state, signedOn, pledges: inventPledges(random, actions) };
}

function authorityOf({ countryCode, name, region, population, latitude, longitude }: DemoPlace) {
  return {
    kind: 'municipality',
    countryCode,
    nameOfficial: name,
    nameOfficialLanguage: 'und',
    nameEn: name,
    nameFr: name,
    region,
    population,
    latitude,
    longitude,
  } as const;
}

function inventState(chance: number): DemoState {
  if (chance < 0.01) return 'withdrawn';
  return chance < 0.02 ? 'on_hold' : 'published';
}

function inventDay(random: Random): string {
  return new Date(firstDay + random() * (Date.now() - day - firstDay)).toISOString().slice(0, 10);
}

/** Up to two actions per pillar, about 4.6 in total and at least one. */
function inventPledges(random: Random, actions: ActionCodes): DemoPledge[] {
  const pledges = pillarCodes.flatMap((pillar) => {
    const codes = actions[pillar]!;
    const chance = random();
    const count = chance < 0.1 ? 0 : chance < 0.75 ? 1 : 2;
    const start = Math.floor(random() * codes.length);
    return Array.from({ length: count }, (_, index) =>
      inventPledge(random, pillar, codes[(start + index) % codes.length]!),
    );
  });
  return pledges.length > 0
    ? pledges
    : [inventPledge(random, 'prevention', actions['prevention']![0]!)];
}

function inventPledge(random: Random, pillar: DemoPledge['pillar'], action: string): DemoPledge {
  const chance = random();
  const progress =
    chance < 0.4 ? 'planned' : chance < 0.75 ? 'under_way' : chance < 0.97 ? 'done' : 'dropped';
  return {
    pillar,
    action,
    progress,
    targetYear:
      progress === 'done' ? 2015 + Math.floor(random() * 10) : 2026 + Math.floor(random() * 5),
  };
}

/** Seeded pseudo-random numbers between 0 and 1 (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

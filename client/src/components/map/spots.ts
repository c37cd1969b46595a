import { height, width } from '../../../../contract/projection.mjs';
import type { RegisterMap } from '../../../../contract/pages.js';

type Kind = RegisterMap['points'][number]['kind'];

export interface Spot {
  x: number;
  y: number;
}

/** A spot that was moved aside for others, its real position, and the size of its click area. */
export type SpreadSpot = Spot & { from: Spot | null; reach: number };

/** More than fit around one place: drawn as one circle with their number. */
export interface Crowd<Item> extends Spot {
  members: Item[];
}

/** The radius of a signatory's mark. */
const radius = 7;
/** The distance between the centres of two neighbouring marks; on a phone they are larger. */
const apart = 24;
const mostAround = 6;
const widestReach = 14;
const round = (value: number) => Math.round(value * 10) / 10;

/**
 * The outline of a mark: each kind has its own shape, because not everyone can distinguish colours.
 */
export function markOf(kind: Kind, { x, y }: Spot): string {
  const r = radius;
  if (kind === 'region') return `M${round(x - 6)} ${round(y - 6)}h12v12h-12z`;
  if (kind !== 'municipality') return `M${x} ${round(y - 8)}l8 8-8 8-8-8z`;
  return `M${round(x - r)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 -${2 * r} 0z`;
}

/**
 * A few overlapping spots are arranged around their centre, so that each can be pressed. Many would
 * be pushed across borders, so they are drawn as a crowd.
 */
export function spreadOut<Item extends Spot>(
  spots: readonly Item[],
): { spots: (Item & SpreadSpot)[]; crowds: Crowd<Item>[] } {
  const groups: Item[][] = [];
  for (const spot of spots) {
    const near = groups.find(([first]) => first && distance(first, spot) < radius);
    if (near) near.push(spot);
    else groups.push([spot]);
  }
  const shown = groups
    .filter(({ length }) => length <= mostAround)
    .flatMap((group): (Item & { from: Spot | null })[] =>
      group.length === 1 ? group.map((spot) => ({ ...spot, from: null })) : around(group),
    );
  return {
    spots: shown.map((spot) => ({ ...spot, reach: reachOf(spot, shown) })),
    crowds: groups
      .filter(({ length }) => length > mostAround)
      .map((members) => ({ x: members[0]!.x, y: members[0]!.y, members })),
  };
}

const distance = (one: Spot, other: Spot) => Math.hypot(one.x - other.x, one.y - other.y);

/** Half the distance to the next mark: a press selects the nearer one. */
function reachOf(spot: Spot, all: readonly Spot[]): number {
  const nearest = Math.min(...all.map((one) => (one === spot ? Infinity : distance(one, spot))));
  return round(Math.min(widestReach, nearest / 2));
}

function around<Item extends Spot>(group: readonly Item[]): (Item & { from: Spot })[] {
  const ring = apart / (2 * Math.sin(Math.PI / group.length));
  // Keeps the centre far enough from the edge of the sheet for all of them to fit.
  const middle = {
    x: within(group[0]!.x, ring + apart, width),
    y: within(group[0]!.y, ring + apart, height),
  };
  return group.map((spot, index) => {
    const angle = (index / group.length) * 2 * Math.PI - Math.PI / 2;
    return {
      ...spot,
      x: round(middle.x + ring * Math.cos(angle)),
      y: round(middle.y + ring * Math.sin(angle)),
      from: { x: spot.x, y: spot.y },
    };
  });
}

const within = (value: number, edge: number, most: number) =>
  Math.min(most - edge, Math.max(edge, value));

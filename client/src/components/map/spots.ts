import type { RegisterMap } from '../../../../contract/pages.js';

type Kind = RegisterMap['points'][number]['kind'];

export interface Spot {
  x: number;
  y: number;
}

/** A spot that gave way to others, and where it really is. */
export type SpreadSpot = Spot & { from: Spot | null };

/** How large the mark of a signatory is, from its middle to its edge. */
const radius = 7;
/** Between the middles of two marks that stand beside each other: on a phone they are larger. */
const apart = 24;
const round = (value: number) => Math.round(value * 10) / 10;

/**
 * The outline of a mark: each kind has a shape of its own, because not everybody tells colours
 * apart.
 */
export function markOf(kind: Kind, { x, y }: Spot): string {
  const r = radius;
  if (kind === 'region') return `M${round(x - 6)} ${round(y - 6)}h12v12h-12z`;
  if (kind !== 'municipality') return `M${x} ${round(y - 8)}l8 8-8 8-8-8z`;
  return `M${round(x - r)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 -${2 * r} 0z`;
}

/**
 * Spots so near to each other that the upper would cover the lower stand around their middle, so
 * that each can be pressed.
 */
export function spreadOut<Item extends Spot>(spots: readonly Item[]): (Item & SpreadSpot)[] {
  const groups: Item[][] = [];
  for (const spot of spots) {
    const near = groups.find(([first]) => first && distance(first, spot) < radius);
    if (near) near.push(spot);
    else groups.push([spot]);
  }
  return groups.flatMap((group) =>
    group.length === 1 ? group.map((spot) => ({ ...spot, from: null })) : around(group),
  );
}

const distance = (one: Spot, other: Spot) => Math.hypot(one.x - other.x, one.y - other.y);

function around<Item extends Spot>(group: readonly Item[]): (Item & SpreadSpot)[] {
  const ring = apart / (2 * Math.sin(Math.PI / group.length));
  const { x, y } = group[0]!;
  return group.map((spot, index) => {
    const angle = (index / group.length) * 2 * Math.PI - Math.PI / 2;
    return {
      ...spot,
      x: round(x + ring * Math.cos(angle)),
      y: round(y + ring * Math.sin(angle)),
      from: { x: spot.x, y: spot.y },
    };
  });
}

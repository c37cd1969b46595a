/**
 * The purpose of a place search: the town or region that joins, the seat of an association, its
 * joint signatories, or only the point on the map.
 */
export const placeUses = ['town', 'region', 'seat', 'joint', 'place'] as const;
export type PlaceUse = (typeof placeUses)[number];

export function isPlaceUse(text: string): text is PlaceUse {
  return (placeUses as readonly string[]).includes(text);
}

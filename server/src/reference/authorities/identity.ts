import { distanceKm } from './distance.js';
import { fold } from '../../platform/text/text.js';

/** Values that can distinguish an authority from another one of its name, kind and region. */
export interface Identity {
  kind: string;
  officialCode: string | null;
  /** GeoNames' number of the place. */
  placeId: number | null;
  district: string;
  latitude: number | null;
  longitude: number | null;
}

export const identityFields = [
  'officialCode',
  'placeId',
  'district',
  'latitude',
  'longitude',
] as const satisfies readonly (keyof Identity)[];

/** Two town halls this far apart are not the same; a town and its outskirts are nearer. */
const apartKm = 5;

/**
 * Whether two authorities of the same name are different. The strongest value that both have
 * decides: the official code, the place, the district, and for municipalities the location. Without
 * any they are the same.
 */
export function areTwo(one: Identity, other: Identity): boolean {
  if (one.officialCode && other.officialCode) return one.officialCode !== other.officialCode;
  if (one.placeId && other.placeId) return one.placeId !== other.placeId;
  if (one.district && other.district) return fold(one.district) !== fold(other.district);
  return one.kind === 'municipality' && (kilometresBetween(one, other) ?? 0) > apartKm;
}

/** The distinction of an authority that a colleague says is another one. */
export const saidToBeAnother = (id: string) => `said:${id}`;
export const isSaid = (distinction: string) => distinction.startsWith('said:');

type Placed = Pick<Identity, 'latitude' | 'longitude'>;

/** Rounded; null if one of them has no position. */
export function kilometresBetween(one: Placed, other: Placed): number | null {
  const [here, there] = [pointOf(one), pointOf(other)];
  return here && there ? Math.round(distanceKm(here, there)) : null;
}

/** The value stored beside the key when several authorities share a name. */
export function distinctionOf(identity: Identity): string {
  if (identity.officialCode) return `code:${identity.officialCode}`;
  if (identity.placeId) return `place:${identity.placeId}`;
  if (identity.district) return `district:${fold(identity.district)}`;
  const point = pointOf(identity);
  return point ? `at:${point.latitude.toFixed(2)},${point.longitude.toFixed(2)}` : '';
}

function pointOf({ latitude, longitude }: Placed) {
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

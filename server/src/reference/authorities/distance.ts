export interface Point {
  latitude: number;
  longitude: number;
}

/**
 * Great-circle distance by the haversine formula on a sphere of 6,371 km: accurate to half a
 * percent, which is enough here.
 */
export function distanceKm(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const h =
    half(radians(b.latitude - a.latitude)) +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      half(radians(b.longitude - a.longitude));
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

import { geoAzimuthalEqualArea } from 'd3-geo';

/** The map's sheet: Europe from Iceland to the Caspian Sea, areas true to each other (Lambert azimuthal, as EU statistics use it). */
export const width = 1000;
export const height = 860;

const projection = geoAzimuthalEqualArea().rotate([-15, -53]).scale(1130).translate([430, 425]);

/**
 * Where a place stands on the sheet.
 * @param {number} longitude degrees
 * @param {number} latitude degrees
 * @returns {[number, number] | null} null when it lies outside
 */
export function project(longitude, latitude) {
  const point = projection([longitude, latitude]);
  if (!point) return null;
  const [x, y] = point;
  return x >= 0 && x <= width && y >= 0 && y <= height ? [Math.round(x * 10) / 10, Math.round(y * 10) / 10] : null;
}

/**
 * The place under a point of the sheet.
 * @param {number} x
 * @param {number} y
 * @returns {{ longitude: number, latitude: number } | null}
 */
export function placeAt(x, y) {
  const place = projection.invert?.([x, y]);
  return place ? { longitude: Math.round(place[0] * 1e4) / 1e4, latitude: Math.round(place[1] * 1e4) / 1e4 } : null;
}

export { projection };

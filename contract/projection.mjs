/**
 * The map's sheet: Europe from Iceland to the Caspian Sea, areas true to each other (Lambert
 * azimuthal, as EU statistics use it).
 */
export const width = 1000;
export const height = 860;

/**
 * The centre of the projection, in degrees, its position on the sheet, and the Earth's radius in
 * units of the sheet.
 */
export const centre = { longitude: 15, latitude: 53, x: 430, y: 425, radius: 1130 };

const degree = Math.PI / 180;
const [sin0, cos0] = [Math.sin(centre.latitude * degree), Math.cos(centre.latitude * degree)];

/**
 * A place on the sheet or beyond its edges. Written out here, not taken from d3-geo, of which the
 * map's drawing by the browser would need a tenth.
 * https://mathworld.wolfram.com/LambertAzimuthalEqual-AreaProjection.html
 * @param {[number, number]} place longitude and latitude in degrees
 * @returns {[number, number] | null} null for the one place that is on the other side of the Earth
 */
export function projection([longitude, latitude]) {
  const [east, north] = [(longitude - centre.longitude) * degree, latitude * degree];
  const near = 1 + sin0 * Math.sin(north) + cos0 * Math.cos(north) * Math.cos(east);
  if (near < 1e-9) return null;
  const scale = centre.radius * Math.sqrt(2 / near);
  return [
    centre.x + scale * Math.cos(north) * Math.sin(east),
    centre.y - scale * (cos0 * Math.sin(north) - sin0 * Math.cos(north) * Math.cos(east)),
  ];
}

/**
 * The position of a place on the map.
 * @param {number} longitude degrees
 * @param {number} latitude degrees
 * @returns {[number, number] | null} null when it is outside
 */
export function project(longitude, latitude) {
  const point = projection([longitude, latitude]);
  if (!point) return null;
  const [x, y] = point;
  return x >= 0 && x <= width && y >= 0 && y <= height
    ? [Math.round(x * 10) / 10, Math.round(y * 10) / 10]
    : null;
}

/**
 * The place under a point of the sheet.
 * @param {number} x
 * @param {number} y
 * @returns {{ longitude: number, latitude: number }}
 */
export function placeAt(x, y) {
  const [east, north] = [(x - centre.x) / centre.radius, (centre.y - y) / centre.radius];
  const far = Math.hypot(east, north);
  const angle = 2 * Math.asin(Math.min(1, far / 2));
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const latitude =
    far === 0 ? centre.latitude : Math.asin(cos * sin0 + (north * sin * cos0) / far) / degree;
  const longitude =
    centre.longitude + Math.atan2(east * sin, far * cos0 * cos - north * sin0 * sin) / degree;
  return {
    longitude: Math.round(longitude * 1e4) / 1e4,
    latitude: Math.round(latitude * 1e4) / 1e4,
  };
}

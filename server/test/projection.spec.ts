import { placeAt, project, projection } from '../../contract/projection.mjs';

/**
 * Reference values from d3-geo's geoAzimuthalEqualArea, which draws europe.svg, because points and
 * land must match.
 */
const known: [name: string, longitude: number, latitude: number, x: number, y: number][] = [
  ['Strasbourg', 7.75, 48.58, 335.5, 507.4],
  ['Reykjavík', -21.9, 64.15, 128.7, 122.2],
  ['Baku', 49.87, 40.41, 935.5, 551.3],
  ['Nicosia', 33.38, 35.17, 726.7, 739.2],
  ['Ponta Delgada', -25.67, 37.74, -175.5, 555],
  ['Cayenne', -52.33, 4.94, -858.6, 782.2],
];

describe('the map’s projection', () => {
  it.each(known)('projects %s onto its country, and back', (_, longitude, latitude, x, y) => {
    expect(projection([longitude, latitude])!.map((value) => Math.round(value * 10) / 10)).toEqual([
      x,
      y,
    ]);
    expect(project(longitude, latitude)).toEqual(x >= 0 ? [x, y] : null);
    const found = placeAt(x, y);
    expect(found.longitude).toBeCloseTo(longitude, 1);
    expect(found.latitude).toBeCloseTo(latitude, 1);
  });

  it('covers its centre, and no place on the other side of the Earth', () => {
    expect(placeAt(430, 425)).toEqual({ longitude: 15, latitude: 53 });
    expect(projection([-165, -53])).toBeNull();
  });
});

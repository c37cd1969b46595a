// Draws client/public/map/europe.svg from world-atlas (Natural Earth, public domain): one <path
// id="XX"> per country, so that pages can show and colour single countries by <use>; and where each
// country lies on the sheet (country-views.json). Run it again only when the projection changes:
// `node client/scripts/make-map.mjs`.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { geoAzimuthalEqualArea, geoCentroid, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { centre, height, width } from '../../contract/projection.mjs';

const members = {
  '020': 'AD',
  '008': 'AL',
  '051': 'AM',
  '040': 'AT',
  '031': 'AZ',
  '070': 'BA',
  '056': 'BE',
  100: 'BG',
  756: 'CH',
  196: 'CY',
  203: 'CZ',
  276: 'DE',
  208: 'DK',
  233: 'EE',
  724: 'ES',
  246: 'FI',
  250: 'FR',
  826: 'GB',
  268: 'GE',
  300: 'GR',
  191: 'HR',
  348: 'HU',
  372: 'IE',
  352: 'IS',
  380: 'IT',
  438: 'LI',
  440: 'LT',
  442: 'LU',
  428: 'LV',
  492: 'MC',
  498: 'MD',
  499: 'ME',
  807: 'MK',
  470: 'MT',
  528: 'NL',
  578: 'NO',
  616: 'PL',
  620: 'PT',
  642: 'RO',
  688: 'RS',
  752: 'SE',
  705: 'SI',
  703: 'SK',
  674: 'SM',
  792: 'TR',
  804: 'UA',
};
const world = JSON.parse(
  await readFile(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json'), 'utf8'),
);
const projection = geoAzimuthalEqualArea()
  .rotate([-centre.longitude, -centre.latitude])
  .scale(centre.radius)
  .translate([centre.x, centre.y])
  .clipExtent([
    [-5, -5],
    [width + 5, height + 5],
  ]);
const path = geoPath(projection).digits(0);
const atlas = feature(world, world.objects.countries).features;
asInternationalLawHasThem(atlas);
const shapes = atlas
  .map((country) => ({ id: members[country.id], d: compact(path(country)) }))
  .filter(({ d }) => d);

/**
 * Natural Earth draws who controls a place. A map of the Council of Europe draws Crimea in Ukraine
 * and the north of Cyprus in Cyprus.
 */
function asInternationalLawHasThem(features) {
  const named = (name) => features.find((country) => country.properties.name === name);
  const polygons = (country) =>
    country.geometry.type === 'Polygon'
      ? [country.geometry.coordinates]
      : country.geometry.coordinates;
  const give = (to, shapes) => {
    to.geometry = { type: 'MultiPolygon', coordinates: [...polygons(to), ...shapes] };
  };
  const inCrimea = ([ring]) => {
    const [x, y] = geoCentroid({ type: 'Polygon', coordinates: [ring] });
    return x > 32 && x < 36.8 && y > 44 && y < 46.3;
  };
  const russia = named('Russia');
  const crimea = polygons(russia).filter(inCrimea);
  if (crimea.length === 0) throw new Error('Crimea not found: look at the map');
  russia.geometry = {
    type: 'MultiPolygon',
    coordinates: polygons(russia).filter((polygon) => !inCrimea(polygon)),
  };
  give(named('Ukraine'), crimea);
  give(named('Cyprus'), polygons(named('N. Cyprus')));
  features.splice(features.indexOf(named('N. Cyprus')), 1);
}

/**
 * Islets smaller than a few pixels and points that rounding made equal are not worth their bytes.
 */
function compact(d) {
  if (!d) return '';
  const rings = d
    .split('Z')
    .filter(Boolean)
    .map((ring) => ring.replace(/(L[^LMZ]+)\1+/g, '$1'))
    .filter((ring) => ring.split('L').length > 3);
  return rings.length ? `${rings.join('Z')}Z` : '';
}

/**
 * The same outline in steps from point to point (`m213,474l0,1-1,0z`), three steps in one direction
 * as one: a third of the bytes.
 */
function inSteps(d) {
  const rings = d
    .split('Z')
    .filter(Boolean)
    .map((ring) =>
      ring
        .slice(1)
        .split('L')
        .map((point) => point.split(',').map(Number)),
    );
  const written = rings.map(([first, ...rest]) => {
    const steps = [];
    let [x, y] = first;
    for (const [nextX, nextY] of rest) {
      const [dx, dy] = [nextX - x, nextY - y];
      const before = steps.at(-1);
      if (before && before[0] * dy === before[1] * dx && before[0] * dx + before[1] * dy > 0)
        steps[steps.length - 1] = [before[0] + dx, before[1] + dy];
      else if (dx !== 0 || dy !== 0) steps.push([dx, dy]);
      [x, y] = [nextX, nextY];
    }
    return `M${first}l${steps.flat().join(' ').replaceAll(' -', '-')}z`;
  });
  return written.join('');
}

/**
 * Not inherited through <use>, so each outline says it: a part of the map that is shown large has
 * no thicker borders.
 */
const thinAtAnySize = 'vector-effect="non-scaling-stroke"';

const others = inSteps(
  shapes
    .filter(({ id }) => !id)
    .map(({ d }) => d)
    .join(''),
);
const countries = shapes
  .filter(({ id }) => id)
  .map(({ id, d }) => `<path id="${id}" ${thinAtAnySize} d="${inSteps(d)}"/>`)
  .join('\n');
await writeFile(
  new URL('../public/map/europe.svg', import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">
<g id="land">
<path id="others" ${thinAtAnySize} d="${others}"/>
<g id="members">
${countries}
</g>
</g>
</svg>
`,
);
/**
 * The part of the sheet that a country fills: left, top, width, height. Far islands count: they are
 * drawn.
 */
function extent(d) {
  const points = [...d.matchAll(/(-?\d+),(-?\d+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const [left, top] = [0, 1].map((axis) =>
    Math.max(0, Math.min(...points.map((point) => point[axis]))),
  );
  const [right, bottom] = [width, height].map((end, axis) =>
    Math.min(end, Math.max(...points.map((point) => point[axis]))),
  );
  return [left, top, right - left, bottom - top];
}
const extents = shapes
  .filter(({ id }) => id)
  .map(({ id, d }) => `  "${id}": [${extent(d).join(', ')}]`)
  .join(',\n');
await writeFile(
  new URL('../src/components/map/country-views.json', import.meta.url),
  `{\n${extents}\n}\n`,
);
console.log(
  `${shapes.length} shapes; without a shape at this scale: ${
    Object.values(members)
      .filter((code) => !shapes.some(({ id }) => id === code))
      .join(' ') || 'none'
  }`,
);

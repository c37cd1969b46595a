import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memberStates } from '../../contract/countries.js';
import { linesToOffer } from '../../contract/helplines.js';
import { languages } from '../../contract/languages.js';
import { certainCountry, regionsOf } from '../../contract/reader-country.js';
import { shippedHelplines } from '../src/reference/helplines/seed-helplines.js';

const root = join(import.meta.dirname, '../..');
const digits = (number: string) => number.replace(/[^\d+]/g, '');
const gap = '[\\s\\u00a0\\u202f]';

/** What can be dialled: international numbers, national ones, 116 numbers, `tel:` links. */
const long = new RegExp(
  '\\+\\d[\\d()./\\u00a0\\u202f ' +
    `-]{5,}\\d|(?<![\\d.\\w+-])(?<!\\d${gap})0\\d{2,4}[/\\u00a0\\u202f ` +
    '-]\\d[\\d/\\u00a0\\u202f ' +
    `-]{2,}\\d|116${gap}?(?:000|006|111|117|123)(?!\\d)|(?<=tel:)[\\d+]+`,
  'g',
);
/** In texts also three figures that are no part of a greater number, nor a share. */
const short = new RegExp(
  `(?<![\\d.,/:\\w+-])(?<!\\d${gap})[19]\\d\\d(?![.,]?${gap}?\\d|${gap}?%|\\w)`,
  'g',
);

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
function textsOf(json: Json, path = ''): [path: string, text: string][] {
  if (typeof json === 'string') return [[path, json]];
  if (json === null || typeof json !== 'object') return [];
  return Object.entries(json).flatMap(([key, value]) => textsOf(value, `${path}/${key}`));
}
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Json;
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => join(folder, file));

/**
 * Examples of how a number is written, under the one field that asks for one and in its error: they
 * show the spaces and the country code, and are not for calling.
 */
const isExample = (path: string) => /\/(phoneHint|fields\/phone\/matches)$|^\/isPhone$/.test(path);

describe('CT1 telephone numbers', () => {
  it('are on no page, in no text and in no seed unless the helplines have them with a source', async () => {
    const known = new Set((await shippedHelplines()).map(({ number }) => digits(number)));
    const unknown: string[] = [];
    const look = (where: string, text: string, patterns: RegExp[]) => {
      for (const pattern of patterns)
        for (const [number] of text.matchAll(pattern))
          if (!known.has(digits(number))) unknown.push(`${where}: ${number}`);
    };
    for (const language of languages)
      for (const file of filesIn(`locales/${language}`, /\.json$/))
        for (const [path, text] of textsOf(readJson(file)))
          if (!isExample(path)) look(`${file}${path}`, text, [long, short]);
    for (const file of filesIn('server/src/commands/seed', /\.json$/))
      for (const [path, text] of textsOf(readJson(file))) look(`${file}${path}`, text, [long]);
    for (const file of filesIn('client/src', /\.vue$/))
      look(file, readFileSync(join(root, file), 'utf8'), [long]);
    expect(unknown).toEqual([]);
  });

  it.each([
    'Call 116 117',
    'Call 0800 111 0 550',
    'tel:+4930123',
    '+49 30 123456 or',
    'dial 147 now',
  ])('would be found: %s', (text) => {
    expect([...text.matchAll(long), ...text.matchAll(short)]).not.toEqual([]);
  });

  it('are not seen in years, counts and shares', () => {
    const text = 'since 2012, 130 000 towns, 130,000 towns, 100 %, 10:00–24:00, CETS 201, ISO 3166';
    expect([...text.matchAll(long), ...text.matchAll(short)]).toEqual([]);
  });
});

describe('CT1 helplines that ship with the program', () => {
  it('have a source, a day of check that is past, who checked, and whom they are for', async () => {
    for (const line of await shippedHelplines()) {
      expect(line.source.length).toBeGreaterThan(5);
      expect(line.checkedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(line.checkedBy).not.toBe('');
      expect(line.audiences.length).toBeGreaterThan(0);
      expect(memberStates).toContain(line.country);
    }
  });

  it('never offer 116 111 where it is not known to work, nor to adults', async () => {
    const lines = await shippedHelplines();
    const offering = memberStates.filter((code) =>
      linesToOffer(lines, code).some(({ number }) => digits(number) === '116111'),
    );
    for (const without of ['FR', 'IT', 'AT', 'BE', 'ES', 'RO', 'GB', 'CH', 'NL', 'TR', 'AZ'])
      expect(offering).not.toContain(without);
    expect(offering).toHaveLength(27);
    expect(linesToOffer(lines, '')).toEqual([]);
    for (const line of lines.filter(({ number }) => digits(number) === '116111'))
      expect(line.audiences).toEqual(['children']);
  });

  it.each([
    ['CY', '1466'],
    ['GR', '116111'],
    ['MT', '179'],
    ['ME', '116111'],
    ['TR', '183'],
    ['GE', '111'],
    ['RO', '119'],
    ['IT', '114'],
    ['MK', '080012222'],
  ])('offer a child in %s the %s', async (country, number) => {
    const numbers = linesToOffer(await shippedHelplines(), country, 'children').map((line) =>
      digits(line.number),
    );
    expect(numbers).toContain(number);
  });
});

describe('CT1 where a reader is', () => {
  it.each([
    ['Europe/Vienna', ['de'], 'AT'],
    ['Europe/Vienna', ['de-AT', 'en-US'], 'AT'],
    ['Europe/Vienna', ['de-DE'], null],
    ['Europe/Paris', ['fr-FR', 'fr'], 'FR'],
    ['Europe/Paris', ['fr'], null],
    ['Europe/Paris', ['fr-BE'], null],
    ['Europe/Berlin', ['de-DE', 'en'], 'DE'],
    ['Europe/Berlin', ['sv-SE'], null],
    ['Europe/Warsaw', ['en-GB'], null],
    ['America/New_York', ['pl-PL'], null],
    ['UTC', [], null],
    ['constructor', ['fr-FR'], null],
  ])('%s with %j: %s', (zone, tags, country) => {
    expect(certainCountry(zone, tags)).toBe(country);
  });

  it('languages name states only by their region', () => {
    expect(regionsOf(['sr-Latn-RS', 'fr-BE', 'fr-be', 'en', 'en-US', '*', ''])).toEqual([
      'RS',
      'BE',
    ]);
  });
});

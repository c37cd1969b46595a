import { readFile } from 'node:fs/promises';
import { isoCountries, memberStates } from '../../../../contract/countries.js';
import { countryCodeOf } from './country-names.js';

describe('IN6 countries by every usual name', () => {
  it('those of country-codes.csv', async () => {
    const file = new URL('../../../test/fixtures/sheets/country-codes.csv', import.meta.url);
    const rows = (await readFile(file, 'utf8')).trim().split('\r\n').slice(1);
    const read = rows.map((row) => countryCodeOf(row.split(',')[1]!));
    expect(read).toEqual(
      'GR GB XK XK CZ CZ MK MK MD TR TR TR NL GB GB BA BA VA DE CH PL GR AT IE SK'.split(' '),
    );
  });

  it.each([
    ['gr', 'GR'],
    ['U.K.', 'GB'],
    ['D', 'DE'],
    ['SUI', undefined],
    ['Bosnia & Herzegovina', 'BA'],
    ['Bosnie-Herzégovine', 'BA'],
    ['Republik Österreich', 'AT'],
    ['Grand-Duché de Luxembourg', 'LU'],
    ['Moldova, Republic of', 'MD'],
    ['République de Moldova', 'MD'],
    ['Republica Moldova', 'MD'],
    ['Turkey (Türkiye)', 'TR'],
    ['Republic of Türkiye', 'TR'],
    ['Türkei', 'TR'],
    ['Turcja', 'TR'],
    ['Ουκρανία', 'UA'],
    ['Україна', 'UA'],
    ['Republika e Shqipërisë', 'AL'],
    ['Shqipëria', 'AL'],
    ['R.-U.', 'GB'],
    ['VK', 'GB'],
    ['RU', 'RU'],
    ['FR - France', 'FR'],
    ['DE – Deutschland', 'DE'],
    ['FR - Germany', undefined],
    ['The former Yugoslav Republic of Macedonia', 'MK'],
    ['Shqipëri', 'AL'],
    ['Crna Gora', 'ME'],
    ['საქართველო', 'GE'],
    ['Հայաստան', 'AM'],
    ['SVERIGE', 'SE'],
    ['Kingdom of Denmark', 'DK'],
    ['Principality of Liechtenstein', 'LI'],
    ['Holland', 'NL'],
    ['Kosovo*', 'XK'],
    ['Republic of Kosovo', 'XK'],
    ['Косово', 'XK'],
    ['Republic of China', undefined],
    ['Northern Cyprus', undefined],
    ['Turkish Republic of Northern Cyprus', undefined],
    ['Republika Srpska', undefined],
    ['Georgien', 'GE'],
    ['Atlantis', undefined],
    ['', undefined],
    ['-', undefined],
  ])('%s is %s', (text, code) => expect(countryCodeOf(text)).toBe(code));

  it.each('en fr de uk pt it es nl pl ro el tr'.split(' '))(
    'every name of CLDR in %s',
    (language) => {
      const names = new Intl.DisplayNames([language], { type: 'region' });
      const wrong = memberStates.filter((code) => {
        const name = names.of(code)!;
        const spellings = [
          name,
          name.toUpperCase(),
          name.toLowerCase(),
          ` ${name} `,
          `${name} (${code})`,
        ];
        return spellings.some((spelling) => countryCodeOf(spelling) !== code);
      });
      expect(wrong).toEqual([]);
    },
  );

  it('every code, in both cases', () => {
    expect(isoCountries.filter((code) => countryCodeOf(code) !== code)).toEqual([]);
    expect(isoCountries.filter((code) => countryCodeOf(code.toLowerCase()) !== code)).toEqual([]);
  });
});

import { readGazetteer } from './gazetteer.js';

const states = 'AT BE CH CZ DE DK EE ES FI FR IT NL NO PL PT SE SK'.split(' ');
/** Territories of a state with their own admin levels: their name is the region. */
const named = new Intl.DisplayNames(['en'], { type: 'region' });
const parts = new Set(
  'FO GL AX BL GF GP MF MQ NC PF PM RE WF YT AW BQ CW SX SJ'
    .split(' ')
    .map((code) => named.of(code)),
);

describe('O17 the official code of the municipality', () => {
  it('is there for 98 % of the places in 17 states, and in no other', async () => {
    const places = (await readGazetteer()).filter(({ region }) => !parts.has(region));
    const known = new Map<string, { all: number; coded: number }>();
    for (const { countryCode, municipalityCode } of places) {
      const { all, coded } = known.get(countryCode) ?? { all: 0, coded: 0 };
      known.set(countryCode, { all: all + 1, coded: coded + (municipalityCode ? 1 : 0) });
    }
    for (const [country, { all, coded }] of known) {
      const least = states.includes(country) ? 0.98 : 0;
      expect({ country, holds: coded / all >= least && (least > 0 || coded === 0) }).toEqual({
        country,
        holds: true,
      });
    }
  });

  it('is written as the state writes it', async () => {
    const places = await readGazetteer();
    const codeOf = (country: string, name: string) =>
      places.find(
        ({ countryCode, nameOfficial }) => countryCode === country && nameOfficial === name,
      )?.municipalityCode;
    // As GeoNames' own file has them.
    expect(codeOf('DE', 'Köln')).toBe('05315000');
    expect(codeOf('FR', 'Marseille')).toBe('13055');
    expect(codeOf('IT', 'Roma')).toBe('058091');
    expect(codeOf('NL', 'Amsterdam')).toBe('0363');
    expect(codeOf('SE', 'Göteborg')).toBe('1480');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../contract/languages.js';
import { municipalityTotals } from '../src/reference/countries/authority-totals.js';
import { shippedHelplines } from '../src/reference/helplines/seed-helplines.js';
import { shippedPact } from '../src/reference/pact/seed-pact.js';
import { defaultSettings } from './support/default-settings.js';

type Texts = { [key: string]: Texts | string } | (Texts | string)[];

const root = join(import.meta.dirname, '../..');
const read = <Content>(path: string) =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as Content;

interface Places {
  value: string;
  in: string[];
}
interface Checked {
  source: string;
  checkedOn: string;
}
const sources = read<{
  facts: (Places & Checked)[];
  claimsInWords: (Checked & { key: string })[];
  notFacts: Places[];
  links: { url: string; checkedOn: string }[];
}>('contract/sources.json');
const participants = read<{ sourceUrl: string }[]>('server/src/commands/seed/participants.json');
const day = /^20\d\d-\d\d-\d\d$/;

function flat(texts: Texts | string, path: string): [path: string, text: string][] {
  return typeof texts === 'string'
    ? [[path, texts]]
    : Object.entries(texts).flatMap(([key, value]) => flat(value as Texts, `${path}.${key}`));
}

/** Every text that a reader outside of the office sees, in every language. */
const texts = languages.flatMap((language) =>
  readdirSync(join(root, 'locales', language))
    .filter((name) => ['public.json', 'pact.json', 'papers.json', 'mail.json'].includes(name))
    .flatMap((name) => {
      const said = read<Texts>(`locales/${language}/${name}`);
      return flat(said, name.replace('.json', '')).map(([path, text]) => ({
        language,
        path,
        text,
      }));
    }),
);

/** Numbers without their separators. Placeholders are skipped: the program fills them. */
function numbersIn(text: string): string[] {
  const plain = text.replace(/\{[^}]*\}/g, '');
  return (plain.match(/\d(?:[\d.,\u00a0\u202f ]*\d)?/g) ?? []).map((number) =>
    number.replace(/\D/g, ''),
  );
}

const known: Places[] = [...sources.facts, ...sources.notFacts];
const isKnown = (number: string, path: string) =>
  known.some(
    ({ value, in: places }) =>
      (value === number || value === '*') && places.some((place) => path.startsWith(place)),
  );

describe('CT1 everything on the pages has a source', () => {
  it('every number, date and percentage in a text has a source and a day, or is no fact', () => {
    const unknown = texts.flatMap(({ language, path, text }) =>
      numbersIn(text)
        .filter((number) => !isKnown(number, path))
        .map((number) => `${number} in ${language} ${path}: ${text.slice(0, 80)}`),
    );
    expect(unknown).toEqual([]);
    expect(texts.length).toBeGreaterThan(5_000);
  });

  it('each has a source and a day, and nothing is listed that no text mentions any more', () => {
    for (const { source, checkedOn } of [...sources.facts, ...sources.claimsInWords]) {
      expect(source).not.toBe('');
      expect(checkedOn).toMatch(day);
    }
    const said = (value: string, places: string[]) =>
      texts.some(
        ({ path, text }) =>
          places.some((place) => path.startsWith(place)) &&
          (value === '*' || numbersIn(text).includes(value)),
      );
    expect(known.filter(({ value, in: places }) => !said(value, places))).toEqual([]);
    const paths = texts.map(({ path }) => path);
    for (const { key } of sources.claimsInWords)
      expect(paths.some((path) => path.startsWith(key))).toBe(true);
  });

  it('every external link of the public pages is listed', () => {
    const files = readdirSync(join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(vue|ts)$/.test(name) && !/^staff|\.spec\./.test(name))
      .map((name) => readFileSync(join(root, 'client/src', name), 'utf8'));
    const links = [...files, ...texts.map(({ text }) => text), defaultSettings.knownSource].flatMap(
      (text) => text.match(/https?:\/\/[^\s'"`<>)\\]+/g) ?? [],
    );
    const listed = sources.links.map(({ url }) => url);
    // For sharing services, the address is listed without its parameters.
    const unlisted = links.filter(
      (link) => !listed.includes(link) && !listed.includes(link.replace(/\?.*$/, '')),
    );
    expect([...new Set(unlisted)].filter((link) => !link.startsWith('http://www.w3.org/'))).toEqual(
      [],
    );
    expect(sources.links.every(({ checkedOn }) => day.test(checkedOn))).toBe(true);
  });

  it('the seed has its sources: participants, helplines, totals, actions, settings', async () => {
    expect(participants.filter(({ sourceUrl }) => !/^https?:/.test(sourceUrl))).toEqual([]);
    const lines = await shippedHelplines();
    expect(lines.filter(({ source, checkedOn }) => !source || !day.test(checkedOn))).toEqual([]);
    for (const { source } of Object.values(municipalityTotals))
      expect(source).toMatchObject({
        name: expect.stringMatching(/./),
        url: expect.stringMatching(/^https:/),
        year: expect.stringMatching(/^20/),
      });
    const { pillars } = await shippedPact();
    const actions = pillars.flatMap((pillar) => pillar.actions);
    expect(actions.filter(({ source }) => !/^Art\. \d/.test(source))).toEqual([]);
    expect(defaultSettings.knownSource).toMatch(/^https:/);
    expect(defaultSettings.knownOn).toMatch(day);
  });
});

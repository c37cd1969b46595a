import fc from 'fast-check';
import { csv } from '../../src/platform/spreadsheets/csv.js';
import { textColumns } from '../../src/platform/spreadsheets/cell.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { Importer } from '../support/importer.js';

let register: TestApp;
let anna: Colleague;
let importer: Importer;

beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'publisher', 'administrator');
  importer = new Importer(anna);
});
afterAll(() => register.close());

/**
 * A failure tells it: `PROPERTIES_SEED=… npm test -- import-of-export` makes the same towns again.
 */
const seed = Number(process.env['PROPERTIES_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const oddNames = fc.constantFrom(
  ...[
    "'-Hertogenbosch",
    "''+1",
    '＝1',
    '007',
    '1770',
    'TRUE',
    '03/04/2019',
    '1e5',
    '12.000',
    '_x000D_',
    '_x005F_',
  ],
  ...[
    'a, "b"; c',
    'Ærø',
    'İzmir',
    'Łódź',
    'Київ',
    'Αθήνα',
    'e\u0301',
    'sep=;',
    'Name',
    'S-chanf',
    '#1 Town',
    'N/A',
    '🙂',
  ],
);
const between = '’\'-. ,;"()_/&0123456789\t\n\u200b';
/** A word of two scripts is refused: each name is of one. */
const plainNames = fc
  .constantFrom('abcdefgäößéłŻçñÆ', 'Київбудщ', 'Αθήναβγδ')
  .chain((letters) =>
    fc.string({ unit: fc.constantFrom(...letters, ...between), minLength: 3, maxLength: 40 }),
  );
const names = fc.oneof(
  { weight: 8, arbitrary: plainNames },
  { weight: 2, arbitrary: fc.tuple(oddNames, plainNames).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: oddNames },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
);
const degrees = (most: number) =>
  fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((parts) => parts / 1e7);
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const towns = fc.record({
  name: names,
  en: maybe(names),
  fr: maybe(names),
  country: fc.constantFrom('DE', 'Frankreich', 'Türkiye', 'UK', 'EL', 'Україна'),
  kind: fc.constantFrom('municipality', 'Region', 'association', 'other'),
  region: maybe(names),
  population: maybe(
    fc.oneof(
      fc.integer({ min: 1, max: 100_000_000 }).map(String),
      fc.constantFrom('12.000', '1 084 831'),
    ),
  ),
  place: maybe(fc.tuple(degrees(90), degrees(180))),
  signedOn: maybe(fc.constantFrom('2014', '2014-05', '13.05.2014', '28 June 2019', '2019/06/28')),
  website: maybe(
    fc.constantFrom('www.town.eu', 'https://town.eu/a?b=c&d=é', 'http://xn--kln-sna.eu'),
  ),
  wikidata: maybe(fc.nat({ max: 2_000_000_000 }).map((number) => `Q${number + 1}`)),
  code: maybe(fc.stringMatching(/^[0-9A-Z]{5}$/)),
});

const head = [
  ...[
    'name_local',
    'name_en',
    'name_fr',
    'country',
    'kind',
    'region',
    'population',
    'latitude',
    'longitude',
  ],
  ...['signed_on', 'website', 'wikidata_id', 'official_code'],
];

async function fileOf(rows: (string | null)[][]): Promise<string> {
  let text = '';
  for await (const piece of csv({ columns: textColumns(head), rows })) text += piece;
  return text;
}

/** All that the register says of signatories, and when it last changed. */
const everything = () =>
  register.sql<object>(
    `SELECT s.public_id, s.version, s.signed_on, s.source_url, s.state,
      to_jsonb(a) - 'updated_at' AS authority
     FROM signatory s JOIN authority a ON a.id = s.authority_id ORDER BY 1`,
  );

/** What a hundred and more towns were accepted with, from one file. */
async function accepted(): Promise<void> {
  const made = fc.sample(towns, { numRuns: 150, seed });
  const rows = made.map(
    ({
      name,
      en,
      fr,
      country,
      kind,
      region,
      population,
      place,
      signedOn,
      website,
      wikidata,
      code,
    }) => [
      ...[name, en, fr, country, kind, region, population, ...(place?.map(String) ?? [null, null])],
      ...[signedOn, website, wikidata, code],
    ],
  );
  const begun = await importer.uploads(await fileOf(rows));
  const { asked } = await importer.checks(begun.id);
  const answers = asked.map(({ row }) => ({ row, answer: 'keep' as const }));
  await importer.takesOver(begun, { leaveOutFaulty: true, answers });
}

describe(`importing an export changes nothing (seed ${seed})`, () => {
  beforeAll(accepted);

  it.each(['csv', 'xlsx'])('IN1 IN2 IN6 %s', async (format) => {
    const before = await everything();
    expect(before.length).toBeGreaterThan(50);
    const address = `/api/v1/staff/signatories/export?format=${format}`;
    const exported = (await anna.browser.get(address).buffer(true).parse(bytes).expect(200))
      .body as Buffer;
    const again = await importer.uploads(exported, `export.${format}`);
    expect(again.reading?.questions).toEqual([]);
    const check = await importer.checks(again.id);
    // What was accepted is accepted once more, each as the signatory that it is.
    expect(check.errors).toEqual([]);
    expect(check.asked).toEqual([]);
    expect(check).toMatchObject({ total: before.length, fresh: 0, faulty: 0 });
    expect(check.duplicates.filter(({ options }) => !options.includes('update'))).toEqual([]);
    const choices = check.duplicates.map(({ row }) => ({ row, choice: 'update' as const }));
    expect((await importer.takesOver(again, { choices })).result).toMatchObject({
      created: 0,
      updated: 0,
      leftOut: 0,
    });
    expect(await everything()).toEqual(before);
  });
});

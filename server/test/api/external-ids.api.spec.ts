import { strFromU8, unzipSync } from 'fflate';
import type { EditedSignatoryDto } from '../../src/workbench/register-editing/editing.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const get = async (path: string) =>
  (await register.anonymous.get(path).buffer(true).parse(bytes).expect(200)).body as Buffer;
const text = async (path: string) => (await get(path)).toString();

/** Edits a signatory as staff. */
async function writes(id: string, change: object): Promise<EditedSignatoryDto> {
  const path = `/api/v1/staff/signatories/${id}`;
  const { version, content } = (await staff.browser.get(path).expect(200))
    .body as EditedSignatoryDto;
  const body = { content: { ...content, ...change }, reason: 'Looked up in Wikidata' };
  return (await staff.browser.put(path).set('If-Match', `"${version}"`).send(body).expect(200))
    .body as EditedSignatoryDto;
}

/** A published town whose Wikidata number is recorded. */
async function numbered(wikidataId: string, change: object = {}) {
  const { reference, town } = await Applicant.endorses(register);
  const { id, publicId } = await staff.approvesAndPublishes(reference);
  const { version } = await writes(id, { ...change, wikidataId });
  return { id, publicId, version, town };
}

describe('the numbers that others know an authority by', () => {
  it('O9 a place that GeoNames knows is named by its number there in every file, so that other data can be joined', async () => {
    const { publicId: id } = await staff.approvesAndPublishes(
      (await Applicant.endorses(register)).reference,
    );
    await register.sql(
      `UPDATE authority SET geonames_id = 2973783
        WHERE id = (SELECT authority_id FROM signatory WHERE public_id = $1)`,
      [id],
    );
    await register.sql(`UPDATE register SET version = version + 1, changed_at = now()`);
    await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
    await register.hearsOfChanges();
    const { items } = JSON.parse(await text('/api/v1/signatories.json')) as {
      items: { id: string; geonamesId: number | null }[];
    };
    expect(items.find((item) => item.id === id)).toMatchObject({ geonamesId: 2973783 });
    expect(
      (await text('/api/v1/signatories.csv')).split('\r\n').find((line) => line.startsWith(id)),
    ).toContain(',2973783');
    const { features } = JSON.parse(await text('/api/v1/signatories.geojson')) as {
      features: { id: string; properties: object }[];
    };
    expect(features.find((feature) => feature.id === id)!.properties).toMatchObject({
      geonames: 'https://sws.geonames.org/2973783/',
    });
    expect(await text('/api/v1/signatories.jsonld')).toContain('https://sws.geonames.org/2973783/');
  });

  it('O9 a researcher finds our town in a Wikidata list by its number, which is published only for public signatories', async () => {
    const [town, gone] = [await numbered('Q6602'), await numbered('Q1726')];
    const { town: association } = await numbered('Q2659904', { kind: 'association' });
    expect(
      (
        await staff.changes(
          { id: gone.id, version: gone.version },
          'withdraw',
          'The council wants it so.',
        )
      ).status,
    ).toBe(200);
    const hidden = await staff.approves((await Applicant.endorses(register)).reference);
    await writes(hidden.signatory!.id, { wikidataId: 'Q64' });
    await register.hearsOfChanges();

    const theirs = new Map([
      ['http://www.wikidata.org/entity/Q6602', 291_313],
      ['http://www.wikidata.org/entity/Q1726', 1_512_491],
    ]);
    const [heads, ...rows] = (await text('/api/v1/signatories.csv'))
      .split('\r\n')
      .map((line) => line.split(','));
    const joined = rows.flatMap((cells) => {
      const inhabitants = theirs.get(
        `http://www.wikidata.org/entity/${cells[heads!.indexOf('wikidata_id')]}`,
      );
      return inhabitants
        ? [{ id: cells[0], name: cells[heads!.indexOf('name_en')], inhabitants }]
        : [];
    });
    expect(joined).toEqual([{ id: town.publicId, name: town.town, inhabitants: 291_313 }]);
    const { tableSchema } = JSON.parse(await text('/api/v1/signatories.csv-metadata.json')) as {
      tableSchema: { columns: { name: string }[] };
    };
    expect(tableSchema.columns.find(({ name }) => name === 'wikidata_id')).toMatchObject({
      datatype: 'string',
    });

    expect(JSON.parse(await text(`/api/v1/signatories/${town.publicId}`))).toMatchObject({
      wikidataId: 'Q6602',
    });
    const { features } = JSON.parse(await text('/api/v1/signatories.geojson')) as {
      features: { id: string; properties: object }[];
    };
    expect(features.find(({ id }) => id === town.publicId)!.properties).toMatchObject({
      wikidata: 'http://www.wikidata.org/entity/Q6602',
    });
    const { '@graph': graph } = JSON.parse(await text('/api/v1/signatories.jsonld')) as {
      '@graph': { name?: string }[];
    };
    expect(graph.find(({ name }) => name === town.town)).toMatchObject({
      areaServed: { sameAs: ['http://www.wikidata.org/entity/Q6602'] },
    });
    expect(graph.find(({ name }) => name === association)).toMatchObject({
      sameAs: ['http://www.wikidata.org/entity/Q2659904'],
    });

    const sheet = strFromU8(
      unzipSync(await get('/api/v1/signatories.xlsx'))['xl/worksheets/sheet1.xml']!,
    );
    const all = [
      sheet,
      ...(await Promise.all(
        ['csv', 'json', 'geojson', 'jsonld'].map((format) => text(`/api/v1/signatories.${format}`)),
      )),
    ];
    for (const file of all) {
      expect(file).toMatch(/\bQ6602\b/);
      expect(file).not.toMatch(/\b(Q1726|Q64)\b/);
    }
    expect(
      await register.sql(
        'SELECT wikidata_id FROM public_external_id WHERE wikidata_id IS NOT NULL ORDER BY 1',
      ),
    ).toEqual([{ wikidata_id: 'Q2659904' }, { wikidata_id: 'Q6602' }]);
  });
});

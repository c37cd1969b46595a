import { DataSource } from 'typeorm';
import type { CountryDto } from '../../src/site/public/countries.dto.js';
import { loadDemo } from '../../src/commands/seed/demo-load.js';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { startApp, type TestApp } from '../support/app.js';
import { authority } from '../support/journalist.js';

/** GeoNames' number of Köln. */
const cologne = 2886242;
let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
  const database = register.app.get(DataSource);
  await seedPlaces(database, () => undefined);
  await loadDemo(database.manager, [
    authority('DE', 'Köln', 'Cologne', { population: 1_000_000 }),
    authority('DE', 'Bonn', 'Bonn', { population: 300_000 }),
    authority('DE', 'Aachen'),
    authority('DE', 'Dresden', 'Dresden', { population: 500_000, state: 'withdrawn' }),
    authority('DE', 'Rheinland', 'Rhineland', { kind: 'region', population: 9_000_000 }),
  ]);
  await register.sql(
    `UPDATE authority SET geonames_id = ${cologne} WHERE name_official IN ('Köln', 'Rheinland')`,
  );
  await changes();
});
afterAll(() => register.close());

async function changes(): Promise<void> {
  await register.sql(`UPDATE register SET version = version + 1`);
  await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
  await register.hearsOfChanges();
}
const text = async (path: string) => (await register.anonymous.get(path).expect(200)).text;

describe('O17 codes and coverage', () => {
  it('inhabitants are those of towns that state a number; a region does not count them again', async () => {
    const countries = JSON.parse(await text('/api/v1/countries')) as CountryDto[];
    expect(countries.find(({ code }) => code === 'DE')).toMatchObject({
      municipalities: 3,
      regions: 1,
      coverage: { inhabitants: 1_300_000, counted: 2, unknown: 1 },
    });
    expect(countries.find(({ code }) => code === 'FR')?.coverage).toEqual({
      inhabitants: 0,
      counted: 0,
      unknown: 0,
    });
    const page = await text('/en/countries/DE');
    expect(page).toContain('1,300,000 people live in the towns that have signed.');
    expect(page).toContain('2 of 3 have given their population.');
    expect(page).toContain('A district that signs beside its city is counted with it.');
    expect(page).not.toContain('counted twice');
    expect(await text('/en/countries/FR')).not.toContain('people live in');
    expect(await text('/en/figures/countries.csv')).toMatch(/^DE,4,3,1,0,0,1300000,2\r?$/m);
  });

  it('the code is that of the municipality of a town’s place, and of no region', async () => {
    const { items } = JSON.parse(await text('/api/v1/signatories.json')) as {
      items: { id: string; names: { official: string }; municipalityCode: string | null }[];
    };
    const codes = Object.fromEntries(
      items.map(({ names, municipalityCode }) => [names.official, municipalityCode]),
    );
    expect(codes).toEqual({ Köln: '05315000', Bonn: null, Aachen: null, Rheinland: null });
    const csv = await text('/api/v1/signatories.csv');
    expect(csv.split('\r\n')[0]).toContain(',municipality_code,');
    expect(csv).toMatch(/Köln.*,05315000,/);
    const { id } = items.find(({ names }) => names.official === 'Köln')!;
    const { slug } = JSON.parse(await text(`/api/v1/signatories/${id}`)) as { slug: string };
    const page = await text(`/en/signatories/${slug}`);
    expect(page).toContain('<code>05315000</code>');
    expect(page).toContain('Of the municipality in which the place lies (GeoNames, March 2020)');
    expect(await text('/api/v1/signatories.jsonld')).toContain('"value":"05315000"');
  });

  it('the code is not published where the register has another one', async () => {
    const codes: Record<string, boolean> = { '05315000': true, '05314000': false };
    for (const [own, isTold] of Object.entries(codes)) {
      await register.sql(`UPDATE authority SET official_code = $1 WHERE name_official = 'Köln'`, [
        own,
      ]);
      await changes();
      const csv = await text('/api/v1/signatories.csv');
      expect({ own, isTold: /Köln.*,05315000,/.test(csv) }).toEqual({ own, isTold });
      expect(csv).not.toContain('05314000');
    }
  });
});

import { Parser } from 'n3';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
  const staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  const town = await Applicant.endorses(register);
  await staff.approvesAndPublishes(town.reference);
  await register.hearsOfChanges();
});
afterAll(() => register.close());

const get = async (path: string) =>
  (await register.anonymous.get(path).buffer(true).parse(bytes).expect(200)).body as Buffer;
const text = async (path: string) => (await get(path)).toString();

describe('formats', () => {
  it('O2 GeoJSON has longitude first; O3 CSVW describes each column of the CSV; O10 answers have validators and are open to all', async () => {
    const { features } = JSON.parse(await text('/api/v1/signatories.geojson')) as {
      features: { id: string; geometry: { coordinates: number[] } | null }[];
    };
    const { items } = JSON.parse(await text('/api/v1/signatories.json')) as {
      items: { id: string; longitude: number | null; latitude: number | null }[];
    };
    const places = new Map(items.map((item) => [item.id, item]));
    expect(features.some(({ geometry }) => geometry)).toBe(true);
    for (const { id, geometry } of features) {
      const { longitude, latitude } = places.get(id)!;
      if (geometry)
        expect(geometry.coordinates).toEqual([
          expect.closeTo(longitude!, 5),
          expect.closeTo(latitude!, 5),
        ]);
      else expect([longitude, latitude]).toContain(null);
    }
    const csv = await register.anonymous.get('/api/v1/signatories.csv').expect(200);
    expect(csv.headers).toMatchObject({
      'access-control-allow-origin': '*',
      etag: expect.any(String) as string,
      'last-modified': expect.stringMatching(/GMT$/) as string,
    });
    expect(csv.headers['link']).toContain('signatories.csv-metadata.json>; rel="describedby"');
    const metadata = JSON.parse(await text('/api/v1/signatories.csv-metadata.json')) as {
      tableSchema: { columns: { name: string; titles: object }[] };
    };
    expect(metadata.tableSchema.columns.map(({ name }) => name).join(',')).toBe(
      csv.text.split('\r\n')[0],
    );
    expect(
      metadata.tableSchema.columns.every(({ titles }) => 'en' in titles && 'fr' in titles),
    ).toBe(true);
    await register.anonymous
      .get('/api/v1/signatories.csv')
      .set('If-None-Match', csv.headers['etag']!)
      .expect(304);
    const page = await register.anonymous
      .get('/en')
      .set('Origin', 'https://evil.example')
      .expect(200);
    expect(page.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('O3 the README names every file and column, the licence, and the key of the log', async () => {
    const readme = await text('/api/v1/readme.md');
    for (const table of ['signatories', 'pledges', 'reports', 'changes']) {
      const csv = await text(`/api/v1/${table}.csv`);
      for (const column of csv.split('\r\n')[0]!.split(','))
        expect(readme).toContain(`\n- ${column}: `);
    }
    const files = readme.match(/[\w.-]+\.(?:csv|xlsx|json|geojson|jsonld|parquet)\b/g)!;
    for (const file of new Set(files)) await register.anonymous.get(`/api/v1/${file}`).expect(200);
    const page = await text('/en/data');
    const [, key] = /^- Public key: (\S+\+[0-9a-f]{8}\+\S+)$/m.exec(readme)!;
    expect(page).toContain(key);
    expect(readme).toContain('creativecommons.org/licenses/by/4.0');
    expect(readme).toContain('Clé publique');
  });

  it('O4 the catalogue is the same in Turtle, and has what DCAT-AP 3 makes mandatory', async () => {
    const quads = new Parser().parse(await text('/api/v1/catalogue.ttl'));
    const dcat = 'http://www.w3.org/ns/dcat#';
    const of = (type: string) =>
      quads
        .filter(
          ({ predicate, object }) =>
            predicate.value.endsWith('#type') && object.value === dcat + type,
        )
        .map(({ subject }) => subject.value);
    const has = (subject: string, predicate: string) =>
      quads.some((quad) => quad.subject.value === subject && quad.predicate.value === predicate);
    const dct = 'http://purl.org/dc/terms/';
    const mandatory: Record<string, string[]> = {
      Catalog: [`${dct}title`, `${dct}description`, `${dct}publisher`],
      Dataset: [`${dct}title`, `${dct}description`],
      Distribution: [`${dcat}accessURL`],
      DataService: [`${dct}title`, `${dcat}endpointURL`],
    };
    for (const [type, predicates] of Object.entries(mandatory)) {
      expect(of(type).length).toBeGreaterThan(0);
      for (const subject of of(type))
        for (const predicate of predicates)
          expect({ subject, predicate, has: has(subject, predicate) }).toMatchObject({ has: true });
    }
  });

  it('a town is a public organisation in the words of the EU, none of them invented', async () => {
    const { '@context': context, '@graph': graph } = JSON.parse(
      await text('/api/v1/signatories.jsonld'),
    ) as { '@context': Record<string, string>; '@graph': Record<string, unknown>[] };
    const towns = graph.filter((node) => String(node['@id']).endsWith('#authority'));
    expect(towns.length).toBeGreaterThan(0);
    // The terms of an organisation in CPOV 2.1.1, with those of its identifier.
    const terms = [
      ...['cv:PublicOrganisation', 'org:Organization', 'adms:Identifier', 'adms:identifier'],
      ...['skos:prefLabel', 'skos:notation', 'adms:schemaAgency', 'foaf:homepage', 'dct:spatial'],
    ];
    for (const town of towns) {
      const used = JSON.stringify(town).match(/"[a-z]+:[A-Za-z]+"/g)!;
      for (const term of used) expect(terms).toContain(term.slice(1, -1));
      expect(town['@type']).toEqual(['GovernmentOrganization', 'cv:PublicOrganisation']);
      expect(town['skos:prefLabel']).toContainEqual({
        '@value': expect.any(String) as string,
        '@language': 'en',
      });
    }
    expect(context).toMatchObject({
      '@vocab': 'https://schema.org/',
      cv: 'http://data.europa.eu/m8g/',
      org: 'http://www.w3.org/ns/org#',
    });
    const [{ mainEntityOfPage: address }] = towns as [{ mainEntityOfPage: string }];
    const { slug } = JSON.parse(await text(`/api/v1/signatories/${address.slice(-8)}`)) as {
      slug: string;
    };
    const page = await text(`/en/signatories/${slug}`);
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    expect(JSON.parse(block)).toMatchObject({
      '@context': ['https://schema.org', { cv: 'http://data.europa.eu/m8g/' }],
    });
  });

  it('O6 S04 a name cannot leave the structured data of a page', async () => {
    const page = await text('/en/signatories');
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    expect(block).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(block)).toMatchObject({ '@context': 'https://schema.org' });
  });

  it('O5 O7 O12 feeds, security.txt, robots.txt, status', async () => {
    for (const what of ['signatories', 'changes']) {
      expect(await text(`/en/feeds/${what}.rss`)).toContain('<rss version="2.0"');
      expect(await text(`/fr/feeds/${what}.atom`)).toContain('rel="self"');
      expect(JSON.parse(await text(`/en/feeds/${what}.json`))).toMatchObject({
        version: 'https://jsonfeed.org/version/1.1',
      });
      for (const never of ['constructor', '__proto__'])
        expectProblem(await register.anonymous.get(`/en/feeds/${what}.${never}`), 404);
      // Capitals lead to small letters first (decision 0042).
      const inCapitals = await register.anonymous.get(`/en/feeds/${what}.toString`).redirects(1);
      expect(inCapitals.redirects).toEqual([
        expect.stringMatching(new RegExp(`/en/feeds/${what}\\.tostring$`)),
      ]);
      expectProblem(inCapitals, 404);
    }
    const security = await text('/.well-known/security.txt');
    expect(security).toContain('Contact: mailto:security@register.example');
    expect(Date.parse(/Expires: (.*)/.exec(security)![1]!)).toBeGreaterThan(
      Date.now() + 100 * 86_400_000,
    );
    expect(await text('/robots.txt')).toContain('Sitemap: http://register.example/sitemap.xml');
    expect(await text('/en/status')).toContain('The register is working.');
  });

  it('O8 and S14 only the embed may be framed, and it sets no cookie; shared links have a picture', async () => {
    const embed = await register.anonymous.get('/en/embed/counter').expect(200);
    expect(embed.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(embed.headers).not.toHaveProperty('x-frame-options');
    expect(embed.headers).not.toHaveProperty('set-cookie');
    for (const path of ['/en', '/en/data', '/en/signatories']) {
      const { headers } = await register.anonymous.get(path).expect(200);
      expect(headers['content-security-policy']).toContain(`frame-ancestors 'none'`);
      expect(headers['x-frame-options']).toBe('DENY');
    }
    const { html } = JSON.parse(
      await text('/api/v1/oembed?url=http://register.example/en/map?country=DE&dnt=1'),
    ) as { html: string };
    expect(html).toContain('http://register.example/en/embed/map?country=DE');
    expectProblem(
      await register.anonymous.get('/api/v1/oembed?url=http://evil.example/en/map'),
      404,
    );
    expect((await get('/en/share.png')).subarray(1, 4).toString()).toBe('PNG');
  });
});

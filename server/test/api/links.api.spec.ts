import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { bytes, Colleague } from '../support/colleague.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let bergen: { publicId: string };
beforeAll(async () => {
  register = await startApp({ described: true });
  const publisher = await Colleague.signsIn(register, 'reviewer', 'publisher');
  const of = (countryCode: string, nameOfficial: string) => ({
    authority: { countryCode, nameOfficial, nameEn: '', nameFr: '', region: 'Test' },
  });
  const joins = async (countryCode: string, name: string) =>
    publisher.approvesAndPublishes(
      (await Applicant.endorses(register, of(countryCode, name))).reference,
    );
  bergen = await joins('NO', 'Bergenstad');
  await joins('DE', 'Bonnheim');
  await joins('FR', 'Brestville');
  await register.hearsOfChanges();
});
afterAll(() => register.close());

const get = (path: string) => register.anonymous.get(path).redirects(0);
const canonicalOf = (text: string) =>
  /<link rel="canonical" href="http:\/\/register\.example([^"]*)">/
    .exec(text)?.[1]
    ?.replaceAll('&amp;', '&');
const appended = 'fbclid=a&gclid=b&utm_source=c&mc_cid=d&whatever=1&x[]=2';

describe('IN8 parameters that nobody asked for', () => {
  it.each([
    '/en',
    '/en/signatories',
    '/en/map',
    '/en/practices',
    '/en/news',
    '/en/about',
    '/en/pact',
    '/en/figures',
    '/en/countries/NO',
    '/en/transparency',
    '/en/feeds/signatories.rss',
    '/en/feeds/changes.atom',
    '/en/news.rss',
    '/en/embed/list',
    '/en/figures/growth.csv',
    '/api/v1/signatories.csv',
    '/api/v1/signatories.geojson',
    '/sitemap.xml',
    '/robots.txt',
  ])('RL1 %s: are ignored, make no other answer and no other place in the cache', async (path) => {
    const plain = await get(path).expect(200);
    const long = await get(`${path}?${appended}`).expect(200);
    expect(long.headers['etag']).toBe(plain.headers['etag']);
    const canonical = canonicalOf(plain.text ?? '');
    expect(canonicalOf(long.text ?? '')).toBe(canonical);
    expect(long.text ?? '').not.toMatch(/fbclid|utm_source|whatever/);
  });

  it('the canonical link names the filter in one order and one spelling', async () => {
    const { text } = await get(
      `/en/signatories?kind=Municipality&utm_source=x&country=no&country=DE`,
    ).expect(200);
    expect(canonicalOf(text)).toBe('/en/signatories?country=DE,NO&kind=municipality');
    expect(text).toContain('2 signatories');
  });

  it('a wrong value of a parameter that is known is not passed over', async () => {
    await get('/en/signatories?kind=village').expect(422);
    await get('/en/feeds/signatories.rss?country=Norway').expect(422);
  });
});

describe('IN8 several values of a filter', () => {
  const names = async (query: string) =>
    (
      (await get(`/api/v1/signatories?${query}`).expect(200)).body as {
        items: { names: { official: string } }[];
      }
    ).items.map((item) => item.names.official);

  it.each([
    ['country=DE,FR', ['Bonnheim', 'Brestville']],
    ['country=fr&country=de', ['Bonnheim', 'Brestville']],
    ['country=DE,FR,NO&kind=MUNICIPALITY', ['Bergenstad', 'Bonnheim', 'Brestville']],
    ['country=DE&kind=region,association', []],
    ['pillar=prevention,protection&country=NO', ['Bergenstad']],
    ['limit=2', ['Bergenstad', 'Bonnheim']],
    ['limit=2&utm_source=x&fbclid=y', ['Bergenstad', 'Bonnheim']],
  ])('the API: %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('pages of the size that a program wants follow one another', async () => {
    const first = (await get('/api/v1/signatories?limit=2').expect(200)).body as { next: string };
    expect(await names(`limit=2&after=${first.next}`)).toEqual(['Brestville']);
  });

  it.each(['0', '101', '-1', '1.5', 'many', '1e2'])(
    'refuses limit=%s, and says why',
    async (limit) => {
      for (const path of ['signatories', 'practices', 'news']) {
        const { errors } = expectProblem(await get(`/api/v1/${path}?limit=${limit}`), 422);
        expect(errors).toEqual([
          expect.objectContaining({
            pointer: '/limit',
            detail: expect.stringMatching(/^limit must be/) as string,
          }),
        ]);
      }
    },
  );

  it('the API names unknown parameters', async () => {
    const { errors } = expectProblem(await get('/api/v1/signatories?limits=5&Country=DE'), 422);
    expect(errors?.map(({ detail }) => detail).sort()).toEqual([
      'Unknown parameter "Country"',
      'Unknown parameter "limits"',
    ]);
    const body = await register
      .browser()
      .post('/api/v1/submissions')
      .send({ language: 'en', extra: 1 });
    expect(expectProblem(body, 422).errors?.[0]?.detail).toBe('Unknown field "extra"');
  });

  it('pages, feeds, embeds and files take the same', async () => {
    for (const [path, sign] of [
      ['/en/signatories', 'list'],
      ['/en/map', 'map'],
      ['/en/embed/list', 'embed'],
      ['/en/feeds/signatories.atom', 'feed'],
      ['/api/v1/signatories.csv', 'file'],
      ['/api/v1/signatories.json', 'file'],
    ] as const) {
      const { text } = await get(`${path}?country=DE&country=no&x=1`).expect(200);
      expect({
        path,
        sign,
        bonn: text.includes('Bonnheim'),
        brest: text.includes('Brestville'),
      }).toEqual({
        path,
        sign,
        bonn: true,
        brest: false,
      });
    }
  });

  it('the list offers each value with its count, and shows what is chosen', async () => {
    const { text } = await get('/en/signatories?country=DE,NO').expect(200);
    for (const code of ['DE', 'NO'])
      expect(text).toMatch(
        new RegExp(`<input type="checkbox" name="country" value="${code}" checked`),
      );
    expect(text).toMatch(/<input type="checkbox" name="country" value="FR">/);
    expect(text).toContain('Germany, Norway');
  });
});

describe('IN8 what was meant', () => {
  it.each([
    ['/EN', '/en'],
    ['/en/', '/en'],
    ['//en//signatories//', '/en/signatories'],
    ['/en/Signatories?Country=de&utm_source=x', '/en/signatories?country=DE'],
    ['/En/map/?utm_source=x', '/en/map'],
    ['/signatories', '/en/signatories'],
    ['/map', '/en/map'],
    ['/feed', '/en/feeds/signatories.rss'],
    ['/rss', '/en/feeds/signatories.rss'],
    ['/login', '/staff'],
    ['/admin', '/staff'],
    ['/api', '/en/api'],
    ['/fr/Signataires', '/fr/signatories'],
    ['/en/map%E2%80%8B', '/en/map'],
    ['/en/map).', '/en/map'],
    ['/en/map%zz', '/en/map%25zz'],
    ['/en/page/190-specific-objectives.html', '/en/about'],
    ['/fr/print/142.html?fbclid=1', '/fr'],
    ['/en/page/198', '/en'],
    ['/fr/page/241-x.html?utm_source=y', '/fr'],
  ])('%s leads to %s for good', async (asked, meant) => {
    for (const method of ['get', 'head'] as const) {
      const { status, headers } = await register.anonymous[method](asked).redirects(0);
      if (meant.endsWith('zz')) expect(status).toBe(404);
      else
        expect({ asked, status, to: headers['location'] }).toEqual({
          asked,
          status: 301,
          to: meant,
        });
    }
    if (!meant.endsWith('zz')) await get(meant).expect(200);
  });

  it('a signatory is found by its id in capitals, on pages and in the API', async () => {
    const id = bergen.publicId;
    const { headers } = await get(`/en/signatories/${id.toUpperCase()}`).expect(301);
    expect(headers['location']).toBe(`/en/signatories/${id}`);
    await get(`/api/v1/signatories/${id.toUpperCase()}`).expect(200);
  });

  it('an address without a language leads to that of its reader', async () => {
    const { headers } = await get('/signatories')
      .set('Accept-Language', 'de;q=0, fr-CA')
      .expect(301);
    expect(headers).toMatchObject({ location: '/fr/signatories', vary: 'accept-language' });
  });

  it('S16 nothing but a question is led on, and nothing leads to another site', async () => {
    const posted = await register.browser().post('/EN/endorse/').redirects(0).type('form').send({});
    expect(posted.status).toBe(404);
    for (const path of ['//evil.example', '/%5Cevil.example/', '/%2F%2Fevil.example/en/'])
      expect((await get(path)).headers['location']).toBeUndefined();
  });

  it.each([
    ['/favicon.ico', 'image/x-icon'],
    ['/apple-touch-icon.png', 'image/png'],
    ['/icon-192.png', 'image/png'],
    ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['/fr/manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
  ])('%s is there', async (path, type) => {
    const { headers, body } = await get(path).buffer(true).parse(bytes).expect(200);
    expect(headers['content-type']).toBe(type);
    expect((body as Buffer).length).toBeGreaterThan(200);
  });
});

describe('RL1 the coding of an answer', () => {
  const coded = (path: string, accept: string) =>
    get(path).set('Accept-Encoding', accept).buffer(true).parse(bytes);

  it.each(['/en/signatories', '/api/v1/signatories', '/api/v1/signatories.csv', '/sitemap.xml'])(
    '%s: a refused encoding is not sent, neither the first time nor from memory',
    async (path) => {
      for (const _ of ['made', 'kept']) {
        for (const [accept, coding] of [
          ['br;q=0', undefined],
          ['br;q=0, gzip', 'gzip'],
          ['GZIP;q=0.5, BR;q=0.4', 'gzip'],
          ['*', 'br'],
          ['identity;q=0, *;q=0, gzip', 'gzip'],
        ] as const) {
          const { headers } = await coded(path, accept).expect(200);
          expect({ path, accept, coding: headers['content-encoding'] }).toEqual({
            path,
            accept,
            coding,
          });
        }
        await coded(path, '*;q=0').expect(406);
      }
    },
  );

  it('the files of the build as well', async () => {
    const { text } = await get('/en').expect(200);
    const [css] = /\/assets\/[\w-]+\.css/.exec(text)!;
    for (const path of [css, '/map/europe.svg']) {
      for (const [accept, coding] of [
        ['identity;q=0, gzip', 'gzip'],
        ['gzip;q=0.5, br;q=0.4, identity;q=0.9', undefined],
        ['br;q=0.5, GZIP;q=0.8', 'gzip'],
      ] as const) {
        const { headers } = await coded(path, accept).expect(200);
        expect({ accept, coding: headers['content-encoding'] }).toEqual({ accept, coding });
      }
      await coded(path, '*;q=0').expect(406);
    }
  });

  it('what is packed already is packed again for those only who refuse it plain', async () => {
    const plain = await coded('/en/share.png', 'br, gzip').expect(200);
    expect(plain.headers).not.toHaveProperty('content-encoding');
    const packed = await coded('/en/share.png', 'identity;q=0, gzip').expect(200);
    expect(packed.headers['content-encoding']).toBe('gzip');
    await coded('/en/share.png', 'br, gzip').expect(200);
  });
});

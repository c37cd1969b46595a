import { HtmlValidate } from 'html-validate';
import type { Names, PracticeList } from '../../../contract/pages.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { sharesPractice } from '../support/practices.js';

let register: TestApp;
let staff: Colleague;
let town: Applicant;
let signatory: Awaited<ReturnType<Colleague['approvesAndPublishes']>>;
let practice: string;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  town = await Applicant.endorses(register, {
    authority: { nameOfficial: 'Bergen', countryCode: 'NO' },
  });
  signatory = await staff.approvesAndPublishes(town.reference);
  practice = await sharesPractice(register, signatory.publicId);
});
afterAll(() => register.close());

const page = (path: string) => register.anonymous.get(path).set('Accept', 'text/html');

const paths = () => [
  '',
  '/signatories',
  '/signatories?q=zzzzzz&country=NO',
  `/signatories/${signatory.publicId}-bergen`,
  '/map',
  '/map?box=0,50,10,65',
  '/countries',
  '/countries/NO',
  '/countries/AD',
  '/pact',
  '/pact/text',
  '/pact/prevention',
  '/pact/prevention/training',
  '/practices',
  '/practices?pillar=protection',
  `/practices/${practice}`,
  '/figures',
  '/transparency',
  '/about',
  '/join',
  '/faq',
  '/contact',
  '/help',
  '/privacy',
  '/accessibility',
  '/api',
  '/endorse',
];

describe('the public pages', () => {
  it.each(['en', 'fr'])('U10 are valid HTML, complete and in %s', async (language) => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        // Caused by Vue's renderer: fragments leave comments, and long attributes are not an error
        // of the document.
        'no-trailing-whitespace': 'off',
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
        'void-style': 'off',
        'long-title': 'off',
        // The thin spaces in 116 111 are intentional.
        'tel-non-breaking': 'off',
        'doctype-style': 'off',
        // The boxes of one choice share a name: each that is ticked is a value.
        'form-dup-name': ['error', { shared: ['radio', 'button', 'submit', 'checkbox'] }],
        'prefer-native-element': 'off',
      },
    });
    const faults: string[] = [];
    for (const path of paths()) {
      const { text, headers } = await page(`/${language}${path}`).expect(200);
      const report = await validator.validateString(text);
      for (const { messages } of report.results)
        faults.push(
          ...messages.map(
            ({ ruleId, message, line, selector }) =>
              `${path} ${ruleId}: ${message} (${line} ${selector})`,
          ),
        );
      expect(headers['content-language']).toBe(language);
      // A missing text would show its key.
      expect(text.match(/>\s*(?!www\.)[a-z]+(\.[a-zA-Z_]+)+\s*</g)).toBeNull();
      expect(text).toContain(`<link rel="canonical" href="http://register.example/${language}`);
      for (const number of ['tel:112', 'data-exit'])
        expect({ path, has: text.includes(number) }).toEqual({ path, has: true });
    }
    expect(faults).toEqual([]);
  });

  it('the first load of a public page brings less than 60 kB of script, and no script of others', async () => {
    const { text } = await page('/en').expect(200);
    const scripts = [...text.matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, src]) => src!);
    expect(scripts).toHaveLength(1);
    expect(scripts[0]).toMatch(/^\/assets\//);
    const { headers } = await register.anonymous
      .get(scripts[0]!)
      .set('Accept-Encoding', 'gzip')
      .expect(200);
    expect(Number(headers['content-length'])).toBeLessThan(60_000);
  });

  it('TR14 a signatory shows since when it is one and when it was last changed, and the help of its country', async () => {
    const { text } = await page(`/en/signatories/${signatory.publicId}-bergen`).expect(200);
    expect(text).toMatch(/Signatory since .*2026/);
    expect(text).toMatch(/last changed .*2026/);
    expect(text).toContain('These numbers work in: Norway');
    expect(text).toContain('tel:116111');
    expect(text).not.toContain('tel:116000');
    expect(text).not.toMatch(/town\.example@|officer-|Ada Signer/);
  });
});

describe('TR14 addresses of the former site', () => {
  it.each([
    ['/en/page/179-about-us.html', '/en/about'],
    ['/fr/page/179-about-us.html', '/fr/about'],
    ['/fr/page/191-the-pact-in-brief.html', '/fr/pact'],
    ['/en/print/191-le-pacte-en-bref.html', '/en/pact'],
    [
      '/en/print/254-the-baden-wurttemberg-county-association-joins.html',
      '/en/signatories?country=DE&kind=association',
    ],
    ['/en/page/181-nicosie-signe-le-pacte.html', '/en/signatories?q=Nicosia&country=CY'],
  ])('%s leads to %s for good', async (old, now) => {
    const { headers } = await page(old).expect(301);
    expect(headers['location']).toBe(now);
    await page(now).expect(200);
  });

  it.each([
    '/en/page/124-something.html',
    '/en/page/abc',
    '/fr/print/1791-about-us.html',
    '/en/page/179%2F..%2Fx',
  ])('%s is a 404 that helps on and is kept by nobody', async (old) => {
    const { text, headers } = await page(old).expect(404);
    expect(text).toMatch(/old campaign site|ancien site/);
    expect(text).toContain('name="q"');
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('good practices', () => {
  it('are found by pillar, country, language and words, each on a page of its own', async () => {
    const list = async (query: object) =>
      (
        (await register.anonymous.get('/api/v1/practices').query(query).expect(200))
          .body as PracticeList
      ).items.map(({ id }) => id);
    for (const found of [
      {},
      { pillar: 'prevention' },
      { country: 'NO' },
      { language: 'en' },
      { q: 'listens school' },
      { q: 'bergen' },
    ])
      expect({ found, ids: await list(found) }).toEqual({ found, ids: [practice] });
    for (const missing of [
      { pillar: 'protection' },
      { country: 'DE' },
      { language: 'fr' },
      { q: '%' },
      { q: 'listens_' },
    ])
      expect({ missing, ids: await list(missing) }).toEqual({ missing, ids: [] });
    expect((await page(`/en/practices/${practice}`).expect(200)).text).toContain(
      'A bus that listens',
    );
    for (const never of ['01a20be3-8239-7462-9665-95ae42b5226f', 'x', "'x"])
      await page(`/en/practices/${never}`).expect(404);
    // A quotation mark at the end comes from the sentence around a link (decision 0042).
    const { headers } = await page(`/en/practices/'`).redirects(0).expect(301);
    expect(headers['location']).toBe('/en/practices');
  });

  it('PR1 show only published content', async () => {
    const { body } = await register.anonymous.get(`/api/v1/practices/${practice}`).expect(200);
    expect(Object.keys(body as object).sort()).toEqual(
      [
        'alsoIn',
        'files',
        'forWhom',
        'id',
        'language',
        'pillar',
        'publishedAt',
        'result',
        'signatory',
        'title',
        'whatWasDone',
        'whomToAsk',
      ].sort(),
    );
    expect(Object.keys((body as { signatory: { names: Names } }).signatory).sort()).toEqual([
      'countryCode',
      'demo',
      'id',
      'kind',
      'names',
      'slug',
    ]);
    for (const query of [
      'fields=contact_email',
      'filter[email]=x',
      'sort=contact',
      'include=submission',
    ])
      expect((await register.anonymous.get(`/api/v1/practices?${query}`)).status).toBe(422);
  });
});

describe('TR3 who leaves', () => {
  it('disappears with its practices from every page; only the transparency log and its own address show that it was there', async () => {
    await register.hearsOfChanges();
    expect((await page('/en/transparency').expect(200)).text).not.toContain('Bergen');
    expect(
      (await staff.changes(signatory, 'withdraw', 'The council has decided to leave the Pact.'))
        .status,
    ).toBe(200);
    await register.hearsOfChanges();
    for (const path of [
      '',
      '/signatories',
      '/map',
      '/countries/NO',
      '/practices',
      '/pact/prevention',
      '/pact/prevention/training',
    ])
      expect({
        path,
        told: /Bergen|A bus that listens/.test((await page(`/en${path}`).expect(200)).text),
      }).toEqual({ path, told: false });
    await page(`/en/practices/${practice}`).expect(404);
    expect((await page(`/en/signatories/${signatory.publicId}`).expect(410)).text).toContain(
      'Bergen',
    );
    const { text } = await page('/en/transparency').expect(200);
    expect(text).toContain('Bergen');
    expect(text).not.toContain('The council has decided to leave');
  });
});

import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { languages } from '../../../contract/languages.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { sharesPractice } from '../support/practices.js';
import { opened, takes } from '../support/rounds.js';

let register: TestApp;
let addresses: string[];
beforeAll(async () => {
  register = await startApp();
  const staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  const { publicId } = await staff.approvesAndPublishes(
    (await Applicant.endorses(register)).reference,
  );
  await sharesPractice(register, publicId);
  const article = {
    titleEn: 'A day',
    titleFr: 'Un jour',
    summaryEn: 'x',
    summaryFr: 'x',
    bodyEn: 'x',
    bodyFr: 'x',
  };
  const { body } = await staff.browser.post('/api/v1/staff/articles').send(article).expect(201);
  const { id, version } = body as { id: string; version: number };
  await staff.browser
    .post(`/api/v1/staff/articles/${id}/steps`)
    .set('If-Match', `"${version}"`)
    .send({ action: 'publish' })
    .expect(200);
  await takes(staff, (await opened(staff)).id, 'close').expect(200);
  await register.hearsOfChanges();
  const { text } = await register.anonymous.get('/sitemap.xml').expect(200);
  addresses = [...text.matchAll(/<loc>http:\/\/register\.example([^<]*)<\/loc>/g)].map(
    ([, path]) => path!,
  );
});
afterAll(() => register.close());

/**
 * GET routes in a language that are not pages for search engines: files, embeds, and pages for one
 * visitor.
 */
const notForSearch = [
  /\.(csv|pdf|png|svg|rss|atom|json|webmanifest|:format(\([^)]*\))?)$/,
  /^\/embed\//,
  /^\/(page|print)\/:name$/,
  /^\/(confirm|contact-invitation|continue|hand-over|taking-part)$/,
  /^\/case(\/|$)/,
  /^\/newsletter\/(confirm|leave)$/,
  /^\/(follow(\/(confirm|manage))?|letters\/leave)$/,
  /^\/(error-report\/confirm|signatories\/:slug\/(error|young))$/,
  /^\/feeds\/changes\/:kind\/:file$/,
  /^\/preview\//,
  /^\/help\/(here|report)$/,
  /^\/endorse\/(find|later|tasks|sent|:section)$/,
];

/** Every GET route under a language, as the router has it, without the language. */
function routes(): string[] {
  const found = register.app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype }) => {
      if (!metatype) return [];
      const prototype = metatype.prototype as Record<string, () => unknown>;
      return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name]!;
        if (Reflect.getMetadata(METHOD_METADATA, handler) !== RequestMethod.GET) return [];
        return [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]]
          .flat()
          .map((path) => {
            return `/${String(Reflect.getMetadata(PATH_METADATA, metatype))}/${path}`
              .replace(/\/+/g, '/')
              .replace(/\/$/, '');
          });
      });
    });
  return found
    .filter((path) => path.startsWith('/:language'))
    .map((path) => path.slice('/:language'.length));
}

it('O7 the sitemap has addresses of every public page of the router, and of nothing else', () => {
  const pages = routes().filter((path) => !notForSearch.some((pattern) => pattern.test(path)));
  expect(pages.length).toBeGreaterThan(18);
  const literal = new Set(pages.filter((path) => !path.includes(':')));
  const patternOf = (path: string) =>
    new RegExp(`^${path.replace(/:\w+\(([^)]*)\)/g, '($1)').replace(/:\w+/g, '[^/]+')}$`);
  const routeOf = (address: string) =>
    literal.has(address)
      ? address
      : pages.find((path) => path.includes(':') && patternOf(path).test(address));
  const english = addresses
    .filter((address) => /^\/en(\/|$)/.test(address))
    .map((address) => address.slice('/en'.length));
  expect(english.filter((address) => routeOf(address) === undefined)).toEqual([]);
  expect(new Set(english.map(routeOf))).toEqual(new Set(pages));
  expect(new Set(english).size).toBe(english.length);
  const texts = [
    '/about',
    '/join',
    '/faq',
    '/contact',
    '/help',
    '/accessibility',
    '/api',
    '/privacy',
    '/transparency',
  ];
  const made = [
    '/countries/DE',
    '/pact/prevention',
    '/pact/prevention/training',
    '/news/a-day',
    '/newsletter',
    '/figures',
    '/practices',
  ];
  expect(english).toEqual(expect.arrayContaining(['', '/endorse', ...texts, ...made]));
});

it('O7 each of its addresses answers with an indexable page, is canonical, and exists in every language', async () => {
  for (const language of languages)
    expect(addresses.filter((address) => address.split('/')[1] === language)).toHaveLength(
      addresses.length / languages.length,
    );
  // Every kind of page, in turns of language: all of them would be the same templates twelve times.
  for (const [index, address] of addresses.filter((_, place) => place % 5 === 0).entries()) {
    const { text } = await register.anonymous
      .get(address)
      .set('Accept', 'text/html')
      .expect(200)
      .expect('content-type', /text\/html/);
    expect({ address, index, hidden: text.includes('name="robots" content="noindex"') }).toEqual({
      address,
      index,
      hidden: false,
    });
    expect(text).toContain(`<link rel="canonical" href="http://register.example${address}">`);
  }
});

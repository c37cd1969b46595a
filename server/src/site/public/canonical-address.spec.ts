import fc from 'fast-check';
import { canonicalAddress } from './canonical-address.js';

describe('IN8 one canonical address for all equivalent ones', () => {
  it.each([
    ['/en/signatories', '/en/signatories'],
    ['/en/signatories?', '/en/signatories'],
    ['/en/signatories?fbclid=x&gclid=y&utm_source=z&mc_cid=1', '/en/signatories'],
    ['/en/signatories?anything=else&x[]=1&_=123', '/en/signatories'],
    ['/en?utm_medium=mail', '/en'],
    ['/en/about?country=DE', '/en/about'],
    ['/en/signatories?kind=region&country=de', '/en/signatories?country=DE&kind=region'],
    ['/en/signatories?country=FR&country=DE', '/en/signatories?country=DE,FR'],
    ['/en/signatories?country=FR,DE,fr', '/en/signatories?country=DE,FR'],
    ['/en/signatories?country=FR%2CDE', '/en/signatories?country=DE,FR'],
    ['/en/signatories?country[]=FR&country[1]=DE', '/en/signatories?country=DE,FR'],
    ['/en/signatories?COUNTRY=de&Kind=Region', '/en/signatories?country=DE&kind=region'],
    ['/en/signatories?%63ountry=DE', '/en/signatories?country=DE'],
    ['/en/signatories?country=DE&amp;kind=region', '/en/signatories?country=DE&kind=region'],
    ['/en/signatories?country=&kind=&q=', '/en/signatories'],
    ['/en/signatories?country=uk', '/en/signatories?country=GB'],
    ['/en/signatories?country=DE).', '/en/signatories?country=DE'],
    ['/en/signatories?country=DE%E2%80%8B', '/en/signatories?country=DE'],
    ['/en/signatories?country=%20de%20', '/en/signatories?country=DE'],
    ['/en/signatories?q=+K%C3%B6ln++am%00', '/en/signatories?q=K%C3%B6ln%20am'],
    ['/en/signatories?q=a&q=b', '/en/signatories?q=b'],
    ['/en/signatories?sort=name', '/en/signatories'],
    ['/en/signatories?sort=Newest', '/en/signatories?sort=newest'],
    ['/en/signatories?limit=5', '/en/signatories'],
    ['/en/signatories?box=5%2C50%2C8%2C52', '/en/signatories?box=5,50,8,52'],
    ['/en/signatories?country=DE#results', '/en/signatories?country=DE'],
    ['/en/map?sort=newest&pillar=Prevention', '/en/map?pillar=prevention'],
    ['/en/practices?language=FR&language=en', '/en/practices?language=en,fr'],
    ['/en/transparency?page=1', '/en/transparency'],
    ['/en/transparency?page=2&x=1', '/en/transparency?page=2'],
    [
      '/en/news?after=2026-01-01T00%3A00%3A00.000000_a',
      '/en/news?after=2026-01-01T00:00:00.000000_a',
    ],
    ['/en/feeds/signatories.atom?country=de&utm_source=x', '/en/feeds/signatories.atom?country=DE'],
    ['/en/feeds/changes.rss?country=DE', '/en/feeds/changes.rss'],
    ['/en/embed/list?country=de&x=1', '/en/embed/list?country=DE'],
    ['/en/endorse/documents?then=continue&x=1', '/en/endorse/documents?then=continue'],
    ['/en/continue?token=abc&fbclid=1', '/en/continue?token=abc'],
    ['/en/continue?token=abc_-).', '/en/continue?token=abc_-'],
    ['/api/v1/signatories.csv?country=de&anything=1', '/api/v1/signatories.csv?country=DE'],
    ['/api/v1/register?x=1', '/api/v1/register'],
    ['/robots.txt?x=1', '/robots.txt'],
  ])('%s is %s', (url, address) => {
    expect(canonicalAddress(url)).toBe(address);
    expect(canonicalAddress(address)).toBe(address);
  });

  it.each([
    [
      '/api/v1/signatories?kind=region&country=fr&country=DE&utm_source=x',
      '/api/v1/signatories?country=DE,FR&kind=region',
    ],
    ['/api/v1/signatories?limit=5&fbclid=1', '/api/v1/signatories?limit=5'],
    [
      '/api/v1/counts?gad_source=1&mibextid=a&xtor=EPR-1&at_medium=mail&wt_mc=2&country=FR',
      '/api/v1/counts?country=FR',
    ],
    ['/api/v1/signatories?limits=5', '/api/v1/signatories?limits=5'],
    ['/api/v1/signatories?foo=', '/api/v1/signatories?foo='],
    ['/api/v1/signatories?country[]=DE', '/api/v1/signatories?country%5B%5D=DE'],
    ['/api/v1/signatories?Country=DE', '/api/v1/signatories?Country=DE'],
    ['/api/v1/signatories?q=a&q=b', '/api/v1/signatories?q=a&q=b'],
    ['/api/v1/oembed?url=x&utm_source=y&maxwidth=3', '/api/v1/oembed?url=x&maxwidth=3'],
    ['/api/v1/staff/queue?show=waiting&Other=1', '/api/v1/staff/queue?show=waiting&Other=1'],
    ['/staff/register?q=K%C3%B6ln&country=', '/staff/register?q=K%C3%B6ln&country='],
  ])('a program learns of unknown parameters: %s is %s', (url, address) => {
    expect(canonicalAddress(url)).toBe(address);
  });

  it('is idempotent, whatever the order of parameters', () => {
    const parameter = fc.tuple(
      fc.constantFrom(
        'country',
        'kind',
        'pillar',
        'q',
        'sort',
        'utm_source',
        'x',
        'country[]',
        'amp;kind',
        'Q',
        '%00',
        'after',
      ),
      fc.oneof(
        fc.constantFrom('de', 'FR', 'region', 'newest', 'a,b', ''),
        fc.string({ maxLength: 6 }),
      ),
    );
    fc.assert(
      fc.property(fc.array(parameter, { maxLength: 8 }), (parameters) => {
        const query = parameters.map(
          ([name, value]) => `${name}=${encodeURIComponent(value.replace(/\p{Cs}/gu, ''))}`,
        );
        const address = canonicalAddress(`/en/signatories?${query.join('&')}`);
        expect(canonicalAddress(address)).toBe(address);
        const kept = new URL(address, 'https://pact.example').searchParams.keys();
        for (const name of kept) expect(name).not.toMatch(/^(?:utm_|x$|amp)/);
      }),
      { numRuns: 2_000 },
    );
  });
});

import fc from 'fast-check';
import { wellFormed } from '../public/canonical-address.js';
import { meantAddress } from './meant-address.js';

const meant = (url: string) => meantAddress(wellFormed(url), () => 'fr')?.address ?? null;

describe('IN8 the intended address', () => {
  it.each([
    // Slashes, capitals, doubled words.
    ['/en/', '/en'],
    ['/EN', '/en'],
    ['/EN/', '/en'],
    ['/en/map/', '/en/map'],
    ['/en//map///', '/en/map'],
    ['//en/map', '/en/map'],
    ['/en/Signatories', '/en/signatories'],
    ['/En/map/?utm_source=x', '/en/map'],
    ['/en/signatories/?country=de&fbclid=1', '/en/signatories?country=DE'],
    ['/en/signatories/KD7Q2MXR', '/en/signatories/kd7q2mxr'],
    ['/en/signatories/KD7Q2MXR-Koeln/', '/en/signatories/kd7q2mxr-koeln'],
    ['/en/countries/de', '/en/countries/DE'],
    [
      '/en/practices/01A20BE3-8239-7462-9665-95AE42B5226F',
      '/en/practices/01a20be3-8239-7462-9665-95ae42b5226f',
    ],
    ['/en/feeds/Signatories.RSS', '/en/feeds/signatories.rss'],
    ['/en-GB/map', '/en/map'],
    ['/fr_FR/', '/fr'],
    ['/DE-at/signatories', '/de/signatories'],
    // No language: the reader's.
    ['/signatories', '/fr/signatories'],
    ['/Signatories/', '/fr/signatories'],
    ['/signatories?country=DE', '/fr/signatories?country=DE'],
    ['/signatories/kd7q2mxr', '/fr/signatories/kd7q2mxr'],
    ['/map', '/fr/map'],
    ['/map/', '/fr/map'],
    ['/embed/', null],
    ['/feed', '/fr/feeds/signatories.rss'],
    ['/feed/', '/fr/feeds/signatories.rss'],
    ['/rss', '/fr/feeds/signatories.rss'],
    ['/rss.xml', '/fr/feeds/signatories.rss'],
    ['/atom.xml', '/fr/feeds/signatories.atom'],
    ['/en/feed', '/en/feeds/signatories.rss'],
    ['/feed?country=DE', '/fr/feeds/signatories.rss?country=DE'],
    ['/login', '/staff'],
    ['/Admin/', '/staff'],
    ['/en/login', '/staff'],
    ['/STAFF', '/staff'],
    ['/staff/', '/staff'],
    ['/api', '/fr/api'],
    ['/API/', '/fr/api'],
    ['/api/v1', '/fr/api'],
    ['/api/v1/signatories/', '/api/v1/signatories'],
    ['/API/V1/signatories', '/api/v1/signatories'],
    ['/api//v1/signatories/KD7Q2MXR', '/api/v1/signatories/KD7Q2MXR'],
    ['/api/v1/signatories.csv).', '/api/v1/signatories.csv'],
    ['/api).', '/fr/api'],
    ['/privacy-policy', '/fr/privacy'],
    ['/index.html', '/'],
    ['/index.php', '/'],
    ['//', '/'],
    ['/en/index.html', '/en'],
    ['/en/signatories.html', '/en/signatories'],
    ['/en/about.php', '/en/about'],
    ['/Robots.txt', '/robots.txt'],
    ['/FAVICON.ico', '/favicon.ico'],
    ['/apple-touch-icon-precomposed.png', '/apple-touch-icon.png'],
    ['/security.txt', '/.well-known/security.txt'],
    // Words of other languages.
    ['/fr/Signataires', '/fr/signatories'],
    ['/fr/carte', '/fr/map'],
    ['/fr/actualit%C3%A9s', '/fr/news'],
    ['/fr/%C3%A0-propos', '/fr/about'],
    ['/de/Unterzeichner/', '/de/signatories'],
    ['/signataires', '/fr/signatories'],
    // Characters that a mail, a chat or a sentence adds at the end.
    ['/en/map.', '/en/map'],
    ['/en/map)', '/en/map'],
    ['/en/map).', '/en/map'],
    ['/en/map%20', '/en/map'],
    ['/en/map%E2%80%8B', '/en/map'],
    ['/en/map%EF%BB%BF', '/en/map'],
    ['/en/map%C2%A0', '/en/map'],
    ['/en/map%3E', '/en/map'],
    ['/en/map%E2%80%9D', '/en/map'],
    ['/en/signatories/kd7q2mxr,', '/en/signatories/kd7q2mxr'],
    ['/en/endorse/tasks.', '/en/endorse/tasks'],
    ['/en/continue/?token=abc', '/en/continue?token=abc'],
    ['/en%20/%20map', '/en/map'],
    // Encodings.
    ['/en/%6Dap', '/en/map'],
    ['/en%2Fmap', '/en/map'],
    ['/en/map%3Fcountry=DE', '/en/map?country=DE'],
    ['/en/map%23results', '/en/map'],
    ['/en/map#results', '/en/map'],
    ['/en\\map', '/en/map'],
    ['/en/map;jsessionid=1A', '/en/map'],
    ['/en;v=1/map', '/en/map'],
    ['/en/./map', '/en/map'],
    ['/en/map%00', '/en/map'],
    ['/en/map%', '/en/map'],
    ['/en/map%3Fa=%250d%250aX', '/en/map'],
    ['/staff%3Fa=%0d%0aX:1', '/staff?a=%0D%0AX%3A1'],
    // The former site.
    ['/page/190-x.html', '/fr/page/190-x.html'],
    ['/EN/Print/254-The-County.HTML', '/en/print/254-the-county.html'],
  ])('%s: %s', (url, address) => {
    expect(meant(url)).toBe(address);
  });

  it.each([
    '/',
    '/en',
    '/en/signatories',
    '/en/signatories?country=DE&utm_source=x',
    '/en/countries/DE',
    '/en/page/190-x.html',
    '/en/figures/growth.csv',
    '/en/transparency.csv',
    '/en/signatories/kd7q2mxr-koeln/share.png',
    '/api/v1/signatories',
    '/api/v1/signatories/ZZZZZZZZ',
    '/api/v1/news/%7Bslug%7D',
    '/api/v1/signatories/kd7q2mxr.',
    '/api/v1/staff/documents/%00',
    '/api/v1/signatories/%E0%A4%A',
    '/api/v1/%',
    '/api/openapi.json',
    '/assets/entry-public-D4f_X.js',
    '/map/europe.svg',
    '/embed/resize.js',
    '/staff',
    '/staff/cases/1?tab=History',
    '/.well-known/security.txt',
    '/sitemaps/0.xml',
    '/nothing-of-ours',
    '/constructor',
    '/en/__proto__',
    '/en/%E2%99%A5',
    '/%E2%99%A5',
    '/wp-login.php',
    '/en/../../etc/passwd',
    '/en/..%2F..%2Fetc',
    '/en/page/179%2F..%2Fx',
  ])('%s is left as it is', (url) => {
    expect(meant(url)).toBeNull();
  });

  it.each([
    '//evil.example',
    '//evil.example/en',
    '///evil.example/..',
    '/\\evil.example',
    '/%5Cevil.example',
    '/%2F%2Fevil.example',
    '/%2Fevil.example/map',
    '/en//evil.example/',
    '/en/https://evil.example/',
    '/https://evil.example',
    '/en/%0D%0ALocation:%20https://evil.example/',
    '/%09/evil.example/',
    '/en/@evil.example/',
    '/map//evil.example',
    '/api//evil.example/',
    '/staff//evil.example',
    '/%E2%80%8B//evil.example/signatories/',
  ])('S16 %s leads nowhere else', (url) => {
    const address = meant(url);
    if (address !== null)
      expect(new URL(address, 'https://register.example').origin).toBe('https://register.example');
    if (address !== null) expect(address).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
  });

  it('S16 always redirects within this site, and only once, whatever the address', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '/',
        '//',
        '\\',
        '%2F',
        '%5C',
        '.',
        '..',
        ';',
        '?',
        '#',
        '%',
        '%00',
        '%0d%0a',
        '%E2%80%8B',
        'en',
        'FR',
        'map',
        'signatories',
        'feed',
      ),
      fc.constantFrom(
        'evil.example',
        'https:',
        '@',
        ':',
        'api',
        'v1',
        'staff',
        'countries',
        'page',
        '%3F',
        '%25',
        '%ff',
        'utm_source=x',
        '&',
        '=',
        'Index.html',
      ),
      fc.string({ maxLength: 4 }).map((text) => encodeURIComponent(text.replace(/\p{Cs}/gu, ''))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const address = meant(`/${pieces.join('')}`);
        if (address === null) return;
        expect(address).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(new URL(address, 'https://register.example').origin).toBe(
          'https://register.example',
        );
        expect(meant(address)).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});

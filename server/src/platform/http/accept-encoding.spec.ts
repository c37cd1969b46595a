import { preferredEncoding } from './accept-encoding.js';

describe('the encoding of an answer follows RFC 9110 §12.5.3', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['deflate, zstd', 'identity'],
    ['br;q=0', 'identity'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip, br;q=0.000', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0.8, gzip;q=0.8', 'br'],
    ['gzip;q=0.1', 'gzip'],
    ['gzip;q=0.5, identity', 'identity'],
    ['gzip, identity', 'gzip'],
    ['BR', 'br'],
    ['GZip;Q=1.0', 'gzip'],
    [' br ; q=0 ,\tgzip ; q = 0.5', 'gzip'],
    ['x-gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0.5, br;q=0', 'gzip'],
    ['*;q=0, gzip', 'gzip'],
    ['*;q=0, identity', 'identity'],
    ['identity;q=0, br', 'br'],
    ['identity;q=0, *', 'br'],
    ['identity;q=0', null],
    ['*;q=0', null],
    ['identity;q=0, deflate', null],
    ['br;q=0, gzip;q=0, *;q=0', null],
    // Names of other codings that contain one of ours.
    ['brotli, sbr, gzipped', 'identity'],
    ['br-next', 'identity'],
    // An invalid weight is ignored.
    ['br;q=much, gzip', 'gzip'],
    ['br;q=2', 'identity'],
    ['br;q=-1', 'identity'],
    ['br;level=5;q=0', 'identity'],
    [',,, gzip,,', 'gzip'],
  ] as const)('%j: %s', (header, encoding) => {
    expect(preferredEncoding(header)).toBe(encoding);
  });

  it.each([
    ['br', 'identity'],
    ['identity;q=0.1, br', 'identity'],
    ['identity;q=0, gzip', 'gzip'],
    ['*;q=0', null],
  ] as const)('an already compressed answer: %j: %s', (header, encoding) => {
    expect(preferredEncoding(header, { packed: true })).toBe(encoding);
  });

  it('a flood of different headers is not remembered for ever', () => {
    for (let number = 0; number < 1_000; number++)
      expect(preferredEncoding(`x${number}, gzip`)).toBe('gzip');
    expect(preferredEncoding('br;q=0, gzip')).toBe('gzip');
  });
});

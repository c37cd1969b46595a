import { network } from './rate-limits.js';

describe('S44 limits count networks: a household has a whole IPv6 /64', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s belongs to %s', (address, expected) => expect(network(address)).toBe(expected));

  it('an IPv4 address written as IPv6 is not the whole internet', () => {
    expect(network('::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(network('::ffff:203.0.113.8')).not.toBe(network('::ffff:203.0.113.7'));
  });
});

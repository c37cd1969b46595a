import { network, networks } from './networks.js';

describe('S44 limits count networks: a household has a whole IPv6 /64', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['2001:DB8:1:2::A', '2001:db8:1:2'],
    ['[2001:db8:1:2::a]:4711', '2001:db8:1:2'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['unknown', 'unknown'],
  ])('%s belongs to %s', (address, expected) => expect(network(address)).toBe(expected));

  it('an IPv4 address written as IPv6 is not the whole internet', () => {
    expect(network('::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(network('::ffff:203.0.113.8')).not.toBe(network('::ffff:203.0.113.7'));
  });
});

it('S44 the larger networks around an address are allowed more, and are counted too', () => {
  expect(networks('2001:db8:1:2a3f::1').map(({ key, share }) => [key, share])).toEqual([
    ['2001:db8:1:2a3f', 1],
    ['2001:db8:1:2a00', 4],
    ['2001:db8:1', 16],
  ]);
  expect(networks('2001:db8:1:2a3f::1')[1]).toEqual(networks('2001:db8:1:2aff::9')[1]);
  expect(networks('2001:db8:1:2a3f::1')[2]).toEqual(networks('2001:db8:1:ffff::9')[2]);
  expect(networks('::ffff:203.0.113.7')).toEqual([{ key: '203.0.113.7', level: '', share: 1 }]);
});

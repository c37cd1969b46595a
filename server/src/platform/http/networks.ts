import { isIPv6 } from 'node:net';

/** A network around an address, and the multiple of one household's allowance that it gets. */
export interface CountedNetwork {
  key: string;
  /** Suffix of the key under which it is counted; empty for the smallest network. */
  level: '' | '/56' | '/48';
  share: number;
}

/**
 * One household has at least an IPv6 /64, and a rented server often has a /56 or a /48. Changing
 * the address within these must not evade a limit, but an office of many households must not count
 * as one.
 */
const larger = [
  { level: '/56', share: 4, bits: 56 },
  { level: '/48', share: 16, bits: 48 },
] as const;

/** The networks whose uses are counted, the smallest first. */
export function networks(address: string): CountedNetwork[] {
  const own = network(address);
  const groups = groupsOf(address);
  if (!groups) return [{ key: own, level: '', share: 1 }];
  return [
    { key: own, level: '', share: 1 },
    ...larger.map(({ level, share, bits }) => ({ key: prefix(groups, bits), level, share })),
  ];
}

/** The network behind an address: one household has a whole IPv6 /64. */
export function network(address: string): string {
  const groups = groupsOf(address);
  return groups ? prefix(groups, 64) : plain(address);
}

/**
 * Removes what some proxies add: a port, brackets, a zone. Converts an IPv4-mapped IPv6 address
 * (RFC 4291 §2.5.5.2) to IPv4.
 */
function plain(address: string): string {
  const bare = address
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .split('%')[0]!;
  if (!isIPv6(bare)) return bare;
  const groups = expanded(bare);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped
    ? [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.')
    : bare;
}

/** The eight groups of an IPv6 address; null for anything else. */
function groupsOf(address: string): number[] | null {
  const bare = plain(address);
  return isIPv6(bare) ? expanded(bare) : null;
}

function expanded(ip: string): number[] {
  // The URL parser accepts every spelling, including a dotted end, and normalises it.
  const [head = '', tail] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split('::');
  const parts = (text: string) => text.split(':').filter(Boolean);
  const [left, right] = [parts(head), parts(tail ?? '')];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].map((group) => parseInt(group, 16));
}

function prefix(groups: number[], bits: 48 | 56 | 64): string {
  const kept = groups.slice(0, bits / 16);
  if (bits === 56) kept.push(groups[3]! & 0xff00);
  return kept.map((group) => group.toString(16)).join(':');
}

import { createHash } from 'node:crypto';

/** An outside party that verifies the public log and cosigns its checkpoints. */
export interface LogWitness {
  /** As configured and shown: `name+id+key` (c2sp.org/signed-note). */
  verifierKey: string;
  name: string;
  id: Buffer;
  /** The 32 bytes of an Ed25519 public key. */
  publicBytes: Buffer;
  /** Where it accepts checkpoints (c2sp.org/tlog-witness); null if it comes to us instead. */
  address: string | null;
}

/** The type of a key that cosigns (c2sp.org/tlog-cosignature). */
export const cosignatureType = 0x04;

/**
 * @returns null unless it is `name+id+key`, optionally followed by a space and an https address.
 */
export function witnessOf(setting: string): LogWitness | null {
  const [verifierKey = '', address = null, ...more] = setting.trim().split(/\s+/);
  const [, name, id, key] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(verifierKey) ?? [];
  if (!name || !id || !key || more.length > 0) return null;
  if (address !== null && !isReachable(address)) return null;
  const typed = Buffer.from(key, 'base64');
  const made = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
  if (typed[0] !== cosignatureType || made.toString('hex') !== id) return null;
  return { verifierKey, name, id: made, publicBytes: typed.subarray(1), address };
}

function isReachable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, search, hash } = new URL(address);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && !search && !hash;
}

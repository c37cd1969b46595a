import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

/** c2sp.org/signed-note: an Ed25519 key with the name shown on the signature's line. */
export interface NoteKey {
  name: string;
  /** The verifier key for readers: `name+id+key`. */
  verifierKey: string;
  /** The signature's line over a text that ends with a newline. */
  signature(text: string): string;
}

const ed25519 = 0x01;
const cosignature = 0x04;
/** The bytes before the 32 bytes of a seed in PKCS #8 (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A log's own key. @param seed the 32 bytes of the private key (RFC 8032). */
export function noteKey(name: string, seed: Buffer): NoteKey {
  const { key, publicBytes } = keysOf(seed);
  const id = keyId(name, ed25519, publicBytes);
  return {
    name,
    verifierKey: spelled(name, id, ed25519, publicBytes),
    signature: (text) => line(name, id, sign(null, Buffer.from(text), key)),
  };
}

/** c2sp.org/tlog-cosignature: the key of a witness that cosigns a checkpoint with a timestamp. */
export function cosignerKey(name: string, seed: Buffer, now: () => number): NoteKey {
  const { key, publicBytes } = keysOf(seed);
  const id = keyId(name, cosignature, publicBytes);
  return {
    name,
    verifierKey: spelled(name, id, cosignature, publicBytes),
    signature: (text) => {
      const seconds = Math.floor(now() / 1_000);
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(seconds));
      const message = `cosignature/v1\ntime ${seconds}\n${text}`;
      return line(name, id, Buffer.concat([time, sign(null, Buffer.from(message), key)]));
    },
  };
}

/** A note: the text, an empty line, and the lines of its signatures. */
export function note(text: string, signatures: readonly string[]): string {
  return `${text}\n${signatures.join('')}`;
}

function keysOf(seed: Buffer): { key: KeyObject; publicBytes: Buffer } {
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { key, publicBytes: spki.subarray(-32) };
}

function keyId(name: string, type: number, publicBytes: Buffer): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([type]))
    .update(publicBytes)
    .digest()
    .subarray(0, 4);
}

function spelled(name: string, id: Buffer, type: number, publicBytes: Buffer): string {
  const key = Buffer.concat([Buffer.from([type]), publicBytes]).toString('base64');
  return `${name}+${id.toString('hex')}+${key}`;
}

function line(name: string, id: Buffer, signature: Buffer): string {
  return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

import { createPublicKey, verify } from 'node:crypto';
import type { LogWitness } from '../config/log-witness.js';

/** A witness's statement that a checkpoint is consistent with those it has seen before. */
export interface Cosignature {
  witness: LogWitness;
  at: Date;
  /** Its line in the note, in the one spelling that strict readers accept. */
  line: string;
}

/** The bytes before the 32 bytes of a public key in SPKI (RFC 8410). */
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** The signed text of a note; null if this is not a note. */
export function signedText(note: string): string | null {
  const end = note.lastIndexOf('\n\n');
  return end < 0 ? null : note.slice(0, end + 1);
}

/** The valid cosignatures of these witnesses on a note; other lines are ignored. */
export function cosignaturesIn(note: string, witnesses: readonly LogWitness[]): Cosignature[] {
  const text = signedText(note);
  if (text === null) return [];
  const lines = note.slice(text.length + 1).split('\n');
  return lines.flatMap((line) => {
    const [, name, encoded] = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    const witness = witnesses.find(
      (one) => one.name === name && bytes.subarray(0, 4).equals(one.id),
    );
    const at = witness ? momentOf(text, bytes.subarray(4), witness) : null;
    if (!witness || !at) return [];
    return [{ witness, at, line: `— ${witness.name} ${bytes.toString('base64')}\n` }];
  });
}

/** When the witness signed; null if it did not. */
function momentOf(text: string, signature: Buffer, { publicBytes }: LogWitness): Date | null {
  if (signature.length !== 72) return null;
  const seconds = signature.readBigUInt64BE(0);
  const key = createPublicKey({
    key: Buffer.concat([spki, publicBytes]),
    format: 'der',
    type: 'spki',
  });
  const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
  const at = new Date(Number(seconds) * 1_000);
  return verify(null, message, key, signature.subarray(8)) && !isNaN(at.getTime()) ? at : null;
}

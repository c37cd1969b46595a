import { createHash } from 'node:crypto';

/** RFC 6962, section 2.1: the leading byte prevents a leaf from passing for a node. */
const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** The hash of an entry of the log. */
export function leafHash(entry: string | Uint8Array): Buffer {
  return createHash('sha256').update(leafPrefix).update(entry).digest();
}

/** The hash of two neighbouring subtrees of the same height. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}

/** The root of the tree without leaves. */
export const emptyRoot: Buffer = createHash('sha256').digest();

/** The root of a tree with these leaf hashes. */
export function rootOf(hashes: readonly Uint8Array[]): Buffer {
  if (hashes.length === 0) return emptyRoot;
  let level: Buffer[] = hashes.map((hash) => Buffer.from(hash));
  while (level.length > 1) level = level.flatMap(pairedWith(level));
  return level[0]!;
}

/** A node without a neighbour moves up a level unchanged. */
const pairedWith = (level: Buffer[]) => (hash: Buffer, index: number) => {
  if (index % 2 === 1) return [];
  const right = level[index + 1];
  return [right ? nodeHash(hash, right) : hash];
};

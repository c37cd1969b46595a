/** c2sp.org/tlog-checkpoint: how large the tree is, and its root. */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

/** The text that is signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads the text of a signed checkpoint, without verifying its signatures. */
export function readCheckpoint(note: string): Checkpoint | null {
  const [origin, size, root, empty] = note.split('\n');
  if (!origin || !/^(0|[1-9]\d*)$/.test(size ?? '') || !root || empty === undefined) return null;
  const hash = Buffer.from(root, 'base64');
  return hash.length === 32 && hash.toString('base64') === root
    ? { origin, size: Number(size), root: hash }
    : null;
}

/** The beginning of the root's hash, for people to compare with each other. */
export function shortHash({ size, root }: Pick<Checkpoint, 'size' | 'root'>): string {
  return `${size}:${root.toString('hex').slice(0, 16)}`;
}

import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckpoint, type Checkpoint } from '../../platform/tlog/checkpoint.js';

/** The last checkpoint that this machine has signed, beside the database. */
export const keptCheckpointFile = (dataDir: string) => join(dataDir, 'log-checkpoint.txt');

export async function readKeptCheckpoint(dataDir: string): Promise<Checkpoint | null> {
  const text = await readFile(keptCheckpointFile(dataDir), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    },
  );
  return text === null ? null : readCheckpoint(text);
}

/**
 * Writes a checkpoint to disk before anyone sees it, atomically and safe from a power failure.
 */
export async function keepCheckpoint(dataDir: string, note: string): Promise<void> {
  const file = keptCheckpointFile(dataDir);
  const written = await open(`${file}.new`, 'w', 0o600);
  try {
    await written.writeFile(note);
    await written.sync();
  } finally {
    await written.close();
  }
  await rename(`${file}.new`, file);
}

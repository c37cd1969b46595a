import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { limits } from '../../platform/config/limits.js';

/**
 * Whether a folder can take more files: it exists, is writable and has room for a few documents.
 * Writes nothing.
 */
export async function takesFiles(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize, files, ffree } = await statfs(folder);
    // Some file systems allocate inodes on demand and report none.
    return bavail * bsize >= limits.diskReserve && (files === 0 || ffree > 0);
  } catch {
    return false;
  }
}

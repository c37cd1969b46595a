import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientSource } from './client-build.js';

/** The SHA-256 of the file that verifies the log, as it is offered for download. */
export async function verifierHash(): Promise<string> {
  const file = join(clientSource().publicFiles, 'verify', 'verify-register.mjs');
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

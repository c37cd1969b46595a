import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { loadDump } from '../../platform/database/embedded/load-dump.js';
import type { Rewriting } from '../../platform/database/embedded/stored-bytes.js';
import type { DocumentStorage } from '../../platform/documents/document-storage.js';
import { documentOf, isCopy } from '../../platform/documents/kept-files.js';
import {
  documentFile,
  readManifest,
  tablesFolder,
  verifyBackup,
  type Manifest,
} from './manifest.js';
import { openingBy } from './sealing.js';
import type { Started } from '../startup/bootstrap.js';

/** Restores only the rows, into an empty database, after verifying every file and the key. */
export async function restoreRows(
  backup: string,
  { ownerUrl, config }: Pick<Started, 'ownerUrl' | 'config'>,
): Promise<{ manifest: Manifest; opened: Rewriting }> {
  const manifest = await readManifest(backup);
  await verifyBackup(dirname(backup), backup, manifest);
  const opened = openingBy(manifest.encryption?.program, config);
  await tryKey(backup, manifest, opened);
  await loadDump(ownerUrl, tablesFolder(backup), manifest.database, opened);
  return { manifest, opened };
}

/** Tries the key on the start of the first file, before anything is written. */
async function tryKey(backup: string, { database }: Manifest, opened: Rewriting): Promise<void> {
  const [first] = database.tables;
  if (!first) return;
  for await (const _ of opened(createReadStream(join(tablesFolder(backup), first.file)))) break;
}

/** A document as it is in the backup, encrypted or not. */
export const contentOf = (
  backup: string,
  { encryption }: Manifest,
  name: string,
): AsyncIterable<Buffer> =>
  createReadStream(documentFile(dirname(backup), name, encryption?.suffix));

/**
 * Restores a backup into an empty database and an empty store, after verifying every file. The next
 * start of the program migrates an older one.
 * @throws ConfigError when the backup is damaged or from a newer program, when its key is missing,
 *   or when the database is not empty. In every case nothing is changed.
 */
export async function restore(
  backup: string,
  { ownerUrl, config }: Pick<Started, 'ownerUrl' | 'config'>,
  storage: DocumentStorage,
): Promise<Manifest> {
  const { manifest, opened } = await restoreRows(backup, { ownerUrl, config });
  for (const { name, sha256 } of manifest.documents) {
    const received = await storage.receive(
      Readable.from(opened(contentOf(backup, manifest, name))),
    );
    if (received.sha256.toString('hex') !== sha256)
      throw new Error(`${name} was damaged while it was copied`);
    await storage.restore(received, documentOf(name), isCopy(name));
  }
  return manifest;
}

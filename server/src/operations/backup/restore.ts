import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import { loadDump } from '../../platform/database/embedded/load-dump.js';
import type { DocumentStorage } from '../../platform/documents/document-storage.js';
import { documentOf, isCopy } from '../../platform/documents/kept-files.js';
import {
  documentFile,
  readManifest,
  tablesFolder,
  verifyBackup,
  type Manifest,
} from './manifest.js';

/**
 * Restores a backup into an empty database and an empty store, after verifying every file. The next
 * start of the program migrates an older one.
 * @throws ConfigError when the backup is damaged or from a newer program, or when the database is
 *   not empty. In every case nothing is changed.
 */
export async function restore(
  backup: string,
  ownerUrl: string,
  storage: DocumentStorage,
): Promise<Manifest> {
  const target = dirname(backup);
  const manifest = await readManifest(backup);
  await verifyBackup(target, backup, manifest);
  await loadDump(ownerUrl, tablesFolder(backup), manifest.database);
  for (const { name, sha256 } of manifest.documents) {
    const received = await storage.receive(createReadStream(documentFile(target, name)));
    if (received.sha256.toString('hex') !== sha256)
      throw new Error(`${name} was damaged while it was copied`);
    await storage.restore(received, documentOf(name), isCopy(name));
  }
  return manifest;
}

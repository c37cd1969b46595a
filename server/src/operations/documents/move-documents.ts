import type { AppContext } from '../../platform/database/app-context.js';
import { ConfigError } from '../../platform/config/config.js';
import { DocumentStorage } from '../../platform/documents/document-storage.js';
import {
  documentOf,
  isCopy,
  missingFiles,
  type KeptFile,
} from '../../platform/documents/kept-files.js';
import { openFileStore } from '../../platform/documents/open-file-store.js';

/**
 * Copies the files that the configured store lacks from the previous one. Each is written
 * completely, and only if it matches the hash in its row. The previous store is not changed.
 * @param from the former DATA_DIR, or the former STORAGE_URL (with the same key).
 */
export async function moveDocuments(
  context: AppContext,
  from: string,
  files: KeptFile[],
): Promise<{ moved: number; missing: string[] }> {
  const storage = new DocumentStorage(context);
  const before = openFileStore({ config: configOf(context, from) });
  const lacking = await missingFiles(
    storage,
    files.map(({ name }) => name),
  );
  const missing: string[] = [];
  for (const { name, sha256 } of files.filter((file) => lacking.includes(file.name))) {
    if (!(await before.has(name))) {
      missing.push(name);
      continue;
    }
    const received = await storage.receive(await before.read(name));
    if (received.sha256.toString('hex') !== sha256) {
      await storage.discard(received);
      throw new ConfigError(`${name} is damaged in ${from}: take it from a backup.`);
    }
    await storage.restore(received, documentOf(name), isCopy(name));
  }
  return { moved: lacking.length - missing.length, missing };
}

function configOf({ config }: AppContext, from: string): AppContext['config'] {
  const isStore = /^s3(\+http)?:/.test(from);
  const other = isStore ? { STORAGE_URL: from } : { STORAGE_URL: '', DATA_DIR: from };
  return Object.assign(Object.create(Object.getPrototypeOf(config) as object) as object, config, {
    ...other,
  }) as AppContext['config'];
}

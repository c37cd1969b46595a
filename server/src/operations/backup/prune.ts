import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backupsIn, documentFile, readManifest, verifyTables } from './manifest.js';
import { keptNames, type Keep } from './tiers.js';

/**
 * Removes the backups that no tier keeps, and the documents that none of the remaining ones uses.
 * The newest one that is whole always stays, however many newer ones are not.
 * @returns how many backups were removed.
 */
export async function prune(target: string, keep: Keep): Promise<number> {
  const all = await backupsIn(target);
  const kept = keptNames(all, keep);
  const whole = await newestWhole(target, all);
  if (whole) kept.add(whole);
  const old = all.filter((name) => !kept.has(name));
  for (const name of old) await rm(join(target, name), { recursive: true });
  await forgetDocuments(target);
  return old.length;
}

async function forgetDocuments(target: string): Promise<void> {
  const held = new Set<string>();
  for (const name of await backupsIn(target)) {
    const { documents, encryption } = await readManifest(join(target, name));
    for (const document of documents) held.add(document.name + (encryption?.suffix ?? ''));
  }
  for (const folder of await readdir(join(target, 'documents')).catch(() => []))
    for (const name of await readdir(join(target, 'documents', folder)))
      if (!held.has(name)) await rm(join(target, 'documents', folder, name));
}

async function newestWhole(target: string, names: string[]): Promise<string | null> {
  for (const name of [...names].reverse()) if (await isWhole(target, name)) return name;
  return null;
}

/** Its tables are undamaged, and it has every document that its rows name. */
async function isWhole(target: string, name: string): Promise<boolean> {
  const backup = join(target, name);
  const manifest = await readManifest(backup);
  if ((manifest.missing ?? []).length > 0) return false;
  try {
    await verifyTables(backup, manifest);
    for (const document of manifest.documents)
      await stat(documentFile(target, document.name, manifest.encryption?.suffix));
    return true;
  } catch {
    return false;
  }
}

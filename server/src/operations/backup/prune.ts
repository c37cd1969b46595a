import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../platform/config/config.js';
import {
  allManifests,
  backupsIn,
  documentFile,
  documentFolders,
  readManifest,
  verifyTables,
} from './manifest.js';
import { keptNames, type Keep } from './tiers.js';

/**
 * Removes the backups that no tier keeps, and the documents that none of the remaining ones uses.
 * The newest complete one is always kept, even if newer ones are incomplete.
 * @returns how many backups were removed.
 * @throws ConfigError when a manifest cannot be read; no document is removed then.
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
  for (const { documents, encryption } of await manifestsOrNothing(target))
    for (const document of documents) held.add(document.name + (encryption?.suffix ?? ''));
  for (const all of documentFolders)
    for (const folder of await readdir(join(target, all)).catch(() => []))
      for (const name of await readdir(join(target, all, folder)))
        if (!held.has(name)) await rm(join(target, all, folder, name));
}

/** An unreadable manifest may name documents that no other one names. */
const manifestsOrNothing = (target: string) =>
  allManifests(target).catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(
      `${error.message}. No document was removed, as it may name them: fix or delete this backup`,
    );
  });

async function newestWhole(target: string, names: string[]): Promise<string | null> {
  for (const name of [...names].reverse()) if (await isWhole(target, name)) return name;
  return null;
}

/** Whether its tables are undamaged and every document that its rows name is present. */
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

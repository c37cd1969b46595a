import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ConfigError } from '../../platform/config/config.js';
import {
  isCopy,
  namesIn,
  tablesOfFiles,
  type KeptFile,
} from '../../platform/documents/kept-files.js';
import type { SealingProgram } from './sealing.js';
import type { TableDump } from '../../platform/database/embedded/table-dump.js';

/** A document in a backup; `stored` is the hash of its file where that is encrypted. */
type StoredFile = KeptFile & { stored?: string };

/**
 * The manifest of a backup, stored beside its tables. Its documents are in a folder that all
 * backups share.
 */
export interface Manifest {
  /** 2: encrypted, which older programs cannot read. */
  format: 1 | 2;
  encryption?: { program: SealingProgram; suffix: string };
  database: TableDump;
  /**
   * The head of the audit trail, as `number:hash`: `pact verify-events folder` compares it.
   * Older backups have none.
   */
  trailHead?: string;
  /** Documents and their cleaned copies, by their names in the store. */
  documents: StoredFile[];
  /**
   * Documents that their owners deleted after the rows were read and before the files were copied.
   */
  gone: string[];
  /**
   * Documents that have a row but were missing from the store. An earlier backup may have copied
   * them. Older backups name them under `gone`.
   */
  missing?: string[];
}

export const manifestFile = 'manifest.json';
export const tablesFolder = (backup: string) => join(backup, 'tables');
/**
 * Encrypted documents have a separate folder: an older program cannot read the manifests that name
 * them, and deletes unnamed documents from the first folder.
 */
export const documentFolders = ['documents', 'documents-encrypted'] as const;
/** Documents never change, so each is stored once, however many backups include it. */
export const documentFile = (target: string, name: string, suffix = '') =>
  join(target, documentFolders[suffix ? 1 : 0], name.slice(34, 36), name + suffix);

/** The backups of a folder, oldest first. An interrupted one has no manifest and is ignored. */
export async function backupsIn(target: string): Promise<string[]> {
  const names = await readdir(target).catch(() => []);
  const whole = await Promise.all(
    names.map(async (name) =>
      (await readManifest(join(target, name)).catch(() => null)) ? [name] : [],
    ),
  );
  return whole.flat().sort();
}

/**
 * All manifests of a folder of backups.
 * @throws ConfigError when one of them cannot be read.
 */
export async function allManifests(target: string): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const name of await readdir(target)) {
    const absent = await stat(join(target, name, manifestFile)).then(() => false, isAbsent);
    if (!absent) manifests.push(await readManifest(join(target, name)));
  }
  return manifests;
}

const isAbsent = (error: unknown) =>
  ['ENOENT', 'ENOTDIR'].includes((error as { code: string }).code);

export async function readManifest(backup: string): Promise<Manifest> {
  const path = join(backup, manifestFile);
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ConfigError(
      isAbsent(error)
        ? `${backup} is no backup: it has no ${manifestFile}`
        : `${path} cannot be read: ${error.message}`,
    );
  });
  const manifest = parsed(text);
  if (!manifest) throw new ConfigError(`${path} is damaged: it is no manifest of a backup`);
  if (![1, 2].includes(manifest.format))
    throw new ConfigError(`${backup} was made by a newer version of the program`);
  return manifest;
}

function parsed(text: string): Manifest | null {
  try {
    const manifest = JSON.parse(text) as Manifest | null;
    return Array.isArray(manifest?.documents) || (manifest?.format ?? 0) > 2 ? manifest : null;
  } catch {
    return null;
  }
}

/** @throws ConfigError naming the first file that is missing or corrupted. */
export async function verifyBackup(
  target: string,
  backup: string,
  { database, documents, encryption }: Manifest,
): Promise<void> {
  await verifyTables(backup, { database });
  await verifyFiles(
    documents.map(({ name, sha256, stored = sha256 }) => ({
      path: documentFile(target, name, encryption?.suffix),
      sha256: stored,
    })),
  );
}

/** The same for the rows alone. */
export function verifyTables(
  backup: string,
  { database }: Pick<Manifest, 'database'>,
): Promise<void> {
  return verifyFiles(
    database.tables.map(({ file, sha256 }) => ({
      path: join(tablesFolder(backup), file),
      sha256,
    })),
  );
}

async function verifyFiles(files: { path: string; sha256: string }[]): Promise<void> {
  for (const { path, sha256 } of files) {
    const found = await hashOf(path).catch(() => 'missing');
    if (found !== sha256)
      throw new ConfigError(
        `${path} is ${found === 'missing' ? 'missing' : 'damaged'}: nothing was restored`,
      );
  }
}

/**
 * Compares rows and files: a complete backup may still have rows of documents that were already
 * lost.
 * @returns one line about missing documents, or null.
 */
export function missingIn({ database, documents, gone, missing = [] }: Manifest): string | null {
  const rows = database.tables
    .filter(({ name }) => tablesOfFiles.includes(name))
    .reduce((sum, table) => sum + table.rows, 0);
  const files = documents.filter(({ name }) => !isCopy(name)).length;
  const held = new Set(documents.map(({ name }) => name));
  const names = [...new Set([...missing, ...gone])].filter((name) => !held.has(name));
  if (rows === files && missing.every((name) => held.has(name))) return null;
  return `${rows} rows of documents, ${files} files; not in it: ${namesIn(names) || 'unknown'}`;
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

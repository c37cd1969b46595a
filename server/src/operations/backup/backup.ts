import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { Problem } from '../../platform/http/problem.js';
import { withOwner } from '../../platform/database/embedded/load-dump.js';
import { atOneMoment, dumpTables } from '../../platform/database/embedded/table-dump.js';
import {
  plainly,
  type Rewriting,
  type Sealing,
} from '../../platform/database/embedded/stored-bytes.js';
import type { DocumentStorage } from '../../platform/documents/document-storage.js';
import {
  documentOf,
  isCopy,
  keptFiles,
  missingFiles,
  type KeptFile,
} from '../../platform/documents/kept-files.js';
import {
  backupsIn,
  documentFile,
  hashOf,
  manifestFile,
  readManifest,
  tablesFolder,
  type Manifest,
} from './manifest.js';
import type { sealingBy } from './sealing.js';

const unfinishedPrefix = '.unfinished-';

interface Source {
  ownerUrl: string;
  storage: DocumentStorage;
  sealing: Awaited<ReturnType<typeof sealingBy>>;
}

/**
 * Writes a backup into a new folder under `target` while the register keeps running. The caller
 * holds the lock (backup-lock.ts): unfinished earlier backups are removed.
 * @returns its folder and its content.
 */
export async function backUp(
  { ownerUrl, storage, sealing }: Source,
  target: string,
): Promise<{ backup: string; manifest: Manifest; copied: number }> {
  await removeUnfinished(target);
  const unfinished = join(target, `${unfinishedPrefix}${process.pid}`);
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    const { database, wanted, trailHead } = await withOwner(ownerUrl, (client) =>
      atOneMoment(client, async () => ({
        database: await dumpTables(client, tablesFolder(unfinished), sealing ?? undefined),
        wanted: await keptFiles(askOf(client)),
        trailHead: await headOf(client),
      })),
    );
    const { copied, absent } = await copyDocuments(storage, target, wanted, sealing);
    // An absent document without a row was deleted meanwhile; the others are missing.
    const rows = await withOwner(ownerUrl, (client) => keptFiles(askOf(client)));
    const named = new Set(rows.map(({ name }) => name));
    const [missing, gone] = [
      absent.filter((name) => named.has(name)),
      absent.filter((name) => !named.has(name)),
    ];
    const documents = await filesUnder(target, wanted, copied, sealing);
    const manifest: Manifest = {
      format: sealing ? 2 : 1,
      ...(sealing ? { encryption: { program: sealing.program, suffix: sealing.suffix } } : {}),
      database,
      trailHead,
      documents,
      gone,
      missing,
    };
    await writeFile(join(unfinished, manifestFile), JSON.stringify(manifest, null, 1), {
      mode: 0o600,
      flush: true,
    });
    const backup = join(target, database.takenAt.replace(/[-:]|\.\d+/g, ''));
    await rename(unfinished, backup);
    await withOwner(ownerUrl, (client) => remember(client, manifest));
    return { backup, manifest, copied: copied.size };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function removeUnfinished(target: string): Promise<void> {
  for (const name of await readdir(target).catch(() => []))
    if (name.startsWith(unfinishedPrefix))
      await rm(join(target, name), { recursive: true, force: true });
}

async function headOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ head: string }>(
    `SELECT seq || ':' || encode(hash, 'hex') AS head FROM event_head`,
  );
  return rows[0]!.head;
}

const askOf = (client: pg.Client) => async (sql: string, values?: unknown[]) =>
  (await client.query<object>(sql, values)).rows;

/**
 * Copies the documents that no earlier backup has.
 * @returns the names that were copied, and those that the store does not have.
 */
async function copyDocuments(
  storage: DocumentStorage,
  target: string,
  wanted: KeptFile[],
  sealing: Sealing | null,
): Promise<{ copied: Set<string>; absent: string[] }> {
  const absent = await missingFiles(
    storage,
    wanted.map(({ name }) => name),
  );
  const copied = new Set<string>();
  for (const { name, sha256 } of wanted) {
    const path = documentFile(target, name, sealing?.suffix);
    if (absent.includes(name) || (await stat(path).catch(() => null))) continue;
    try {
      await copyDocument(storage, { name, sha256 }, path, sealing?.seal ?? plainly);
      copied.add(name);
    } catch (error) {
      if (!(error instanceof Problem && error.getStatus() === 404)) throw error;
      absent.push(name);
    }
  }
  return { copied, absent };
}

/**
 * The documents in the folder of backups, from this backup or an earlier one. Encrypted ones have
 * the hash of their file, which an earlier backup knows unless it was just copied.
 */
async function filesUnder(
  target: string,
  wanted: KeptFile[],
  copied: Set<string>,
  sealing: Sealing | null,
): Promise<Manifest['documents']> {
  const suffix = sealing?.suffix;
  const there = await Promise.all(
    wanted.map(({ name }) => stat(documentFile(target, name, suffix)).catch(() => null)),
  );
  const held = wanted.filter((_, index) => there[index]);
  if (!sealing) return held;
  const known = await storedHashes(target, sealing.suffix);
  const files: Manifest['documents'] = [];
  for (const file of held) {
    const before = copied.has(file.name) ? undefined : known.get(file.name);
    const stored = before ?? (await hashOf(documentFile(target, file.name, suffix)));
    files.push({ ...file, stored });
  }
  return files;
}

async function storedHashes(target: string, suffix: string): Promise<Map<string, string>> {
  const newest = (await backupsIn(target)).at(-1);
  const manifest = newest ? await readManifest(join(target, newest)) : null;
  if (manifest?.encryption?.suffix !== suffix) return new Map();
  return new Map(manifest.documents.map(({ name, stored }) => [name, stored!]));
}

async function copyDocument(
  storage: DocumentStorage,
  { name, sha256 }: KeptFile,
  path: string,
  seal: Rewriting,
): Promise<void> {
  const content = await storage.read(documentOf(name), isCopy(name));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const unfinished = `${path}.unfinished`;
  await pipeline(
    content,
    hashing,
    seal,
    createWriteStream(unfinished, { mode: 0o600, flush: true }),
  );
  if (hash.digest('hex') !== sha256)
    throw new Error(
      `the document ${name} is not what was uploaded: its content has another hash than its ` +
        'row says',
    );
  await rename(unfinished, path);
}

/**
 * Records when the last backup was made, so that `pact doctor` and the metrics can warn when it
 * is too old.
 */
async function remember(client: pg.Client, { database: { takenAt } }: Manifest): Promise<void> {
  await client.query(
    `INSERT INTO setting (key, value) VALUES ('backup', $1) ON CONFLICT (key)
      DO UPDATE SET value = excluded.value`,
    [JSON.stringify({ takenAt })],
  );
}

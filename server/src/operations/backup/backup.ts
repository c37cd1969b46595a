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
  manifestFile,
  readManifest,
  tablesFolder,
  type Manifest,
} from './manifest.js';

interface Source {
  ownerUrl: string;
  storage: DocumentStorage;
}

/**
 * Writes a backup into a new folder under `target` while the register keeps running.
 * @returns where, and what it contains.
 */
export async function backUp(
  { ownerUrl, storage }: Source,
  target: string,
): Promise<{ backup: string; manifest: Manifest; copied: number }> {
  const unfinished = join(target, `.unfinished-${process.pid}`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    const { database, wanted, trailHead } = await withOwner(ownerUrl, (client) =>
      atOneMoment(client, async () => ({
        database: await dumpTables(client, tablesFolder(unfinished)),
        wanted: await keptFiles(askOf(client)),
        trailHead: await headOf(client),
      })),
    );
    const { copied, absent } = await copyDocuments(storage, target, wanted);
    // What is absent and has no row any more was deleted meanwhile; the rest is missing.
    const rows = await withOwner(ownerUrl, (client) => keptFiles(askOf(client)));
    const named = new Set(rows.map(({ name }) => name));
    const [missing, gone] = [
      absent.filter((name) => named.has(name)),
      absent.filter((name) => !named.has(name)),
    ];
    const held = new Set((await filesUnder(target, wanted)).map(({ name }) => name));
    const manifest: Manifest = {
      format: 1,
      database,
      trailHead,
      documents: wanted.filter(({ name }) => held.has(name)),
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
    return { backup, manifest, copied };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Removes all but the newest backups, and the documents that none of the remaining ones uses.
 * @returns how many backups were removed.
 */
export async function prune(target: string, keep: number): Promise<number> {
  const all = await backupsIn(target);
  const old = all.slice(0, Math.max(0, all.length - keep));
  for (const name of old) await rm(join(target, name), { recursive: true });
  const held = new Set<string>();
  for (const name of await backupsIn(target))
    for (const document of (await readManifest(join(target, name))).documents)
      held.add(document.name);
  for (const folder of await readdir(join(target, 'documents')).catch(() => []))
    for (const name of await readdir(join(target, 'documents', folder)))
      if (!held.has(name)) await rm(join(target, 'documents', folder, name));
  return old.length;
}

async function headOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ head: string }>(
    `SELECT seq || ':' || encode(hash, 'hex') AS head FROM event_head`,
  );
  return rows[0]!.head;
}

const askOf = (client: pg.Client) => async (sql: string, values?: unknown[]) =>
  (await client.query<object>(sql, values)).rows;

/** Copies what no earlier backup has. @returns also the names that the store does not have. */
async function copyDocuments(
  storage: DocumentStorage,
  target: string,
  wanted: KeptFile[],
): Promise<{ copied: number; absent: string[] }> {
  const absent = await missingFiles(
    storage,
    wanted.map(({ name }) => name),
  );
  let copied = 0;
  for (const { name, sha256 } of wanted) {
    const path = documentFile(target, name);
    if (absent.includes(name) || (await stat(path).catch(() => null))) continue;
    try {
      await copyDocument(storage, name, sha256, path);
      copied += 1;
    } catch (error) {
      if (!(error instanceof Problem && error.getStatus() === 404)) throw error;
      absent.push(name);
    }
  }
  return { copied, absent };
}

/** Those of the files that the folder of backups has, from now or from earlier. */
async function filesUnder(target: string, wanted: KeptFile[]): Promise<KeptFile[]> {
  const there = await Promise.all(
    wanted.map(({ name }) => stat(documentFile(target, name)).catch(() => null)),
  );
  return wanted.filter((_, index) => there[index]);
}

async function copyDocument(
  storage: DocumentStorage,
  name: string,
  sha256: string,
  path: string,
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
  await pipeline(content, hashing, createWriteStream(unfinished, { mode: 0o600, flush: true }));
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

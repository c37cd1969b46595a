import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../http/problem.js';
import { cleanPath, type DocumentStorage } from './document-storage.js';

/**
 * A file that should be in the store according to a row: a document, its cleaned copy, or an
 * attachment.
 */
export interface KeptFile {
  name: string;
  sha256: string;
}

export interface FaultyFile {
  name: string;
  fault: 'missing' | 'damaged';
}

/** SQL: every row that names a file in the store. Attachments have no cleaned copy. */
export const storedFiles = `SELECT id, sha256, clean_sha256 FROM document
  UNION ALL SELECT id, sha256, NULL FROM attachment`;

/** The tables of these rows. */
export const tablesOfFiles = ['document', 'attachment'];

type Ask = (sql: string, values?: unknown[]) => Promise<object[]>;

/** Sorts before every id. */
export const firstId = '00000000-0000-0000-0000-000000000000';
/** Concurrent requests to a remote store. */
const atOnce = 16;

/**
 * The files that the rows name, in order.
 * @param after only those of documents after this one.
 */
export async function keptFiles(ask: Ask, after = firstId, limit: number | null = null) {
  const rows = (await ask(
    `SELECT id, encode(sha256, 'hex') AS sha256, encode(clean_sha256, 'hex') AS copy
      FROM (${storedFiles}) stored WHERE id > $1 ORDER BY id LIMIT $2`,
    [after, limit],
  )) as { id: string; sha256: string; copy: string | null }[];
  return rows.flatMap(({ id, sha256, copy }): KeptFile[] => [
    { name: id, sha256 },
    ...(copy ? [{ name: cleanPath(id), sha256: copy }] : []),
  ]);
}

export const documentOf = (name: string) => name.slice(0, 36);
export const isCopy = (name: string) => name !== documentOf(name);

/** Checks that each file exists, without reading it. @returns the names of missing files. */
export async function missingFiles(storage: DocumentStorage, names: string[]): Promise<string[]> {
  const missing: string[] = [];
  for (let from = 0; from < names.length; from += atOnce) {
    const some = names.slice(from, from + atOnce);
    const there = await Promise.all(some.map((name) => storage.has(name)));
    missing.push(...some.filter((_, index) => !there[index]));
  }
  return missing;
}

/** Reads a file completely. @returns its fault, or null. */
export async function faultOf(
  storage: DocumentStorage,
  { name, sha256 }: KeptFile,
): Promise<FaultyFile | null> {
  const hash = createHash('sha256');
  try {
    const content = await storage.read(documentOf(name), isCopy(name));
    for await (const chunk of content as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (error) {
    if (error instanceof Problem && error.getStatus() === 404) return { name, fault: 'missing' };
    throw error;
  }
  return hash.digest('hex') === sha256 ? null : { name, fault: 'damaged' };
}

/** Reads files one after the other with a pause after each, so that other work does not wait. */
export async function* faultyFiles(
  storage: DocumentStorage,
  files: KeptFile[],
  pause: number,
): AsyncGenerator<FaultyFile> {
  for (const file of files) {
    const fault = await faultOf(storage, file);
    if (fault) yield fault;
    await sleep(pause);
  }
}

/** The first names of a list, for one line of a report. */
export function namesIn(names: string[], first = 5): string {
  const more = names.length - first;
  return names.slice(0, first).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

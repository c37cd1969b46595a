import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { RecordedHead } from './verify-events.js';

/** One line per day, kept outside the database: the number of the last event and its hash. */
export const recordedHeadsFile = (dataDir: string) => join(dataDir, 'trail-heads.txt');

/** @returns the head in a text such as `4711:9f86d0…`, or null if there is none. */
export function headIn(text: string, from: string): RecordedHead | null {
  const [, seq, hash] = /(?:^|\s)(\d{1,18}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return seq && hash ? { seq: BigInt(seq), hash, from } : null;
}

export async function readRecordedHeads(dataDir: string): Promise<RecordedHead[]> {
  const file = recordedHeadsFile(dataDir);
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => headIn(line, file) ?? []);
}

export async function recordHead(
  dataDir: string,
  { seq, hash }: { seq: string; hash: string },
): Promise<void> {
  await appendFile(recordedHeadsFile(dataDir), `${new Date().toISOString()} ${seq}:${hash}\n`, {
    mode: 0o600,
  });
}

/** The heads recorded in the public log: to rewrite the trail means to rewrite both. */
export async function headsInLog(db: Pick<Client, 'query'>): Promise<RecordedHead[]> {
  const { rows } = await db.query<{ position: string; seq: string; hash: string }>(
    `SELECT position, leaf::json #>> '{trail,seq}' AS seq, leaf::json #>> '{trail,hash}' AS hash
     FROM log_leaf WHERE leaf LIKE '{"at":"________________________","trail":%' ORDER BY position`,
  );
  return rows.map(({ position, seq, hash }) => ({
    seq: BigInt(seq),
    hash,
    from: `public log, entry ${position}`,
  }));
}

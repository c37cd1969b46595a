import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { logger } from '../log/logger.js';
import { DocumentStorage } from './document-storage.js';
import { documentOf, faultOf, firstId, isCopy, keptFiles, storedFiles } from './kept-files.js';

/** Documents per step: enough to read 200,000 within a week. */
const atOnce = 20;

/** The progress of the weekly check, and its findings. */
interface Check {
  /** When the last complete check began; null while the first one is running. */
  day: string | null;
  after: string;
  /** Names of files that are missing or damaged, found by the last check or this one. */
  faults: string[];
  found: string[];
}

/**
 * Reads every document once a week, a few at a time, and compares its hash, so that a loss is
 * detected while a backup still has the file. Administrators are notified (contract/notices.ts).
 */
@Injectable()
export class DocumentsCheck {
  constructor(private readonly storage: DocumentStorage) {}

  /** @returns how many faults this step found. */
  async step(manager: EntityManager): Promise<number> {
    const [clock] = await manager.query<{ today: string; due: boolean; check: Check | null }[]>(
      `SELECT current_date::text AS today, value AS check,
        coalesce((value ->> 'day')::date <= current_date - 7, true) AS due
       FROM (SELECT 1) one LEFT JOIN setting ON key = 'document_check'`,
    );
    const check = clock!.check ?? { day: null, after: firstId, faults: [], found: [] };
    if (!clock!.due) return 0;
    const ask = (sql: string, values?: unknown[]) => manager.query<object[]>(sql, values);
    const files = await keptFiles(ask, check.after, atOnce);
    const found: string[] = [];
    for (const file of files) {
      const fault = await faultOf(this.storage, file);
      if (fault && (await this.isStill(manager, file.name))) found.push(file.name);
    }
    for (const name of found) logger.error({ document: name }, 'document missing or damaged');
    const last = files.at(-1);
    const all = [...check.found, ...found];
    const next: Check = last
      ? {
          ...check,
          after: documentOf(last.name),
          found: all,
          faults: [...new Set([...check.faults, ...all])],
        }
      : { day: clock!.today, after: firstId, found: [], faults: all };
    await manager.query(
      `INSERT INTO setting (key, value) VALUES ('document_check', $1) ON CONFLICT (key) DO UPDATE
        SET value = excluded.value`,
      [next],
    );
    return found.length;
  }

  /** The row may have been deleted, or its copy replaced, while the file was being read. */
  private async isStill(manager: EntityManager, name: string): Promise<boolean> {
    const [row] = await manager.query<{ sha256: string | null }[]>(
      `SELECT encode(CASE WHEN $2 THEN clean_sha256 ELSE sha256 END, 'hex') AS sha256
        FROM (${storedFiles}) stored WHERE id = $1`,
      [documentOf(name), isCopy(name)],
    );
    const sha256 = row?.sha256;
    return !!sha256 && (await faultOf(this.storage, { name, sha256 })) !== null;
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { limits } from '../config/limits.js';
import { DocumentStorage } from './document-storage.js';

/**
 * Tracks files without a row in `document`. An entry is inserted before its file is stored and
 * deleted in the transaction that attaches it; the transaction that deletes a document's row
 * inserts one again. So no file is orphaned, whenever a process is killed.
 */
@Injectable()
export class LooseFilesService {
  constructor(
    private readonly database: DataSource,
    private readonly storage: DocumentStorage,
  ) {}

  async note(ids: string[], manager: EntityManager = this.database.manager): Promise<void> {
    await manager.query(
      `INSERT INTO loose_file (id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING`,
      [ids],
    );
  }

  async attached(manager: EntityManager, id: string): Promise<void> {
    await manager.query(`DELETE FROM loose_file WHERE id = $1`, [id]);
  }

  async remove(id: string): Promise<void> {
    await this.storage.remove(id);
    await this.database.query(`DELETE FROM loose_file WHERE id = $1`, [id]);
  }

  /**
   * Removes files that were neither attached nor removed in time because their process was killed.
   * @returns how many.
   */
  async sweep(manager: EntityManager): Promise<number> {
    const abandoned = await this.storage.removeAbandoned();
    const due = await manager.query<{ id: string }[]>(
      `SELECT id FROM loose_file WHERE since < now() - make_interval(mins => $1) ORDER BY since
        LIMIT 100 FOR UPDATE SKIP LOCKED`,
      [limits.looseFileMinutes],
    );
    for (const { id } of due) {
      await this.storage.remove(id);
      await manager.query(`DELETE FROM loose_file WHERE id = $1`, [id]);
    }
    return abandoned + due.length;
  }
}

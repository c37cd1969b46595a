import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { startOfDay } from '../../platform/http/strasbourg-sql.js';
import { Problem } from '../../platform/http/problem.js';
import { completeProfiles } from '../public/joint-authorities.js';
import type { ProfileRow } from '../public/profile.js';
import { historyOf } from '../public/history.js';
import type { SignatoryProfileDto } from '../public/history.dto.js';
import { profilesSql } from '../public/register-query.js';

/**
 * The future public page of a signatory that is not public yet. The entry is published in a
 * transaction, read through the public views and never committed: so the preview and the page
 * cannot differ, and nobody else sees anything.
 */
@Injectable()
export class SignatoryPreview {
  constructor(private readonly database: DataSource) {}

  /** @throws Problem 404 for an unknown signatory, and for one that was merged. */
  async of(id: string): Promise<SignatoryProfileDto> {
    const runner = this.database.createQueryRunner();
    await runner.connect();
    try {
      await runner.startTransaction();
      return await asPublished(runner.manager, id);
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }
}

async function asPublished(manager: EntityManager, id: string): Promise<SignatoryProfileDto> {
  await manager.query(
    `UPDATE signatory SET state = 'published', publish_on = NULL, withdrawn_at = NULL,
       published_at = coalesce(published_at, ${startOfDay('publish_on')}, now()), changed_at = now()
     WHERE id = $1 AND state IN ('unlisted', 'withdrawn')`,
    [id],
  );
  const read = await manager.query<object[]>(profilesSql('WHERE s.id = $1'), [id]);
  // The public reader's moments are texts.
  const rows = JSON.parse(JSON.stringify(read)) as ProfileRow[];
  const asked = {
    query: <Row extends object>(sql: string, values: unknown[] = []) =>
      manager.query<Row[]>(sql, values),
  };
  const [signatory] = await completeProfiles(asked, rows);
  if (!signatory) throw Problem.notFound();
  // Nothing of it has been public so far.
  return { ...signatory, history: historyOf(signatory, []) };
}

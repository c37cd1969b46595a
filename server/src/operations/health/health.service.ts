import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { limits } from '../../platform/config/limits.js';
import { migrations } from '../../platform/database/migrations.js';
import { PublicDatabase } from '../../site/public/public-database.js';
import { takesFiles } from './data-folder.js';
import { everyFewSeconds } from './every-few-seconds.js';

/**
 * Classes of reasons, for a stranger who may read them: never a host name, a version or a query.
 */
export const reasons = ['shutting down', 'database', 'migration', 'disk'] as const;
export type Reason = (typeof reasons)[number];
/** What somebody has to look at, and no other instance would do better. */
export type Warning = 'outbox';

const steps = migrations.map(({ name }) => name);
/**
 * PostgreSQL's codes for a table that is not there and one that may not be read: the schema is not
 * the one that this program has made.
 */
const otherSchema = new Set(['42P01', '42501']);

@Injectable()
export class HealthService implements BeforeApplicationShutdown {
  private draining = false;
  private readonly diskIsWell = everyFewSeconds(() => takesFiles(this.context.config.DATA_DIR));
  private readonly mailIsLate = everyFewSeconds(() => this.oldestMailIsLate());

  constructor(
    private readonly database: DataSource,
    private readonly reader: PublicDatabase,
    private readonly context: AppContext,
  ) {}

  beforeApplicationShutdown(): void {
    this.draining = true;
  }

  /** Why no request should be sent here, if so. */
  async notReadyBecause(): Promise<Reason | undefined> {
    if (this.draining) return 'shutting down';
    const schema = await this.schemaIsWanting();
    if (schema) return schema;
    const disk = await Promise.race([
      this.diskIsWell(),
      sleep(limits.connectTimeout, false, { ref: false }),
    ]);
    return disk ? undefined : 'disk';
  }

  /** Decision 0036 says why these take no instance out of service. */
  async warnings(): Promise<Warning[]> {
    return (await this.mailIsLate()) ? ['outbox'] : [];
  }

  private async schemaIsWanting(): Promise<'database' | 'migration' | undefined> {
    try {
      const [[row]] = await Promise.all([
        this.database.query<{ done: number }[]>(
          'SELECT count(*)::int AS done FROM migration WHERE name = ANY($1)',
          [steps],
        ),
        this.reader.query('SELECT 1 FROM public_register'),
      ]);
      return row!.done < steps.length ? 'migration' : undefined;
    } catch (error) {
      return otherSchema.has((error as { code?: string }).code ?? '') ? 'migration' : 'database';
    }
  }

  private async oldestMailIsLate(): Promise<boolean> {
    const rows = await this.database
      .query<unknown[]>(
        `SELECT 1 FROM outbox WHERE state = 'queued' AND created_at < now() - make_interval(secs => $1) LIMIT 1`,
        [limits.lateMailSeconds],
      )
      // A database that went away this moment is told of by the next probe.
      .catch(() => []);
    return rows.length > 0;
  }
}

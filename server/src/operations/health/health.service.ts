import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { DocumentStorage } from '../../platform/documents/document-storage.js';
import { limits } from '../../platform/config/limits.js';
import { migrations } from '../../platform/database/migrations.js';
import { PublicDatabase } from '../../site/public/public-database.js';
import { takesFiles } from './data-folder.js';
import { everyFewSeconds } from './every-few-seconds.js';

/** Public reason codes: never a host name, a version or a query. */
export const reasons = ['shutting down', 'database', 'migration', 'disk'] as const;
export type Reason = (typeof reasons)[number];
/**
 * Conditions that need attention, although sending the requests to another instance would not help.
 */
export type Warning = 'outbox' | 'documents';

const steps = migrations.map(({ name }) => name);
/**
 * PostgreSQL's error codes for a missing table and for a table without access: the schema is not
 * the one that this program creates.
 */
const otherSchema = new Set(['42P01', '42501']);

@Injectable()
export class HealthService implements BeforeApplicationShutdown {
  private draining = false;
  private readonly diskIsWell = everyFewSeconds(() => takesFiles(this.context.config.DATA_DIR));
  private readonly mailIsLate = everyFewSeconds(() => this.oldestMailIsLate());
  private readonly storeIsAway = everyFewSeconds(() =>
    this.storage.check().then(
      () => false,
      () => true,
    ),
  );

  constructor(
    private readonly database: DataSource,
    private readonly reader: PublicDatabase,
    private readonly context: AppContext,
    private readonly storage: DocumentStorage,
  ) {}

  beforeApplicationShutdown(): void {
    this.draining = true;
  }

  /** The reason not to send requests here, if there is one. */
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

  /** Warnings do not take an instance out of service; decision 0036 says why. */
  async warnings(): Promise<Warning[]> {
    const [mail, documents] = await Promise.all([this.mailIsLate(), this.documentsAreAway()]);
    return [...(mail ? (['outbox'] as const) : []), ...(documents ? (['documents'] as const) : [])];
  }

  /** A shared store of all instances; the local disk has its own reason code. */
  private documentsAreAway(): Promise<boolean> {
    if (!this.context.config.STORAGE_URL) return Promise.resolve(false);
    return Promise.race([this.storeIsAway(), sleep(limits.connectTimeout, true, { ref: false })]);
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
        `SELECT 1 FROM outbox WHERE state = 'queued'
          AND created_at < now() - make_interval(secs => $1) LIMIT 1`,
        [limits.lateMailSeconds],
      )
      // A database that has only just become unavailable is reported by the next probe.
      .catch(() => []);
    return rows.length > 0;
  }
}

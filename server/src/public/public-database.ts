import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { AppContext } from '../common/context.js';
import { isOutage } from '../common/send-problem.js';
import { logger } from '../common/logger.js';
import { limits } from '../config/limits.js';
import { Replica } from './replica.js';

/** Moments leave the database as the text that the API and the pages show (ISO 8601), not as a Date that only JSON turns into one. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

/** What a replica may say instead of answering although nothing is wrong with the query: it had to go on (hot standby), or it is lost. */
const replicaConflict = '40001';

/**
 * The public side's own connections, under a role that may select the public views and nothing else. With DATABASE_READ_URL reads go
 * to a replica, and to the primary whenever the replica is behind or lost.
 */
@Injectable()
export class PublicDatabase implements OnApplicationShutdown {
  private readonly primary: pg.Pool;
  private readonly replica: Replica | undefined;

  constructor({ database }: AppContext) {
    this.primary = newPool(database.public, 'pact public');
    this.replica = database.read ? new Replica(newPool(database.read, 'pact public reader')) : undefined;
  }

  async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const replica = this.replica?.current;
    if (replica) {
      try {
        return (await replica.query<Row>(sql, values)).rows;
      } catch (error) {
        if (isOutage(error)) this.replica?.lost(error);
        else if ((error as { code?: string }).code !== replicaConflict) throw error;
      }
    }
    return (await this.primary.query<Row>(sql, values)).rows;
  }

  /** The register has got this version: who has not come so far is not asked. */
  follow(version: number): void {
    this.replica?.follow(version);
  }

  /** A connection of its own to the primary, for LISTEN, which a replica cannot. */
  newClient(): pg.Client {
    return new pg.Client({ ...this.primary.options, application_name: 'pact register clock' });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.primary.end(), this.replica?.stop()]);
  }
}

function newPool(connectionString: string, name: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: limits.publicPool,
    connectionTimeoutMillis: limits.connectTimeout,
    statement_timeout: limits.statementTimeout,
    query_timeout: limits.statementTimeout + 1_000,
    application_name: name,
    types,
  });
  pool.on('error', (error) => logger.warn({ code: (error as { code?: string }).code }, `connection of ${name} lost`));
  return pool;
}

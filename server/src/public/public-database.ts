import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { AppContext } from '../common/context.js';
import { logger } from '../common/logger.js';
import { limits } from '../config/limits.js';

/** Moments leave the database as the text that the API and the pages show (ISO 8601), not as a Date that only JSON turns into one. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

/** The public side's own connections, under a role that may select the public views and nothing else. */
@Injectable()
export class PublicDatabase implements OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(context: AppContext) {
    this.pool = new pg.Pool({
      connectionString: context.database.public,
      max: limits.publicPool,
      connectionTimeoutMillis: limits.connectTimeout,
      statement_timeout: limits.statementTimeout,
      query_timeout: limits.statementTimeout + 1_000,
      application_name: 'pact public',
      // From how alike a word counts as a slip of the pen: one letter wrong in a word of five.
      options: '-c pg_trgm.word_similarity_threshold=0.5',
      types,
    });
    this.pool.on('error', (error) => logger.warn({ code: (error as { code?: string }).code }, 'public database connection lost'));
  }

  async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, values)).rows;
  }

  /** A connection of its own, for LISTEN. */
  newClient(): pg.Client {
    return new pg.Client({ ...this.pool.options, application_name: 'pact register clock' });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

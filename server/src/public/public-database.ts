import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { AppContext } from '../common/context.js';
import { logger } from '../common/logger.js';
import { limits } from '../config/limits.js';

/** Moments leave the database as the text that the API and the pages show (ISO 8601), not as a Date that only JSON turns into one. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

const cursorTypes = { types: { getTypeParser: types.getTypeParser.bind(types) } };

/** The public side's own connections, under a role that may select the public views and nothing else. */
@Injectable()
export class PublicDatabase implements OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly exports: pg.Pool;

  constructor(context: AppContext) {
    const shared = { connectionString: context.database.public, connectionTimeoutMillis: limits.connectTimeout, types };
    this.pool = new pg.Pool({
      ...shared,
      max: limits.publicPool,
      statement_timeout: limits.statementTimeout,
      query_timeout: limits.statementTimeout + 1_000,
      application_name: 'pact public',
      // From how alike a word counts as a slip of the pen: one letter wrong in a word of five.
      options: '-c pg_trgm.word_similarity_threshold=0.5',
    });
    this.exports = new pg.Pool({
      ...shared,
      max: limits.exportPool,
      statement_timeout: limits.exportTimeout,
      idle_in_transaction_session_timeout: limits.exportStall,
      application_name: 'pact exports',
    });
    for (const pool of [this.pool, this.exports]) pool.on('error', connectionLost);
  }

  async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, values)).rows;
  }

  /**
   * Runs `work` on one state of the database, however long it takes: what it reads fits together. Rows come by a cursor, so that memory stays
   * flat. Whoever stops reading (`return` of the generator) ends the query and gives the connection back.
   */
  async *snapshot<Piece>(work: (state: DatabaseState) => AsyncGenerator<Piece>): AsyncGenerator<Piece> {
    const client = await this.exports.connect();
    client.on('error', connectionLost);
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      yield* work({
        query: async <Row extends object>(sql: string, values: unknown[] = []) => (await client.query<Row>(sql, values)).rows,
        batches: <Row extends object>(sql: string, values: unknown[] = []) => batchesOf<Row>(client.query(new Cursor<Row>(sql, values, cursorTypes))),
      });
    } finally {
      const end = { text: 'ROLLBACK', query_timeout: limits.connectTimeout };
      const broken = await client.query(end).then(
        () => false,
        () => true,
      );
      client.release(broken);
      client.off('error', connectionLost);
    }
  }

  /** A connection of its own, for LISTEN. */
  newClient(): pg.Client {
    return new pg.Client({ ...this.pool.options, application_name: 'pact register clock' });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.end(), this.exports.end()]);
  }
}

/** One state of the database, for as long as somebody reads it. */
export interface DatabaseState {
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  batches<Row extends object>(sql: string, values?: unknown[]): AsyncGenerator<Row[]>;
}

async function* batchesOf<Row extends object>(cursor: Cursor<Row>): AsyncGenerator<Row[]> {
  try {
    for (;;) {
      const rows = await cursor.read(limits.exportBatch);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await cursor.close();
  }
}

function connectionLost(error: Error): void {
  logger.warn({ code: (error as { code?: string }).code }, 'public database connection lost');
}

import pg from 'pg';
import { limits } from '../../platform/config/limits.js';
import { FairPool } from '../../platform/database/fair-pool.js';
import { logger } from '../../platform/log/logger.js';

/**
 * Timestamps leave the database as the text that the API and the pages show (ISO 8601), not as a
 * Date that only JSON would convert.
 */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

/** The pool for pages and API responses: short queries. */
export const readers: pg.PoolConfig = {
  max: limits.publicPool,
  statement_timeout: limits.statementTimeout,
  query_timeout: limits.statementTimeout + 1_000,
  // The word similarity from which a difference counts as a typo: one wrong letter in a word of
  // five.
  options: '-c pg_trgm.word_similarity_threshold=0.5',
};
/** The pool for exports of the whole register: long queries, few at a time. */
export const exporters: pg.PoolConfig = {
  max: limits.exportPool,
  statement_timeout: limits.exportTimeout,
  idle_in_transaction_session_timeout: limits.exportStall,
};

/** The pool for queries that read much of the register, so that they never hold up a page. */
export const counters: pg.PoolConfig = {
  ...readers,
  max: limits.countingPool,
  statement_timeout: limits.exportTimeout,
  query_timeout: limits.exportTimeout + 1_000,
};

/** The pool for lists of names, each of which needs dozens of queries. */
export const matchers: pg.PoolConfig = { ...readers, max: limits.matchingPool };

/** A pool of the public role's connections. */
export function newPool(connectionString: string, name: string, use: pg.PoolConfig): FairPool {
  const pool = new FairPool({ ...use, connectionString, application_name: name, types });
  pool.on('error', (error) =>
    logger.warn({ code: (error as { code?: string }).code }, `connection of ${name} lost`),
  );
  return pool;
}

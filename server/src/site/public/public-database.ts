import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { AppContext } from '../../platform/database/app-context.js';
import { isOutage } from '../../platform/http/send-problem.js';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import type { FairPool } from '../../platform/database/fair-pool.js';
import { useOf, type PoolUse } from '../../platform/database/pools.js';
import { AnswerState, type OpenedState } from './answer-state.js';
import { OneByOne } from './one-by-one.js';
import { counters, exporters, matchers, newPool, readers } from './public-pools.js';
import { Replica } from './replica.js';

/**
 * The error of a replica that cancelled a query in favour of replication (hot standby) or went
 * away, although the query itself is fine.
 */
const replicaConflict = '40001';

/** One for all instances: each storage slows down every promise of a process, for ever. */
const states = new AsyncLocalStorage<AnswerState>();

/**
 * The public side's own connections, with a role that may only select from the public views. With
 * DATABASE_READ_URL, reads go to a replica, and to the primary whenever the replica lags behind or
 * is down.
 */
@Injectable()
export class PublicDatabase implements OnApplicationShutdown {
  private readonly primary: FairPool;
  private readonly exports: FairPool;
  private readonly counting: FairPool;
  private readonly matching: FairPool;
  private readonly replica: Replica | undefined;
  /** Queries that count, or wait for a connection to do so. */
  private countingNow = 0;
  private matchingNow = 0;
  /** Answers about the past are made one at a time; a waiting request holds no connection. */
  private readonly past = new OneByOne(limits.pastQueue, limits.pastPatience);

  constructor({ database }: AppContext) {
    this.primary = newPool(database.public, 'pact public', readers);
    this.exports = newPool(database.public, 'pact exports', exporters);
    this.counting = newPool(database.public, 'pact counting', counters);
    this.matching = newPool(database.public, 'pact matching', matchers);
    this.replica = database.read
      ? new Replica(newPool(database.read, 'pact public reader', readers))
      : undefined;
  }

  async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const rows = await states.getStore()?.query<Row>({ text: sql, values });
    return rows ?? this.fromReplica(async (pool) => (await pool.query<Row>(sql, values)).rows);
  }

  /**
   * The same for a statement that many pages run with different values: each connection plans it
   * once. Only for a statement whose plan does not depend on its values, as the plan may become a
   * common one.
   */
  async repeated<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    const statement = { name: nameOf(text), text, values };
    const rows = await states.getStore()?.query<Row>(statement);
    return rows ?? this.fromReplica(async (pool) => (await pool.query<Row>(statement)).rows);
  }

  /**
   * Runs all reads of `work` in one snapshot of the register, so that counts match lists even while
   * the register changes.
   * @param seen receives the snapshot's version before `work` reads anything.
   */
  inOneState<Result>(
    work: () => Promise<Result>,
    seen: (version: number) => void,
  ): Promise<Result> {
    return this.fromReplica((pool) => inStateOf(pool, work, seen));
  }

  /**
   * The same for heavy work, on separate connections, so that it never holds up a page.
   * @throws Problem 503 when too many wait for such a connection.
   */
  async inStateApart<Result>(
    work: () => Promise<Result>,
    seen: (version: number) => void,
  ): Promise<Result> {
    const most = limits.matchingPool + limits.matchingQueue;
    if (this.matchingNow >= most) throw tooMuchAtOnce();
    this.matchingNow += 1;
    try {
      return await inStateOf(this.matching, work, seen);
    } finally {
      this.matchingNow -= 1;
    }
  }

  /**
   * The same for an answer as of a day, all of it: it may read the whole register. One is made at a
   * time, on a connection for slow queries, so that pages of today always have their connections,
   * and one slow one (decision 81).
   * @throws Problem 503 when too many wait, or the wait is too long.
   */
  async inPast<Result>(
    work: () => Promise<Result>,
    seen: (version: number) => void,
  ): Promise<Result> {
    const made = () => inStateOf(this.counting, work, seen, { isApart: true });
    return this.past.run(made, tooMuchAtOnce);
  }

  /**
   * Runs a long query on a separate connection, in the snapshot of the current response, so its
   * result belongs to the same version of the register.
   * @param most the maximum number of waiting queries.
   * @throws Problem 503 when more wait.
   */
  async apart<Row extends object>(
    sql: string,
    values: unknown[],
    most: number = limits.countingQueue,
  ): Promise<Row[]> {
    // A snapshot of a replica is unknown to the primary, so the response's own connection runs the
    // query.
    const state = this.replica ? undefined : states.getStore();
    if (!state || state.isApart) return this.query<Row>(sql, values);
    if (this.countingNow >= limits.countingPool + most) throw tooMuchAtOnce();
    this.countingNow += 1;
    try {
      // This connection first: waiting for it must not hold a reader's connection meanwhile.
      const client = await this.counting.connect();
      return await this.askedIn(state, client, sql, values);
    } finally {
      this.countingNow -= 1;
    }
  }

  /** Queries on `client` in the snapshot of `state`, and releases `client`. */
  private async askedIn<Row extends object>(
    state: AnswerState,
    client: pg.PoolClient,
    sql: string,
    values: unknown[],
  ): Promise<Row[]> {
    try {
      const text = 'SELECT pg_export_snapshot() AS name';
      const exported = await state.query<{ name: string }>({ text });
      const name = exported?.[0]?.name;
      if (name === undefined) return await this.query<Row>(sql, values);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query(`SET TRANSACTION SNAPSHOT '${name}'`);
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      client.release(await rolledBack(client));
    }
  }

  /** The register's version in the current response's snapshot, or undefined outside one. */
  async versionInState(): Promise<number | undefined> {
    return (await states.getStore()?.current)?.version;
  }

  /** Runs `ask` on the replica if it is usable; if that fails, runs it again on the primary. */
  private async fromReplica<Result>(ask: (pool: FairPool) => Promise<Result>): Promise<Result> {
    const replica = this.replica?.current;
    if (replica) {
      try {
        return await ask(replica);
      } catch (error) {
        if (isOutage(error)) this.replica?.lost(error);
        else if ((error as { code?: string }).code !== replicaConflict) throw error;
      }
    }
    return ask(this.primary);
  }

  /**
   * Runs `work` in one consistent snapshot, however long it takes. It reads in batches, so memory
   * use stays flat. If the consumer stops (`return` of the generator), the query ends and the
   * connection returns to the pool.
   */
  async *snapshot<Piece>(
    work: (state: DatabaseState) => AsyncGenerator<Piece>,
  ): AsyncGenerator<Piece> {
    const client = await this.exports.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      yield* work({
        query: async <Row extends object>(sql: string, values: unknown[] = []) =>
          (await client.query<Row>(sql, values)).rows,
        repeated: async <Row extends object>(sql: string, values: unknown[] = []) =>
          (await client.query<Row>({ name: nameOf(sql), text: sql, values })).rows,
      });
    } finally {
      client.release(await rolledBack(client));
    }
  }

  /** Announces the register's new version: a replica that has not reached it is not used. */
  follow(version: number): void {
    this.replica?.follow(version);
  }

  pools(): PoolUse[] {
    return [
      useOf('public', this.primary),
      useOf('exports', this.exports),
      useOf('counting', this.counting),
      useOf('matching', this.matching),
      ...(this.replica ? [useOf('replica', this.replica.pool)] : []),
    ];
  }

  /** A dedicated connection to the primary for LISTEN, which a replica does not support. */
  newClient(): pg.Client {
    return new pg.Client({ ...this.primary.options, application_name: 'pact register clock' });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([
      this.primary.end(),
      this.exports.end(),
      this.counting.end(),
      this.matching.end(),
      this.replica?.stop(),
    ]);
  }
}

/** A database snapshot, valid while it is being read. */
export interface DatabaseState {
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** The same for a statement that runs many times with different values: it is planned once. */
  repeated<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
}

const registerVersion = { name: 'version', text: 'SELECT version FROM public_register' };

/** The name of a prepared statement on a connection. */
function nameOf(sql: string): string {
  return createHash('sha256').update(sql).digest('base64url').slice(0, 20);
}

async function openState(pool: FairPool): Promise<OpenedState> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ version: string }>(registerVersion);
    return { client, version: Number(rows[0]?.version ?? 0) };
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

async function inStateOf<Result>(
  pool: FairPool,
  work: () => Promise<Result>,
  seen: (version: number) => void,
  { isApart = false } = {},
): Promise<Result> {
  const state = new AnswerState(() => openState(pool), seen, isApart);
  try {
    return await states.run(state, work);
  } finally {
    await state.end();
  }
}

/** @returns whether the connection is broken and has to be closed. */
function rolledBack(client: pg.PoolClient): Promise<boolean> {
  const end = { text: 'ROLLBACK', query_timeout: limits.connectTimeout };
  return client.query(end).then(
    () => false,
    () => true,
  );
}

function tooMuchAtOnce(): Problem {
  return new Problem(503, 'busy', 'Too many searches are running. Please try again in a moment.', {
    retryAfter: 2,
  });
}

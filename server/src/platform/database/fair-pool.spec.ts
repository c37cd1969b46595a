import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../config/limits.js';
import { createDatabase, type TestDatabase } from '../../../test/support/database.js';
import { withRequestStart, afterAllOthers } from './request-start.js';
import { appDataSourceOptions } from './database.module.js';
import { FairPool } from './fair-pool.js';
import { poolsOf } from './pools.js';
import { DataSource } from 'typeorm';

let database: TestDatabase;
let pool: FairPool;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  pool = new FairPool({ connectionString: database.urls.app, max: 2 });
});
afterEach(() => pool.end());

const refusal = 'timeout exceeded when trying to connect';

describe('RL1 more requests than connections', () => {
  it('wait longer than the connection timeout, in order, as long as the queue moves', async () => {
    // Two connections that are opened at the same time may become ready in either order.
    for (const client of [await pool.connect(), await pool.connect()]) client.release();
    const order: number[] = [];
    const each = limits.connectTimeout / 4;
    const asks = Array.from({ length: 10 }, async (_, number) => {
      const client = await pool.connect();
      order.push(number);
      await wait(each);
      client.release();
    });
    expect(pool.queueLength).toBe(8);
    await Promise.all(asks);
    expect(order).toEqual(Array.from({ length: 10 }, (_, number) => number));
    expect(pool.queueLength).toBe(0);
  });

  it('finish first: the second query of a request does not wait behind the first ones of later requests', async () => {
    const busy = [await pool.connect(), await pool.connect()];
    const order: string[] = [];
    const asks = async (name: string) => {
      for (const part of [1, 2]) {
        await pool.query('SELECT pg_sleep(0.01)');
        order.push(`${name}${part}`);
      }
    };
    const requests: Promise<void>[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      withRequestStart(() => requests.push(asks(name)));
      await wait(5);
    }
    for (const client of busy) client.release();
    await Promise.all(requests);
    // The end of the first queries admits two more requests; no others may overtake the second
    // queries.
    const places = (...parts: string[]) => parts.map((part) => order.indexOf(part));
    expect(Math.max(...places('a2', 'b2'))).toBeLessThan(Math.min(...places('e1', 'f1')));
  });

  it('let forms in progress go first, even if they arrive later', async () => {
    const [busy, other] = [await pool.connect(), await pool.connect()];
    const order: string[] = [];
    const asks = async (name: string) => {
      await pool.query('SELECT pg_sleep(0.01)');
      order.push(name);
    };
    const requests: Promise<void>[] = [];
    for (const name of ['begins 1', 'begins 2', 'begins 3'])
      withRequestStart(() => requests.push(afterAllOthers(() => asks(name))));
    await wait(5);
    for (const name of ['goes on 1', 'goes on 2', 'goes on 3'])
      withRequestStart(() => requests.push(asks(name)));
    // All of them share the one remaining connection, so they run one after the other.
    busy.release();
    await Promise.all(requests);
    other.release();
    expect(order).toEqual([
      'goes on 1',
      'goes on 2',
      'goes on 3',
      'begins 1',
      'begins 2',
      'begins 3',
    ]);
  });

  it('RL5 are refused while no connection becomes free, and later ones are served again', async () => {
    const [one, other] = [await pool.connect(), await pool.connect()];
    const begun = Date.now();
    const refused = await Promise.allSettled([
      pool.connect(),
      pool.query('SELECT 1'),
      pool.connect(),
    ]);
    expect(
      refused.map((one) => one.status === 'rejected' && (one.reason as Error).message),
    ).toEqual([refusal, refusal, refusal]);
    expect(Date.now() - begun).toBeLessThan(limits.connectTimeout + 1_500);
    expect(pool.queueLength).toBe(0);
    one.release();
    other.release(new Error('broken'));
    expect(
      (
        await Promise.all(
          [1, 2, 3, 4].map((number) => pool.query<{ n: number }>('SELECT $1::int AS n', [number])),
        )
      ).map(({ rows }) => rows[0]!.n),
    ).toEqual([1, 2, 3, 4]);
  });

  it('RL5 pass on their turn when no connection is available', async () => {
    const nowhere = new FairPool({
      connectionString: 'postgres://nobody@127.0.0.1:1/nothing',
      max: 2,
    });
    const asked = await Promise.allSettled(Array.from({ length: 9 }, () => nowhere.connect()));
    expect(
      new Set(
        asked.map((one) => one.status === 'rejected' && (one.reason as { code: string }).code),
      ),
    ).toEqual(new Set(['ECONNREFUSED']));
    expect(nowhere.queueLength).toBe(0);
    await nowhere.end();
  });

  it('is the pool of the application, whose waiting requests are counted', async () => {
    const source = await new DataSource(appDataSourceOptions(database.urls.app, [])).initialize();
    const asks = Array.from({ length: limits.databasePool + 5 }, () =>
      source.query('SELECT pg_sleep(0.2)'),
    );
    await wait(50);
    expect(poolsOf(source)).toEqual([expect.objectContaining({ name: 'app', waiting: 5 })]);
    await Promise.all(asks);
    expect(poolsOf(source)).toEqual([expect.objectContaining({ name: 'app', waiting: 0 })]);
    await source.destroy();
  });
});

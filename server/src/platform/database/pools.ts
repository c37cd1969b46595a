import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { FairPool } from './fair-pool.js';

/** The size of a pool, its idle connections, and the number of requests that wait for one. */
export interface PoolUse {
  name: string;
  size: number;
  idle: number;
  waiting: number;
}

export function useOf(
  name: string,
  { totalCount, idleCount, waitingCount, queueLength }: FairPool,
): PoolUse {
  return { name, size: totalCount, idle: idleCount, waiting: waitingCount + queueLength };
}

/** The pool that TypeORM keeps for the application. */
export function poolsOf(database: DataSource): PoolUse[] {
  return database.isInitialized
    ? [useOf('app', (database.driver as PostgresDriver).master as FairPool)]
    : [];
}

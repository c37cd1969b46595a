import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { limits } from '../config/limits.js';
import { logger } from '../log/logger.js';
import { FairPool } from './fair-pool.js';

type EntityList = NonNullable<DataSourceOptions['entities']>;

/**
 * Options of the application's connections: its own role, short timeouts and no schema
 * synchronisation.
 */
export function appDataSourceOptions(url: string, entities: EntityList): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    driver: { Pool: FairPool },
    entities,
    synchronize: false,
    applicationName: 'pact app',
    poolErrorHandler: (error: unknown) =>
      logger.warn({ code: (error as { code?: string }).code }, 'database connection lost'),
    extra: {
      max: limits.databasePool,
      statement_timeout: limits.statementTimeout,
      lock_timeout: limits.lockTimeout,
      query_timeout: limits.statementTimeout + 1_000,
    },
  };
}

@Module({})
export class DatabaseModule {
  static with(url: string, entities: EntityList): DynamicModule {
    return TypeOrmModule.forRoot({
      ...appDataSourceOptions(url, entities),
      retryAttempts: 0,
      manualInitialization: false,
    });
  }
}

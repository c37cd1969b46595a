import { DataSource } from 'typeorm';
import type { AppContext } from '../platform/database/app-context.js';
import { entities } from '../entities.js';
import { appDataSourceOptions } from '../platform/database/database.module.js';

/**
 * Connects with the application's role but without its short timeouts, because a command may take
 * minutes.
 */
export async function withDatabase<Result>(
  context: AppContext,
  work: (database: DataSource) => Promise<Result>,
): Promise<Result> {
  const database = await new DataSource(
    Object.assign(appDataSourceOptions(context.database.app, entities), { extra: { max: 2 } }),
  ).initialize();
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

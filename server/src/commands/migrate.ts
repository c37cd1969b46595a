import 'reflect-metadata';
import { MigrationExecutor, type DataSource } from 'typeorm';
import { prepare, start, type Started } from '../operations/startup/bootstrap.js';
import { ConfigError } from '../platform/config/config.js';
import { ownerDataSource, withMigrationLock } from '../platform/database/prepare.js';
import { runCommand, say } from './run-command.js';

/**
 * `up` migrates the database to this program's version, `down` reverts the newest migration,
 * `status` lists the applied ones.
 */
const tasks: Record<string, (database: Started) => Promise<void>> = {
  up: async (database) => {
    await prepare(database, say);
    await asOwner(database, status);
  },
  down: (database) =>
    asOwner(database, async (source) => {
      const [newest] = await new MigrationExecutor(source).getExecutedMigrations();
      if (!newest) throw new ConfigError('there is no migration to take back');
      await source.undoLastMigration({ transaction: 'each' });
      say(
        `Took back ${newest.name}. The next start of the server does it again; start the ` +
          'older version instead.',
      );
    }),
  status: (database) => asOwner(database, status),
};

async function status(source: DataSource): Promise<void> {
  const executor = new MigrationExecutor(source);
  const done = await executor.getExecutedMigrations();
  for (const { name } of done.reverse()) say(`done     ${name}`);
  for (const { name } of await executor.getPendingMigrations()) say(`pending  ${name}`);
}

async function asOwner(
  { ownerUrl }: Started,
  work: (source: DataSource) => Promise<void>,
): Promise<void> {
  await withMigrationLock(ownerUrl, say, async () => {
    const source = await ownerDataSource(ownerUrl).initialize();
    try {
      await work(source);
    } finally {
      await source.destroy();
    }
  });
}

await runCommand(
  async () => {
    const task = tasks[process.argv[2] ?? ''];
    if (!task) throw new ConfigError('say migrate up, migrate down or migrate status');
    return { ...(await start(say)), task };
  },
  async ({ task, ...database }) => {
    await task(database);
    return 0;
  },
);

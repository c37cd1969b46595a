import 'reflect-metadata';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { loadEnvironment, open, type Opened } from '../operations/startup/bootstrap.js';
import type { AppContext } from '../platform/database/app-context.js';
import { ConfigError, readConfig, type Config } from '../platform/config/config.js';
import { EventsService, system } from '../platform/events/events.service.js';
import { bumpRegisterVersion } from '../register/signatories/register-version.js';
import { seedDemoDocuments } from './seed/demo-documents.js';
import { documentsOf } from './seed/documents-of.js';
import { growDemo } from './seed/grow-demo.js';
import { removeDemo } from './seed/remove-demo.js';
import { seed } from './seed/seed.js';
import { withDatabase } from './command-database.js';
import { runCommand, say } from './run-command.js';

const usage = 'say seed-demo 10000 (so many demonstration signatories in all), or seed-demo remove';

/**
 * `seed-demo N` fills the register with N marked demonstration signatories; `seed-demo remove`
 * deletes every marked row.
 */
async function grow(context: AppContext, database: DataSource, wanted: number): Promise<void> {
  await seed(context, database, say);
  await database.transaction(async (manager) => {
    const added = await growDemo(manager, wanted, say);
    await seedDemoDocuments(manager, documentsOf(context, database));
    if (added > 0) await bumpRegisterVersion(manager, 'by the operator', 'adds');
    if (added > 0)
      await new EventsService().append(manager, {
        actor: system,
        action: 'register.seed',
        subject: { kind: 'register', id: null },
        details: { demo: added },
      });
    say(`${wanted} demonstration signatories, ${added} of them new`);
  });
  await refreshStatistics(context);
}

async function remove(context: AppContext, database: DataSource): Promise<void> {
  const { removed, files } = await database.transaction(async (manager) => {
    const result = await removeDemo(manager);
    await bumpRegisterVersion(manager, 'by the operator');
    await new EventsService().append(manager, {
      actor: system,
      action: 'register.remove_demo',
      subject: { kind: 'register', id: null },
      details: { ...result.removed },
    });
    return result;
  });
  const documents = documentsOf(context, database);
  for (const id of files) await documents.forget({ id });
  say(
    `Removed ${Object.entries(removed)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')}; the audit trail stays`,
  );
  await refreshStatistics(context);
}

/**
 * Until ANALYZE, PostgreSQL plans with the old sizes, and the search index is slow until its
 * pending list is merged.
 */
async function refreshStatistics({ database }: AppContext): Promise<void> {
  const owner = new pg.Client({ connectionString: database.owner });
  await owner.connect();
  await owner
    .query('VACUUM (ANALYZE) authority, signatory, pledge, submission')
    .finally(() => owner.end());
}

/**
 * Demonstration data must never slip into a real register, so another database has to be named
 * explicitly.
 */
function guardRealRegister(config: Config, named: unknown): void {
  if (config.embedded) return;
  const name = decodeURIComponent(new URL(config.DATABASE_URL).pathname.slice(1));
  if (named !== name)
    throw new ConfigError(
      'DATABASE_URL is set, so this may be a real register. To fill it with demonstration ' +
        `data say --yes-into ${name}`,
    );
}

/**
 * Parses the command line before anything is opened.
 * @returns how many signatories, or `remove`.
 */
function readTask(): number | 'remove' {
  const {
    values,
    positionals: [task, ...more],
  } = parseArgs({ strict: false, options: { 'yes-into': { type: 'string' } } });
  if (task === 'remove' && more.length === 0) return task;
  if (!/^[1-9]\d{0,6}$/.test(task ?? '') || more.length > 0) throw new ConfigError(usage);
  guardRealRegister(readConfig(loadEnvironment()), values['yes-into']);
  return Number(task);
}

await runCommand<Opened & { task: number | 'remove' }>(
  async () => {
    const task = readTask();
    return { task, ...(await open(say)) };
  },
  async ({ context, task }) => {
    await withDatabase(context, (database) =>
      task === 'remove' ? remove(context, database) : grow(context, database, task),
    );
    return 0;
  },
);

import type { MigrationInterface } from 'typeorm';
import { roles } from '../src/platform/config/database-settings.js';
import { prepareDatabase, ownerDataSource } from '../src/platform/database/prepare.js';
import { migrations } from '../src/platform/database/migrations.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { registerOwner, testSecret } from './support/database-names.js';
import { schemaOf } from './support/schema.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase(null);
});
afterEach(() => database.drop());

const prepare = (said: string[] = []) =>
  prepareDatabase({
    ownerUrl: database.urls.owner,
    secret: testSecret,
    say: (line) => said.push(line),
  });

describe('migrations', () => {
  it('RL11 three instances that start at once migrate once, and all find the database ready', async () => {
    const said: string[] = [];
    const [first, ...others] = await Promise.all([prepare(said), prepare(said), prepare(said)]);
    for (const urls of others) expect(urls).toEqual(first);
    expect(said).toHaveLength(1);
    expect(await database.sql('SELECT name FROM migration ORDER BY id')).toEqual(
      migrations.map((migration) => ({ name: (migration as { name: string }).name })),
    );
  });

  it('RL11 each migration can be reverted and repeated, and the schema is the same', async () => {
    await prepare();
    const whole = await schemaOf(database);
    expect(whole.length).toBeGreaterThan(100);
    const source = await ownerDataSource(database.urls.owner).initialize();
    for (const _ of migrations) await source.undoLastMigration({ transaction: 'each' });
    const left = await database.sql<{ tablename: string }>(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(left).toEqual([{ tablename: 'migration' }]);
    await source.destroy();
    await prepare();
    expect(await schemaOf(database)).toEqual(whole);
  });

  it('RL11 a failed migration leaves the database unchanged', async () => {
    const source = await ownerDataSource(database.urls.owner).initialize();
    // An object with the same name blocks the second table or view that the first step creates.
    await database.sql('CREATE TABLE outbox (in_the_way int)');
    await source.destroy();
    await expect(prepare()).rejects.toThrow(/outbox/);
    const tables = await database.sql<{ tablename: string }>(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    );
    expect(tables.map(({ tablename }) => tablename)).toEqual(['migration', 'outbox']);
    await database.sql('DROP TABLE outbox');
    await prepare();
  });

  it('RL11 no migration keeps other sessions waiting for long', async () => {
    const source = await ownerDataSource(database.urls.owner).initialize();
    expect(await source.query('SHOW lock_timeout')).toEqual([{ lock_timeout: '3s' }]);
    await source.destroy();
  });
});

describe('RL11 the previous version runs on the new schema', () => {
  it('a migration only adds: no existing column is dropped, changes its type or becomes required', async () => {
    const source = await ownerDataSource(database.urls.owner).initialize();
    const broken: string[] = [];
    let before = await columns();
    for (const migration of migrations) {
      const runner = source.createQueryRunner();
      const step = new (migration as new () => MigrationInterface)();
      await step.up(runner);
      await runner.release();
      const after = await columns();
      for (const [name, column] of before) {
        const now = after.get(name);
        if (!now || now.type !== column.type || (now.required && !column.required))
          broken.push(`${step.name}: ${name}`);
      }
      for (const [name, { required, table }] of after)
        if (required && !before.has(name) && tables(before).has(table))
          broken.push(`${step.name}: ${name}`);
      before = after;
    }
    await source.destroy();
    expect(broken).toEqual([]);
  });

  it('started beside the new one, it removes none of its rights; they are exact again once only the new one runs', async () => {
    await prepare();
    await database.sql('CREATE TABLE later (x int)');
    await database.sql(`ALTER TABLE later OWNER TO ${registerOwner}`);
    await database.sql(`GRANT SELECT ON later TO ${roles.app}`);
    const mayRead = async () =>
      (
        await database.sql<{ may: boolean }>(
          `SELECT has_table_privilege($1, 'later', 'SELECT') AS may`,
          [roles.app],
        )
      )[0]!.may;
    await database.sql(
      `INSERT INTO migration ("timestamp", name) VALUES (9999999999999, 'Later9999999999999')`,
    );
    await prepare();
    expect(await mayRead()).toBe(true);
    await database.sql(`DELETE FROM migration WHERE name = 'Later9999999999999'`);
    await prepare();
    expect(await mayRead()).toBe(false);
  });

  interface Column {
    table: string;
    type: string;
    required: boolean;
  }
  const tables = (known: Map<string, Column>) =>
    new Set([...known.values()].map(({ table }) => table));

  /** Columns of tables and views. `required`: an insert has to name it. */
  async function columns(): Promise<Map<string, Column>> {
    const rows = await database.sql<Column & { name: string }>(
      `SELECT table_name || '.' || column_name AS name, table_name AS table, data_type AS type,
              is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'
                AND is_generated = 'NEVER' AS required
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'`,
    );
    return new Map(rows.map(({ name, ...column }) => [name, column]));
  }
});

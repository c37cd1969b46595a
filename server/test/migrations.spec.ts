import { prepareDatabase, ownerDataSource } from '../src/database/prepare.js';
import { migrations } from '../src/database/migrations.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { testSecret } from './support/database-names.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase(null);
});
afterEach(() => database.drop());

const prepare = (said: string[] = []) => prepareDatabase({ ownerUrl: database.urls.owner, secret: testSecret, say: (line) => said.push(line) });

/** Every column, constraint, index, view, function and trigger of the register's schema, as PostgreSQL describes them. */
async function schema(): Promise<string[]> {
  const rows = await database.sql<{ line: string }>(`
    SELECT format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT format('view %s %s', viewname, definition) FROM pg_views WHERE schemaname = 'public'
    UNION ALL SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('function %s', pg_get_functiondef(p.oid)) FROM pg_proc p
      WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

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

  it('RL11 each step can be taken back and done again, and the schema is the same', async () => {
    await prepare();
    const whole = await schema();
    expect(whole.length).toBeGreaterThan(100);
    const source = await ownerDataSource(database.urls.owner).initialize();
    for (const _ of migrations) await source.undoLastMigration({ transaction: 'each' });
    const left = await database.sql<{ tablename: string }>(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    expect(left).toEqual([{ tablename: 'migration' }]);
    await source.destroy();
    await prepare();
    expect(await schema()).toEqual(whole);
  });

  it('RL11 a step that fails leaves the database as it was before it', async () => {
    const source = await ownerDataSource(database.urls.owner).initialize();
    // Something of the same name is in the way of the second table or view that the first step makes.
    await database.sql('CREATE TABLE outbox (in_the_way int)');
    await source.destroy();
    await expect(prepare()).rejects.toThrow(/outbox/);
    const tables = await database.sql<{ tablename: string }>(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
    expect(tables.map(({ tablename }) => tablename)).toEqual(['migration', 'outbox']);
    await database.sql('DROP TABLE outbox');
    await prepare();
  });
});

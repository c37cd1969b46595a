import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { prepare, type Started } from '../src/operations/startup/bootstrap.js';
import { readConfig } from '../src/platform/config/config.js';
import { trailRole } from '../src/platform/database/trail-role.js';
import { administer, createDatabase, serverUrl, type TestDatabase } from './support/database.js';

const secret = 'the secret that this register was made with, long enough';
const next = 'the secret that comes after it, which is as long as that';
const own = randomUUID().slice(0, 8);
const [owner, app, reader] = [`owner_${own}`, `app_${own}`, `reader_${own}`];
const others = [`other_app_${own}`, `other_reader_${own}`];
let database: TestDatabase;
let second: TestDatabase;
let said: string[];
beforeEach(async () => {
  said = [];
  [database, second] = [await createDatabase(null), await createDatabase(null)];
});
afterEach(async () => {
  await database.drop();
  await second.drop();
  const made = [app, reader, ...others].flatMap((role) => [trailRole(role), role]);
  await administer(`DROP ROLE IF EXISTS ${made.join(', ')}, ${owner}`);
});

const urlOf = ({ name }: TestDatabase, role: string, password: string) =>
  Object.assign(new URL(serverUrl(name)), { username: role, password }).toString();

/** As docs/operations.md makes the owner: it may make roles, and is no superuser. */
async function ownedBy(rights = 'CREATEROLE'): Promise<void> {
  await administer(`CREATE ROLE ${owner} LOGIN NOSUPERUSER ${rights} PASSWORD 'x'`);
  for (const { name } of [database, second])
    await administer(`ALTER DATABASE ${name} OWNER TO ${owner}`);
}

/** What a start does with the database. */
async function starts(settings: Record<string, string> = {}, into = database) {
  const config = readConfig({
    DATABASE_URL: urlOf(into, owner, 'x'),
    DATABASE_APP_ROLE: app,
    DATABASE_PUBLIC_ROLE: reader,
    APP_SECRET: secret,
    ...settings,
  });
  const started: Started = {
    config,
    secret: config.APP_SECRET,
    ownerUrl: config.databaseUrl,
    close: async () => undefined,
  };
  return (await prepare(started, (line) => said.push(line))).context.database;
}

async function getsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
const tablesOf = (of: TestDatabase) =>
  of.sql(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`);

describe('S59 OP2 APP_SECRET where the owner may make roles and is no superuser', () => {
  beforeEach(() => ownedBy());

  it('is changed: the roles get new passwords, and the start says so', async () => {
    const before = await starts();
    const after = await starts({ APP_SECRET: next, APP_SECRET_PREVIOUS: secret });
    expect(said.at(-1)).toMatch(/^APP_SECRET is another one/);
    for (const role of ['app', 'public'] as const) {
      expect(await getsIn(before[role])).toBe(false);
      expect(await getsIn(after[role])).toBe(true);
    }
    await starts({ APP_SECRET: next });
  });

  it('is refused when it is wrong, and the running instances keep their passwords', async () => {
    const before = await starts();
    // As an update that has another fault besides: it must not migrate either.
    await database.sql(`DELETE FROM migration WHERE name = (SELECT max(name) FROM migration)`);
    const migrated = await database.sql('SELECT name FROM migration');
    for (const previous of ['', 'another wrong secret, long enough to be one'])
      await expect(starts({ APP_SECRET: next, APP_SECRET_PREVIOUS: previous })).rejects.toThrow(
        /^APP_SECRET is not the one this register was made with/,
      );
    expect(await getsIn(before.app)).toBe(true);
    expect(await getsIn(before.public)).toBe(true);
    expect(await database.sql('SELECT name FROM migration')).toEqual(migrated);
  });

  it('of a second register on the server does not take the roles of the first', async () => {
    const first = await starts();
    await expect(starts({ APP_SECRET: next }, second)).rejects.toThrow(
      new RegExp(`^the role ${app} serves the database ${database.name} too.*DATABASE_APP_ROLE`),
    );
    expect(await tablesOf(second)).toEqual([]);
    expect(await getsIn(first.app)).toBe(true);

    const [otherApp, otherReader] = others;
    const roles = { DATABASE_APP_ROLE: otherApp!, DATABASE_PUBLIC_ROLE: otherReader! };
    const two = await starts({ APP_SECRET: next, ...roles }, second);
    expect(new URL(two.app).username).toBe(otherApp);
    expect([await getsIn(two.app), await getsIn(two.public)]).toEqual([true, true]);
    expect([await getsIn(first.app), await getsIn(first.public)]).toEqual([true, true]);
  });

  it('no role with rights over the whole server is taken over', async () => {
    await administer(`CREATE ROLE ${app} LOGIN CREATEDB PASSWORD 'y'`);
    await expect(starts()).rejects.toThrow(/has rights over the whole server.*name another role/);
    expect(await tablesOf(database)).toEqual([]);
    expect(await getsIn(urlOf(database, app, 'y'))).toBe(true);
  });
});

it('one line says that the owner may not create roles', async () => {
  await ownedBy('NOCREATEROLE');
  await expect(starts()).rejects.toThrow(
    new RegExp(`^the owner of DATABASE_URL may not create the role ${app}\\. [^\\n]*CREATEROLE`),
  );
});

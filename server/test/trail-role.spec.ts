import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { TrailOfItsOwn1766890000000 } from '../../migrations/1766890000000-trail-of-its-own.js';
import { ownerDataSource, prepareDatabase } from '../src/platform/database/prepare.js';
import { trailRole } from '../src/platform/database/trail-role.js';
import { administer, createDatabase, serverUrl, type TestDatabase } from './support/database.js';
import { testSecret } from './support/database-names.js';

const own = randomUUID().slice(0, 8);
const [owner, app, reader] = [`owner_${own}`, `app_${own}`, `reader_${own}`];
let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase(null);
  for (const role of [app, reader]) await administer(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
});
afterEach(async () => {
  await database.drop();
  await administer(`DROP ROLE IF EXISTS ${trailRole(app)}, ${app}, ${reader}, ${owner}`);
});

const urlOf = (role: string) =>
  Object.assign(new URL(serverUrl(database.name)), { username: role, password: 'x' }).toString();

/**
 * Prepares the database as an owner who is no superuser. @returns what was said, and who owns the
 * function that appends.
 */
async function prepareAs(rights: string): Promise<{ said: string[]; holder: string }> {
  await administer(`CREATE ROLE ${owner} LOGIN NOSUPERUSER ${rights} PASSWORD 'x'`);
  await administer(`ALTER DATABASE ${database.name} OWNER TO ${owner}`);
  const said: string[] = [];
  const options = {
    ownerUrl: urlOf(owner),
    appUrl: urlOf(app),
    publicUrl: urlOf(reader),
    secret: testSecret,
    say: (line: string) => said.push(line),
  };
  await prepareDatabase(options);
  // A second start finds nothing to do, and fails at nothing.
  await prepareDatabase(options);
  return { said, holder: await holderNow() };
}

async function holderNow(): Promise<string> {
  const [row] = await database.sql<{ holder: string }>(
    `SELECT pg_get_userbyid(proowner) AS holder FROM pg_proc WHERE oid = 'append_events'::regproc`,
  );
  return row!.holder;
}

async function appends(): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(app) });
  await client.connect();
  try {
    const event = {
      actorKind: 'system',
      actorId: null,
      action: 'register.seed',
      subjectKind: 'register',
      subjectId: null,
      details: {},
    };
    const spelled = '"system",null,"register.seed","register",null,{}';
    await client.query('INSERT INTO event_to_append (events) VALUES ($1)', [
      JSON.stringify([{ ...event, spelled }]),
    ]);
    expect((await client.query('SELECT seq FROM event')).rows).toEqual([{ seq: '1' }]);
    await expect(client.query('INSERT INTO event SELECT 2 FROM event')).rejects.toMatchObject({
      code: '42501',
    });
  } finally {
    await client.end();
  }
}

describe('TR11 the role of the trail, where the owner of the database is no superuser', () => {
  it('is created by an owner with CREATEROLE, who then leaves it; a down migration takes the function back', async () => {
    const { said, holder } = await prepareAs('CREATEROLE');
    expect(said.filter((line) => /audit trail/.test(line))).toEqual([]);
    expect(holder).toBe(trailRole(app));
    await appends();
    const client = new pg.Client({ connectionString: urlOf(owner) });
    await client.connect();
    await expect(client.query(`SET ROLE ${holder}`)).rejects.toMatchObject({ code: '42501' });
    await client.end();
    const source = await ownerDataSource(urlOf(owner)).initialize();
    await new TrailOfItsOwn1766890000000().down(source.createQueryRunner());
    await source.destroy();
    expect(await holderNow()).toBe(owner);
  });

  it('stays the owner’s own where the owner may not make roles, and the start says so', async () => {
    const { said, holder } = await prepareAs('NOCREATEROLE');
    expect(said.filter((line) => /audit trail/.test(line))).toHaveLength(2);
    expect(holder).toBe(owner);
    await appends();
  });
});

import pg from 'pg';
import { grants } from '../../src/platform/database/grants.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
const clients = {} as Record<'app' | 'public', pg.Client>;
beforeAll(async () => {
  database = await createDatabase();
  for (const role of ['app', 'public'] as const) {
    clients[role] = new pg.Client({ connectionString: database.urls[role] });
    await clients[role].connect();
  }
});
afterAll(async () => {
  for (const client of Object.values(clients)) await client.end();
  await database.drop();
});

const relations = () =>
  database.sql<{ name: string; kind: string }>(
    `SELECT relname AS name, relkind AS kind FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'S', 'f', 'p')`,
  );

describe('PR1 the public reader', () => {
  it('may select the public views, and nothing else, and write nowhere', async () => {
    for (const { name } of await relations()) {
      const select = clients.public.query(`SELECT * FROM ${name} LIMIT 1`);
      if (name.startsWith('public_')) await select;
      else await expect(select).rejects.toMatchObject({ code: '42501' });
      await expect(clients.public.query(`DELETE FROM ${name}`)).rejects.toThrow();
      await expect(clients.public.query(`UPDATE ${name} SET id = id`)).rejects.toThrow();
    }
    expect(Object.keys(grants.public).every((name) => name.startsWith('public_'))).toBe(true);
  });

  it('sees no column of a person, a decision or a document', async () => {
    const columns = await database.sql<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name LIKE 'public\\_%'`,
    );
    expect(columns.length).toBeGreaterThan(30);
    expect(
      columns
        .map(({ name }) => name)
        .sort()
        .filter((name) =>
          /email|phone|contact|signer|staff|answers|typed|token|hash|reason|document/.test(name),
        ),
      // Allowed exceptions: the secretariat's own address, which is public, and the reason for a
      // withdrawal, which is a code from a closed list. A document that approves the Pact is
      // public.
    ).toEqual([
      // A public official, whose name is on every certificate.
      'public_certificate_foot.signer_name',
      'public_contact.address',
      // Hashes of public entries.
      'public_log_leaf.hash',
      'public_log_node.hash',
      'public_pact_version.approval_document',
      'public_signatory_history.reason_code',
      'public_transparency.reason_code',
    ]);
  });

  it.each([
    'CREATE TABLE mine (x int)',
    'SET ROLE pact_app',
    `SELECT pg_read_file('/etc/passwd')`,
    `COPY public_country TO PROGRAM 'true'`,
  ])('cannot %s', async (statement) => {
    await expect(clients.public.query(statement)).rejects.toMatchObject({ code: '42501' });
    await expect(
      clients.app.query(statement.replace('pact_app', 'pact_public')),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

it('the application has exactly the rights that grants.ts lists', async () => {
  const rights = await database.sql<{ name: string; rights: string }>(
    `SELECT table_name AS name, string_agg(privilege_type, ', ') AS rights
      FROM information_schema.role_table_grants
     WHERE grantee = 'pact_app' AND table_schema = 'public' GROUP BY table_name`,
  );
  const sorted = (text: string) => text.split(', ').sort().join(', ');
  const expected = Object.fromEntries(
    Object.entries(grants.app).map(([name, list]) => [name, sorted(list)]),
  );
  expect(Object.fromEntries(rights.map(({ name, rights: list }) => [name, sorted(list)]))).toEqual(
    expected,
  );
});

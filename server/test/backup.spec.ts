import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { Applicant } from './support/applicant.js';
import { startApp, type TestApp } from './support/app.js';
import { Colleague } from './support/colleague.js';
import { contentOf, createDatabase, type TestDatabase } from './support/database.js';
import { testSecret } from './support/database-names.js';
import { runProgram } from './support/program.js';

let register: TestApp;
let reviewer: Colleague;
let restored: TestDatabase;
let folder: string;

beforeAll(async () => {
  register = await startApp();
  reviewer = await Colleague.signsIn(register, 'reviewer', 'publisher');
  restored = await createDatabase(null);
  folder = await mkdtemp(join(tmpdir(), 'pact-backup-'));
});
afterAll(async () => {
  await register.close();
  await restored.drop();
  await rm(folder, { recursive: true, force: true });
});

const settings = (database: TestDatabase, dataDir: string) => ({
  DATABASE_URL: database.urls.owner,
  APP_SECRET: testSecret,
  DATA_DIR: dataDir,
});

async function command(
  name: 'backup' | 'restore',
  args: string[],
  database: TestDatabase,
  dataDir: string,
) {
  const program = runProgram(`commands/${name}`, args, settings(database, dataDir), folder);
  return { code: await program.exit, said: program.said };
}

/** Everything that a reader can fetch from the register. */
async function publicExport(app: TestApp) {
  const { items } = (await app.anonymous.get('/api/v1/signatories').expect(200)).body as {
    items: { id: string }[];
  };
  const each = await Promise.all(
    items.map(
      async ({ id }) =>
        (await app.anonymous.get(`/api/v1/signatories/${id}`).expect(200)).body as unknown,
    ),
  );
  return {
    items,
    each,
    register: (await app.anonymous.get('/api/v1/register').expect(200)).body as unknown,
  };
}

async function files(dataDir: string) {
  const names = await readdir(join(dataDir, 'documents'), { recursive: true, withFileTypes: true });
  const hashes = names
    .filter((entry) => entry.isFile())
    .map(
      async (entry) =>
        [
          entry.name,
          createHash('sha256')
            .update(await readFile(join(entry.parentPath, entry.name)))
            .digest('hex'),
        ] as const,
    );
  return Object.fromEntries((await Promise.all(hashes)).sort());
}

describe('RL12 the drill: a backup under load, everything lost, restored to an empty host by the documented command', () => {
  let before: { content: Record<string, string>; files: Record<string, string>; export: unknown };

  it('the backup holds one moment of a register in use', async () => {
    const published = await Applicant.endorses(register);
    await reviewer.approvesAndPublishes(published.reference);
    await Applicant.sends(register);
    const first = await command(
      'backup',
      [join(folder, 'kept')],
      register.database,
      register.dataDir,
    );
    expect(first).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        /^Backup \S+Z: \d+ rows, 4 files of documents \(4 new\), in [\d.]+ s\n$/,
      ) as string,
    });

    before = {
      content: await contentOf(register.database),
      files: await files(register.dataDir),
      export: await publicExport(register),
    };
    const [second] = await Promise.all([
      command('backup', [join(folder, 'kept')], register.database, register.dataDir),
      Applicant.sends(register),
    ]);
    expect(second).toMatchObject({ code: 0 });
    // Documents do not change, so a backup writes only the new ones.
    expect(second.said).toMatch(/files of documents \([0-2] new\)/);
  });

  it('the public export, every row and every file are unchanged, and RPO and RTO are reported', async () => {
    const [first] = await readdir(join(folder, 'kept'));
    const dataDir = join(folder, 'new host');
    const { code, said } = await command(
      'restore',
      [join(folder, 'kept', first!)],
      restored,
      dataDir,
    );
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said).toMatch(/ before this began \(RPO\)\nIt took [\d.]+ s \(RTO\)\n$/);
    console.log(said.trim());

    const { event, event_head: _, setting: __, ...rows } = await contentOf(restored);
    const { event: trail, event_head: ___, setting: ____, ...expected } = before.content;
    expect(rows).toEqual(expected);
    // The trail has one more event: the restore.
    expect(Number(event!.split(' ')[0])).toBe(Number(trail!.split(' ')[0]) + 1);
    expect(await files(dataDir)).toEqual(before.files);

    const app = await startApp({ beside: { ...register, database: restored, dataDir } });
    expect(await publicExport(app)).toEqual(before.export);
    const applicant = await Applicant.begins({ ...app, sql: restored.sql });
    await applicant.uploads();
    await app.close();
  });

  it('sessions that were open then are not open again', async () => {
    expect(await register.sql('SELECT 1 FROM staff_session')).not.toEqual([]);
    expect(await restored.sql('SELECT 1 FROM staff_session')).toEqual([]);
  });
});

describe('RL12 a restore that would do harm is refused, and nothing is changed', () => {
  it('into a database that is not empty', async () => {
    const content = await contentOf(register.database);
    const { code, said } = await command(
      'restore',
      [join(folder, 'kept')],
      register.database,
      register.dataDir,
    );
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^Cannot do this: the database is not empty\. [^\n]+\n$/,
      ) as string,
    });
    expect(await contentOf(register.database)).toEqual(content);
  });

  it('from a folder with a damaged file, or without a backup', async () => {
    const empty = await createDatabase(null);
    const [, second] = (await readdir(join(folder, 'kept'))).sort();
    const damaged = join(folder, 'kept', second!, 'tables', 'submission.copy.gz');
    const bytes = await readFile(damaged);
    bytes[bytes.length - 12]! ^= 1;
    await writeFile(damaged, bytes);
    for (const args of [
      [join(folder, 'kept', second!)],
      [join(folder, 'kept', second!), '--check'],
    ]) {
      const refused = await command('restore', args, empty, join(folder, 'other'));
      expect(refused).toEqual({
        code: 1,
        said: expect.stringContaining(`${damaged} is damaged: nothing was restored`) as string,
      });
    }
    expect(await command('restore', [folder], empty, join(folder, 'other'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('is no backup') as string,
    });
    expect(await contentOf(empty)).toEqual({});
    await empty.drop();
  });

  it('old backups are deleted, with the documents that only they held', async () => {
    await command(
      'backup',
      [join(folder, 'kept'), '--keep', '1'],
      register.database,
      register.dataDir,
    );
    expect(await readdir(join(folder, 'kept'))).toHaveLength(2);
    expect(
      await command(
        'restore',
        [join(folder, 'kept'), '--check'],
        register.database,
        register.dataDir,
      ),
    ).toMatchObject({ code: 0 });
    expect(Object.keys(await files(join(folder, 'kept')))).toEqual(
      Object.keys(await files(register.dataDir)),
    );
  });
});

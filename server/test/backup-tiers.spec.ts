import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { alone } from '../src/operations/backup/backup-lock.js';
import { prune } from '../src/operations/backup/prune.js';
import { Applicant } from './support/applicant.js';
import { startApp, type TestApp } from './support/app.js';
import { administer, contentOf, createDatabase, serverUrl } from './support/database.js';
import { testSecret } from './support/database-names.js';
import { runProgram } from './support/program.js';

const run = promisify(execFile);
let register: TestApp;
let folder: string;
beforeAll(async () => {
  register = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'pact-tiers-'));
  await Applicant.endorses(register);
});
afterAll(async () => {
  await register.close();
  await rm(folder, { recursive: true, force: true });
});

async function pact(
  part: string,
  args: string[],
  more: Record<string, string> = {},
): Promise<{ code: number | string; said: string }> {
  const settings = {
    DATABASE_URL: register.database.urls.owner,
    APP_SECRET: testSecret,
    DATA_DIR: register.dataDir,
    HOME: folder,
    ...more,
  };
  const program = runProgram(`commands/${part}`, args, settings, folder);
  return { code: await program.exit, said: program.said };
}
const saying = (code: number, text: RegExp) => ({
  code,
  said: expect.stringMatching(text) as string,
});
const names = async (kept: string) =>
  (await readdir(kept)).filter((each) => /^\d{8}T/.test(each)).sort();
const filesIn = async (kept: string) =>
  (await readdir(kept, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
    .map((entry) => join(entry.parentPath, entry.name));
/** The owner of docs/operations.md may create databases; the drill needs it. */
const superuser = { DATABASE_URL: '' };
beforeAll(() => {
  superuser.DATABASE_URL = serverUrl(register.database.name);
});

describe('RL12 tiers of backups', () => {
  it('never delete the newest complete backup, however many damaged ones are newer', async () => {
    const kept = join(folder, 'kept');
    expect(await pact('backup', [kept])).toMatchObject({ code: 0 });
    const [whole] = await names(kept);
    const manifest = JSON.parse(
      await readFile(join(kept, whole!, 'manifest.json'), 'utf8'),
    ) as object;
    const older = ['20260101T000000Z', '20260102T000000Z'];
    for (const name of older) await cp(join(kept, whole!), join(kept, name), { recursive: true });
    await rm(join(kept, whole!, 'tables', 'submission.copy.gz'));
    // The newest names a document that does not exist.
    const newest = '20991231T230000Z';
    await cp(join(kept, older[0]!), join(kept, newest), { recursive: true });
    await writeFile(
      join(kept, newest, 'manifest.json'),
      JSON.stringify({ ...manifest, missing: ['x'] }),
    );
    await prune(kept, 1);
    expect(await names(kept)).toEqual([older[1], newest]);
  }, 120_000);

  it('remove no document while a manifest cannot be read, in any folder of documents', async () => {
    const kept = join(folder, 'unread');
    const strange = join(kept, '20260101T000000Z', 'manifest.json');
    const documents = ['documents', 'documents-encrypted'].map((all) => join(kept, all, 'ab', 'x'));
    for (const path of [strange, ...documents]) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, '{"documents": [{"na');
    }
    await expect(prune(kept, 1)).rejects.toThrow(/manifest\.json is damaged.*No document was/);
    await writeFile(strange, '{"format": 3}');
    await expect(prune(kept, 1)).rejects.toThrow(/newer version.*No document was removed/);
    expect(await filesIn(kept)).toEqual(expect.arrayContaining(documents));
    await rm(dirname(strange), { recursive: true });
    await prune(kept, 1);
    expect(await filesIn(kept)).toEqual([]);
  });

  it('only one backup runs at a time; leftovers of an unfinished one are removed', async () => {
    const kept = join(folder, 'alone');
    await mkdir(join(kept, '.unfinished-1', 'tables'), { recursive: true });
    await alone(register.database.urls.owner, async () =>
      expect(await pact('backup', [kept])).toEqual(
        saying(1, /^Cannot do this: another backup of this register is running[^\n]*\n$/),
      ),
    );
    expect(await pact('backup', [kept, '--keep', 'hourly=2', '--keep', 'daily=3'])).toEqual(
      saying(0, /Removed 0 older backups/),
    );
    expect((await readdir(kept)).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(await pact('backup', [kept, '--kepp', '3'])).toEqual(
      saying(1, /^Cannot do this: Unknown option '--kepp'[^\n]*\n$/),
    );
  }, 120_000);

  it('invalid ones are reported in one line, before anything is written', async () => {
    const kept = join(folder, 'none');
    expect(await pact('backup', [kept, '--keep', 'yearly=1'])).toEqual(
      saying(1, /^Cannot do this: --keep hourly=24,daily=14,[^\n]+\n$/),
    );
    expect(await readdir(kept).catch(() => null)).toBeNull();
  }, 60_000);
});

describe.each(['age', 'gpg'] as const)('RL12 a backup that %s encrypts', (program) => {
  const settings: Record<string, string> = {};
  let kept: string;
  beforeAll(async () => {
    kept = join(folder, `kept-${program}`);
    const home = join(folder, program);
    await mkdir(home, { mode: 0o700 });
    if (program === 'age') {
      const identity = join(home, 'key.txt');
      const { stderr } = await run('age-keygen', ['-o', identity]);
      settings['BACKUP_RECIPIENT'] = /age1\w+/.exec(stderr)![0];
      settings['BACKUP_IDENTITY'] = identity;
    } else {
      settings['GNUPGHOME'] = home;
      const make = ['--batch', '--passphrase', '', '--quick-gen-key', 'backup@register.example'];
      await run('gpg', make, { env: { ...process.env, GNUPGHOME: home } });
      settings['BACKUP_RECIPIENT'] = 'backup@register.example';
    }
  }, 60_000);
  afterAll(async () => {
    const env = { ...process.env, GNUPGHOME: join(folder, program) };
    if (program === 'gpg') await run('gpgconf', ['--kill', 'all'], { env });
  });

  it('holds no readable row and no readable document, and is checked without the key', async () => {
    expect(await pact('backup', [kept], settings)).toEqual(
      saying(0, new RegExp(`^Backup \\S+, encrypted by ${program}: .*\\([1-9]\\d* new\\)`)),
    );
    expect(await pact('backup', [kept], settings)).toEqual(saying(0, /\(0 new\)/));
    for (const file of await filesIn(kept)) {
      expect(file).toMatch(new RegExp(`\\.[0-9a-f]{8}\\.${program}$`));
      const head = (await readFile(file)).subarray(0, 4).toString('latin1');
      expect(['%PDF', '\x1f\x8b\x08\x00']).not.toContain(head);
    }
    // A missing one is encrypted again, into different bytes.
    const sealed = (await filesIn(kept)).filter((file) => file.includes('documents-encrypted'));
    await rm(sealed[0]!);
    expect(await pact('backup', [kept], settings)).toEqual(saying(0, /\(1 new\)/));
    expect(await pact('restore', [kept, '--check'])).toEqual(saying(0, / is whole: /));
  }, 240_000);

  it('is restored with the key, and not without', async () => {
    const target = await createDatabase(null);
    const into = { DATABASE_URL: target.urls.owner, DATA_DIR: join(folder, `new-${program}`) };
    const strange: Record<string, string> =
      program === 'age' ? {} : { GNUPGHOME: join(folder, 'nobody') };
    expect(await pact('restore', [kept], { ...into, ...strange })).toEqual(
      saying(1, new RegExp(`^Cannot do this: ${program}: `, 'm')),
    );
    // Nothing was changed, so that the right key succeeds in the same place.
    expect(await pact('restore', [kept], { ...settings, ...into })).toEqual(
      saying(0, /^Restored \d+ rows[^]*\(RPO\)/m),
    );
    const { submission, document } = await contentOf(register.database);
    expect(await contentOf(target)).toMatchObject({ submission, document });
    await target.drop();
  }, 240_000);

  it('a drill restores it beside the register, checks it, and leaves nothing behind', async () => {
    expect(await pact('backup-drill', [kept], { ...settings, ...superuser })).toEqual(
      saying(
        0,
        /can be restored: \d+ rows and [1-9]\d* files[^]*\(RPO\)\nIt took [\d.]+ s \(RTO\)/,
      ),
    );
    const left = await register.sql(`SELECT 1 FROM pg_database WHERE datname LIKE 'pact_drill%'`);
    expect(left).toEqual([]);
  }, 240_000);
});

describe('RL12 a drill', () => {
  it('fails on a backup that cannot be restored or was altered', async () => {
    const kept = join(folder, 'drilled');
    expect(await pact('backup', [kept])).toMatchObject({ code: 0 });
    const [name] = await names(kept);
    const path = join(kept, name!, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8')) as { trailHead: string };
    const forged = { ...manifest, trailHead: manifest.trailHead.replace(/[0-9a-f]{4}$/, 'ffff') };
    await writeFile(path, JSON.stringify(forged));
    expect(await pact('backup-drill', [kept], superuser)).toEqual(
      saying(1, /^FAULT event \d+ is not as it was written/m),
    );
    await rm(join(kept, name!, 'tables', 'event.copy.gz'));
    expect(await pact('backup-drill', [kept], superuser)).toEqual(
      saying(1, /^Cannot do this: .*event\.copy\.gz is missing/m),
    );
    expect(await pact('backup-drill', [join(folder, 'nothing')], superuser)).toEqual(
      saying(1, /^Cannot do this: there is no backup in /),
    );
  }, 240_000);

  it('says in one line what the owner lacks', async () => {
    const kept = join(folder, 'lacking');
    expect(await pact('backup', [kept])).toMatchObject({ code: 0 });
    await administer(`CREATE ROLE drill_owner LOGIN PASSWORD 'x'`);
    const url = new URL(serverUrl(register.database.name));
    const { href } = Object.assign(url, { username: 'drill_owner', password: 'x' });
    try {
      expect(await pact('backup-drill', [kept], { DATABASE_URL: href })).toEqual(
        saying(1, /^Cannot do this: the owner may not [^\n]+ ALTER ROLE drill_owner CREATEDB/),
      );
    } finally {
      await administer('DROP ROLE drill_owner');
    }
  }, 120_000);

  it('an invalid recipient or a missing program is reported before anything is written', async () => {
    const kept = join(folder, 'refused');
    const wrong = { BACKUP_RECIPIENT: 'age1nobody' };
    expect(await pact('backup', [kept], wrong)).toEqual(
      saying(1, /^Cannot do this: age: [^\n]+\n$/),
    );
    expect(await pact('backup', [kept], { ...wrong, PATH: join(folder, 'nothing') })).toEqual(
      saying(1, /^Cannot do this: age is needed and not installed: apt-get install age\n$/),
    );
    expect(await readdir(kept).catch(() => null)).toBeNull();
  }, 120_000);
});

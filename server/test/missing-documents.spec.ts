import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { DocumentsCheck } from '../src/platform/documents/documents-check.service.js';
import { Applicant } from './support/applicant.js';
import { startApp, type TestApp } from './support/app.js';
import { testSecret } from './support/database-names.js';
import { atOnce, newOffice, root } from './support/notices.js';
import { runProgram } from './support/program.js';

let register: TestApp;
let folder: string;
let documents: string[];
beforeAll(async () => {
  register = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'pact-missing-'));
  await Applicant.endorses(register);
  const rows = await register.sql<{ id: string }>('SELECT id FROM document ORDER BY id');
  documents = rows.map(({ id }) => id);
});
afterAll(async () => {
  await register.close();
  await rm(folder, { recursive: true, force: true });
});

const pathOf = (id: string, dataDir = register.dataDir) =>
  join(dataDir, 'documents', id.slice(34, 36), id);

async function pact(part: string, args: string[], dataDir = register.dataDir) {
  const settings = {
    DATABASE_URL: register.database.urls.owner,
    APP_SECRET: testSecret,
    DATA_DIR: dataDir,
  };
  const program = runProgram(`commands/${part}`, args, settings, folder);
  return { code: await program.exit, said: program.said };
}
const saying = (code: number, text: string | RegExp) => ({
  code,
  said: expect.stringMatching(text) as string,
});

describe('RL12 OP3 a missing document is named', () => {
  it('by `pact documents verify`, like a damaged one; intact ones are reported as such', async () => {
    expect(await pact('documents', ['verify'])).toEqual(
      saying(0, /^All [1-9]\d* files are there and as they were uploaded\n$/),
    );
    const path = pathOf(documents[0]!);
    const content = await readFile(path);
    await writeFile(path, Buffer.concat([content, Buffer.from('x')]));
    expect(await pact('documents', ['verify', '--pause', '0'])).toEqual(
      saying(1, new RegExp(`^DAMAGED ${documents[0]}\n1 of \\d+ files are missing or damaged\n$`)),
    );
    await writeFile(path, content);
  }, 240_000);

  it('by backup, restore --check, doctor and verify, until it is there again', async () => {
    const [lost] = documents;
    const path = pathOf(lost!);
    const content = await readFile(path);
    await rm(path);
    const kept = join(folder, 'kept');
    expect(await pact('backup', [kept])).toEqual(
      saying(1, new RegExp(`^MISSING in the store: 1 files that the rows name: ${lost}\\. `, 'm')),
    );
    expect(await pact('restore', [kept, '--check'])).toEqual(
      saying(1, new RegExp(`is undamaged: .*\nMISSING documents: 1 rows .* 0 files.*: ${lost}\n$`)),
    );
    expect((await pact('doctor', [])).said).toMatch(
      new RegExp(`^FAULT documents {6}1 of \\d+ files that the rows name .*: ${lost}\\.`, 'm'),
    );
    expect(await pact('documents', ['verify'])).toEqual(
      saying(1, new RegExp(`^MISSING ${lost}\n`)),
    );

    await writeFile(path, content);
    expect(await pact('backup', [kept])).toMatchObject({ code: 0 });
    expect(await pact('restore', [kept, '--check'])).toEqual(saying(0, / is whole: /));
    // A document copied by an earlier backup is in the next one too. The store’s fault is still
    // reported.
    await rm(path);
    expect(await pact('backup', [kept])).toEqual(saying(1, /^MISSING in the store: 1 files /m));
    expect(await pact('restore', [kept, '--check'])).toEqual(saying(0, / is whole: /));
    await writeFile(path, content);
  }, 240_000);

  it('`pact documents move` copies what the new store lacks, and changes nothing in the old one', async () => {
    const [before, now] = [join(folder, 'before'), join(folder, 'now')];
    await cp(register.dataDir, before, { recursive: true });
    const old = await readdir(join(before, 'documents'), { recursive: true });
    expect(await pact('documents', ['move', 'before'], now)).toEqual(
      saying(0, /^([1-9]\d*) of \1 files copied, their hashes compared; .* was not changed\n$/),
    );
    expect(await readFile(pathOf(documents[0]!, now))).toEqual(
      await readFile(pathOf(documents[0]!)),
    );
    expect(await pact('documents', ['verify'], now)).toEqual(saying(0, /^All /));
    expect(await readdir(join(before, 'documents'), { recursive: true })).toEqual(old);
    // Again, there is nothing to do; from a store that has nothing, each is named.
    expect(await pact('documents', ['move', 'before'], now)).toEqual(saying(0, /^0 of /));
    await rm(pathOf(documents[0]!, now));
    expect(await pact('documents', ['move', 'nothing'], now)).toEqual(
      saying(1, new RegExp(`^MISSING in both: ${documents[0]}\n`, 'm')),
    );
  }, 240_000);

  it('a document that does not match its row is not copied', async () => {
    const [damaged, now] = [join(folder, 'damaged'), join(folder, 'later')];
    await cp(register.dataDir, damaged, { recursive: true });
    await writeFile(pathOf(documents[0]!, damaged), 'another text');
    expect(await pact('documents', ['move', damaged], now)).toEqual(
      saying(1, new RegExp(`${documents[0]} is damaged in .*: take it from a backup`)),
    );
    expect((await pact('documents', ['verify'], now)).said).toContain(`MISSING ${documents[0]}`);
  }, 240_000);
});

describe('RL12 the weekly check of the documents', () => {
  const step = () =>
    register.app
      .get(DataSource)
      .transaction((manager) => register.app.get(DocumentsCheck).step(manager));
  const state = async () =>
    (await register.sql(`SELECT value FROM setting WHERE key = 'document_check'`))[0];

  it('notifies administrators at once and only once, and ends when the document is back', async () => {
    await newOffice(register);
    const [lost] = documents;
    const content = await readFile(pathOf(lost!));
    await rm(pathOf(lost!));
    expect([await step(), await step(), await step()]).toEqual([1, 0, 0]);
    expect(await state()).toMatchObject({ value: { faults: [lost], found: [] } });
    await atOnce();
    await atOnce();
    await register.drain();
    const told = register.mailbox.mails.filter(({ subject }) => /missing or damaged/.test(subject));
    expect(told.map(({ to }) => to)).toEqual([expect.stringContaining(root.email)]);
    expect(told[0]!.text).toContain(lost);
    expect(told[0]!.text).toContain('pact documents verify');

    await writeFile(pathOf(lost!), content);
    // Nothing is read again before a week has passed.
    expect(await step()).toBe(0);
    expect(await state()).toMatchObject({ value: { faults: [lost] } });
    await register.sql(
      `UPDATE setting SET value = value || jsonb_build_object('day', current_date - 7)
        WHERE key = 'document_check'`,
    );
    expect([await step(), await step()]).toEqual([0, 0]);
    expect(await state()).toMatchObject({ value: { faults: [] } });
  }, 240_000);
});

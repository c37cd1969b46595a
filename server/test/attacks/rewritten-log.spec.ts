import { readFile, writeFile, rm } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { checkpointText } from '../../src/platform/tlog/checkpoint.js';
import { note, noteKey } from '../../src/platform/tlog/signed-note.js';
import { leafHash, rootOf } from '../../src/platform/tlog/merkle.js';
import { keptCheckpointFile } from '../../src/site/log/kept-checkpoint.js';
import { LogSigner } from '../../src/site/log/log-signer.service.js';
import { proofFile } from '../../src/platform/tlog/proof-file.js';
import { readProof, verifyProof } from '../../../client/public/verify/verify-register.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { publishedTown } from '../support/editing.js';
import { asOwner, keepsTables, putsTablesBack } from '../support/public-log.js';
import { signs, strangerSees } from '../support/public-log.js';

/** The attacker owns the database, and in the worst case the key too. */
const seed = Buffer.alloc(32, 3);
const key = noteKey('register.example/log', seed);
let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp({ settings: { LOG_KEY: seed.toString('base64') } });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  for (let town = 0; town < 4; town += 1) await publishedTown(register, anna);
  await signs(register);
});
afterAll(() => register.close());

/** Each attack begins with the register as it was. */
beforeEach(() => keepsTables(register));
afterEach(() => putsTablesBack(register));

const checkpointNow = async () =>
  (await register.anonymous.get('/log/checkpoint').expect(200)).text;
const victim = `(SELECT id FROM signatory WHERE state = 'published' ORDER BY id LIMIT 1)`;
const heard = [
  'UPDATE register SET version = version + 1',
  `SELECT pg_notify('register', version::text) FROM register`,
];
const rehash = `UPDATE log_leaf SET hash = sha256('\\x00'::bytea || convert_to(leaf, 'UTF8'))`;

/** A fresh start, which examines every row. */
async function signsAfterStart(): Promise<string> {
  const signer = new LogSigner(register.app.get(LogSigner)['context']);
  return register.app
    .get(DataSource)
    .transaction((manager) => signer.sign(manager))
    .then(
      ({ done }) => `signed ${done}`,
      (error: Error) => error.message,
    );
}

/** An attacker who also has the key signs the log as it is now. */
async function signsWithStolenKey(): Promise<void> {
  const rows = await register.sql<{ leaf: string }>('SELECT leaf FROM log_leaf ORDER BY position');
  const root = rootOf(rows.map(({ leaf }) => leafHash(leaf)));
  const text = checkpointText({ origin: key.name, size: rows.length, root });
  await asOwner(
    register,
    'DELETE FROM log_checkpoint',
    `INSERT INTO log_checkpoint (size, origin, root, note) VALUES (${rows.length}, '${key.name}',
      '\\x${root.toString('hex')}', '${note(text, [key.signature(text)])}')`,
  );
}

describe('LG3 anyone can see what the owner of the database changes by hand', () => {
  it('nothing is wrong to begin with', async () => {
    expect(await strangerSees(register)).toMatch(/^4 signatories/);
  });

  it.each([
    [
      'a name is changed',
      `UPDATE authority SET name_official = 'Atlantis' WHERE id = (SELECT authority_id
        FROM signatory WHERE id = ${victim})`,
      'the list says name_official “Atlantis”',
    ],
    [
      'a day is changed',
      `UPDATE signatory SET signed_on = '1999' WHERE id = ${victim}`,
      'the list says signed_on “1999”',
    ],
    [
      'a pledge is taken away',
      `DELETE FROM pledge WHERE signatory_id = ${victim}`,
      'the list says pledged_actions',
    ],
    [
      'a signatory is taken away',
      `UPDATE signatory SET state = 'unlisted' WHERE id = ${victim}`,
      'is in the log, but not on the list',
    ],
    [
      'a false signatory is added',
      `UPDATE signatory SET public_id = 'falsetwn' WHERE id = ${victim}`,
      'falsetwn',
    ],
  ])('%s', async (_, statement, verdict) => {
    await asOwner(register, statement, ...heard);
    expect(await strangerSees(register)).toContain(verdict);
  });

  it('with the triggers on, too: a change without a decision makes no entry', async () => {
    const [before] = await register.sql<{ size: string }>('SELECT size FROM log_head');
    await register.sql(`UPDATE signatory SET signed_on = '1999' WHERE id = ${victim}`);
    await asOwner(register, ...heard);
    expect(await register.sql('SELECT size FROM log_head')).toEqual([before]);
    expect(await strangerSees(register)).toContain('the list says signed_on “1999”');
  });

  it.each([
    [
      'an entry is changed',
      `UPDATE log_leaf SET leaf = replace(leaf, '"demo":false', '"demo":true') WHERE position = 1`,
    ],
    ['an entry is removed', 'DELETE FROM log_leaf WHERE position = 1'],
    [
      'an entry is put between',
      `UPDATE log_leaf SET position = position + 100
        WHERE position > 1; INSERT INTO log_leaf SELECT 2, leaf, hash FROM log_leaf
        WHERE position = 0; UPDATE log_leaf SET position = position - 99 WHERE position > 99`,
    ],
    [
      'two entries are swapped',
      `UPDATE log_leaf SET position = 1000
        WHERE position = 0; UPDATE log_leaf SET position = 0
        WHERE position = 1; UPDATE log_leaf SET position = 1 WHERE position = 1000`,
    ],
  ])('%s, with its hash: the entries are not those that were signed', async (_, statement) => {
    await asOwner(register, statement, rehash);
    expect(await strangerSees(register)).toMatch(
      /the entries are not those that were signed|entries instead of|cut/,
    );
    expect(await signsAfterStart()).toMatch(/not those that were signed|is missing/);
  });

  it('an entry is changed and its hash is not: the next start refuses to sign', async () => {
    await asOwner(
      register,
      `UPDATE log_leaf SET leaf = replace(leaf, '"demo":false', '"demo":true') WHERE position = 1`,
    );
    expect(await signsAfterStart()).toBe('entry 1 of the log was changed');
  });

  it('even with the key: anyone who kept a checkpoint sees that the past was rewritten', async () => {
    const kept = await checkpointNow();
    await asOwner(
      register,
      `UPDATE log_leaf SET leaf = replace(leaf, '"demo":false', '"demo":true') WHERE position = 1`,
      rehash,
    );
    await signsWithStolenKey();
    expect(await strangerSees(register, { since: kept })).toMatch(/^the past was rewritten/);
  });

  it('an event is changed: the head that the log holds is not that of the trail', async () => {
    const { verifyEvents } = await import('../../src/platform/events/verify-events.js');
    const { headsInLog } = await import('../../src/platform/events/noted-heads.js');
    const { Client } = (await import('pg')).default;
    const client = new Client({ connectionString: register.database.urls.app });
    await client.connect();
    try {
      const heads = await headsInLog(client);
      expect(heads.length).toBeGreaterThan(0);
      expect((await verifyEvents(client, heads)).firstBad).toBeNull();
      expect(
        (await verifyEvents(client, [{ ...heads[0]!, hash: 'f'.repeat(64) }])).firstBad,
      ).toMatchObject({
        reason: expect.stringContaining('public log'),
      });
    } finally {
      await client.end();
    }
  });
});

describe('LG3 two readers are served different logs', () => {
  it('as soon as one has a checkpoint of the other, both can prove it', async () => {
    const honest = await checkpointNow();
    await asOwner(
      register,
      `UPDATE log_leaf SET leaf = replace(leaf, '"demo":false', '"demo":true') WHERE position = 1`,
      rehash,
    );
    await signsWithStolenKey();
    const other = await checkpointNow();
    expect(other.split('\n').slice(0, 2)).toEqual(honest.split('\n').slice(0, 2));
    expect(await strangerSees(register, { since: honest })).toContain('the past was rewritten');
  });
});

describe('LG4 a database that is older than what was signed', () => {
  it('refuses to go on, says why, and serves what it has', async () => {
    const [row] = await register.sql<{ size: string }>('SELECT size FROM log_head');
    const cut = Number(row!.size) - 2;
    await asOwner(
      register,
      `DELETE FROM log_leaf WHERE position >= ${cut}`,
      'DELETE FROM log_checkpoint',
      `UPDATE log_head SET size = ${cut}`,
    );
    expect(await signsAfterStart()).toContain('this database is older');
    // The register keeps working; the log must not.
    for (let town = 0; town < 3; town += 1) await publishedTown(register, anna);
    expect(await signsAfterStart()).toContain(
      'are not those that were signed (checkpoint in log-checkpoint.txt',
    );
    await register.anonymous.get('/log/checkpoint').expect(404);
  });

  it('a stranger who kept a checkpoint sees that the log was truncated', async () => {
    const kept = await checkpointNow();
    await asOwner(register, 'DELETE FROM log_leaf WHERE position >= 3');
    await signsWithStolenKey();
    expect(await strangerSees(register, { since: kept })).toMatch(/^the past was cut/);
  });

  it('the checkpoint is stored before anyone sees it, because the power may fail in between', async () => {
    const file = keptCheckpointFile(register.dataDir);
    await publishedTown(register, anna);
    await register.sql(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql
       AS $$ BEGIN RAISE EXCEPTION 'power'; END $$`,
    );
    await register.sql(
      `CREATE TRIGGER fail BEFORE INSERT ON log_checkpoint FOR EACH ROW EXECUTE FUNCTION fail()`,
    );
    const before = await readFile(file, 'utf8');
    expect(await signsAfterStart()).toBe('power');
    const kept = await readFile(file, 'utf8');
    expect(kept).not.toBe(before);
    await register.sql('DROP FUNCTION fail CASCADE');
    expect(await signsAfterStart()).toMatch(/^signed [1-9]/);
    expect(await checkpointNow()).toBe(kept);
    await writeFile(file, before);
  });

  it('a new log starts only after the stored checkpoint is moved aside by hand', async () => {
    await asOwner(
      register,
      'DELETE FROM log_leaf WHERE position >= 3',
      'DELETE FROM log_checkpoint',
      'UPDATE log_head SET size = 3',
    );
    const file = keptCheckpointFile(register.dataDir);
    const kept = await readFile(file, 'utf8');
    await rm(file);
    expect(await signsAfterStart()).toBe('signed 3');
    await writeFile(file, kept);
  });
});

describe('LG1 a forged certificate', () => {
  it('of a town that never joined, with a proof that was taken from another', async () => {
    const [row] = await register.sql<{ id: string }>(
      `SELECT public_id AS id FROM log_state ORDER BY position LIMIT 1`,
    );
    const { text: proof } = await register.anonymous
      .get(`/log/proofs/${row!.id}.tlog-proof`)
      .expect(200);
    expect((await verifyProof(proof, key.verifierKey)).leaf.id).toBe(row!.id);
    const { extra, index, hashes, checkpoint } = readProof(proof);
    const made = (leaf: string, note = checkpoint) =>
      proofFile({
        extra: { leaf },
        index,
        hashes: hashes.map((hash) => Buffer.from(hash)),
        checkpoint: note,
      });
    await expect(
      verifyProof(made(extra.leaf.replace(/"name":"[^"]*"/, '"name":"Atlantis"')), key.verifierKey),
    ).rejects.toThrow('the entry is not in the log');
    const own = noteKey(key.name, Buffer.alloc(32, 4));
    const leaf = '{"id":"atlantis"}';
    const text = checkpointText({ origin: key.name, size: 1, root: leafHash(leaf) });
    const forged = proofFile({
      extra: { leaf },
      index: 0,
      hashes: [],
      checkpoint: note(text, [own.signature(text)]),
    });
    await expect(verifyProof(forged, key.verifierKey)).rejects.toThrow(
      'not signed by register.example/log',
    );
    const words = { ...extra, words: extra.words.replace('"pledges"', '"pledges" ') };
    await expect(
      verifyProof(
        proofFile({
          extra: words,
          index,
          hashes: hashes.map((hash) => Buffer.from(hash)),
          checkpoint,
        }),
        key.verifierKey,
      ),
    ).rejects.toThrow('the words are not those of the entry');
  });
});

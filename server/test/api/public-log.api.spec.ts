import { readFile, stat } from 'node:fs/promises';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { noteKey } from '../../src/platform/tlog/signed-note.js';
import { logKeyFile } from '../../src/platform/tlog/log-key.js';
import { canonical } from '../../src/platform/events/canonical.js';
import {
  readProof,
  sha256,
  hex,
  verifyProof,
  verifyRegister,
} from '../../../client/public/verify/verify-register.mjs';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { edits, opensSignatory, publishedTown } from '../support/editing.js';
import {
  addressOf,
  asOwner,
  changesOf,
  entries,
  fetches,
  logKeyOf,
  signs,
  strangerSees,
} from '../support/public-log.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());

const fetched = (path: string) => fetches(register, path);
const keyOf = () => logKeyOf(register);

describe('LG1 each change of the public list is an entry of the log', () => {
  it('published, held, resumed, changed, withdrawn and restored', async () => {
    const town = await Applicant.endorses(register);
    const { id, publicId, version } = await anna.approvesAndPublishes(town.reference);
    await anna.changes({ id, version }, 'hold', 'The council reconsiders.');
    await anna.changes({ id, version: version + 1 }, 'resume');
    const opened = await opensSignatory(anna, id);
    await edits(anna, opened, { population: 4711 });
    await edits(anna, await opensSignatory(anna, id), { website: 'https://other.example' });
    await anna.changes({ id, version: version + 4 }, 'withdraw', 'The council left.');
    await anna.changes({ id, version: version + 5 }, 'restore', 'It was a mistake.');
    expect(await changesOf(register, publicId)).toEqual([
      'published published',
      'held on_hold',
      'resumed published',
      'changed published',
      'changed published',
      'withdrawn -',
      'restored published',
    ]);
    await signs(register);
    expect(await strangerSees(register)).toMatch(/^\d+ signatories/);
  });

  it('a change that nobody may see is none, and neither is one that was rolled back', async () => {
    const before = await entries(register);
    const town = await Applicant.endorses(register);
    await anna.approves(town.reference);
    await register.sql(`DO $$ BEGIN
      UPDATE register SET version = version + 1;
      UPDATE signatory SET signed_on = '1999' WHERE state = 'published';
      RAISE EXCEPTION 'rolled back';
      EXCEPTION WHEN raise_exception THEN NULL;
    END $$`);
    expect(await entries(register)).toEqual(before);
  });

  it('a publication that is undone at once is in the log, and so is its end', async () => {
    const town = await Applicant.endorses(register);
    const published = await anna.approvesAndPublishes(town.reference);
    const undo = (
      await register.sql<{ id: string }>('SELECT id FROM undo ORDER BY id DESC LIMIT 1')
    )[0]!;
    await anna.browser.post(`/api/v1/staff/undo/${undo.id}`).expect(200);
    expect(await changesOf(register, published.publicId)).toEqual([
      'published published',
      'removed -',
    ]);
  });

  it('the entries are canonical JSON, name nobody and hold nothing that was typed', async () => {
    await publishedTown(register, anna);
    const rows = await register.sql<{ leaf: string }>('SELECT leaf FROM log_leaf');
    for (const { leaf } of rows) expect(canonical(JSON.parse(leaf))).toBe(leaf);
    const all = rows.map(({ leaf }) => leaf).join('\n');
    expect(all).not.toMatch(/Signer|Officer|old mill|council|mistake|@|https?:/);
    const keys = new Set(
      (await entries(register)).flatMap(({ signatory }) => Object.keys(signatory ?? {})),
    );
    expect([...keys].sort()).toEqual(
      (
        'actions country demo joined kind name nameEn nameFr nameLanguage population ' +
        'region since state'
      ).split(' '),
    );
  });

  it('a snapshot is an entry, and once an hour the head of the trail', async () => {
    await signs(register);
    await signs(register);
    const all = await entries(register);
    const [snapshot] = await register.sql<{ sha256: string }>(
      `SELECT encode(sha256, 'hex') AS sha256 FROM snapshot`,
    );
    expect(all.flatMap((entry) => entry.snapshot ?? [])).toMatchObject([snapshot]);
    const heads = all.flatMap(({ trail }) => trail ?? []);
    expect(heads).toHaveLength(1);
    const [event] = await register.sql<{ hash: string }>(
      `SELECT encode(hash, 'hex') AS hash FROM event WHERE seq = ${heads[0]!.seq}`,
    );
    expect(event).toEqual({ hash: heads[0]!.hash });
    await asOwner(register, `UPDATE log_head SET trail_at = trail_at - interval '61 minutes'`);
    await signs(register);
    expect((await entries(register)).filter(({ trail }) => trail)).toHaveLength(2);
  });
});

describe('LG1 the served log', () => {
  it('a checkpoint that caches ask for again, and tiles that they keep', async () => {
    await signs(register);
    const checkpoint = await register.anonymous.get('/log/checkpoint').expect(200);
    expect(checkpoint.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=2',
      'access-control-allow-origin': '*',
    });
    expect(checkpoint.text.split('\n')[0]).toBe('register.example/log');
    const size = Number(checkpoint.text.split('\n')[1]);
    const tile = await fetched(`/log/tile/0/000.p/${size}`).expect(200);
    expect(tile.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(tile.body).toHaveLength(32 * size);
    expect((await fetched(`/log/tile/entries/000.p/${size}`).expect(200)).body).toBeInstanceOf(
      Buffer,
    );
    await register.anonymous
      .get(`/log/entries/000.p/${size}`)
      .expect(301)
      .expect('location', `/log/tile/entries/000.p/${size}`);
    for (const wrong of [
      `0/000.p/${size + 1}`,
      '0/000',
      '1/000.p/1',
      '0/0',
      'x',
      'entries/001.p/1',
    ])
      await register.anonymous.get(`/log/tile/${wrong}`).expect(404);
  });

  it('unsigned entries are not served', async () => {
    await signs(register);
    const size = (await entries(register)).length;
    await publishedTown(register, anna);
    await register.anonymous.get(`/log/tile/0/000.p/${size + 1}`).expect(404);
    await signs(register);
    await register.anonymous.get(`/log/tile/0/000.p/${size + 1}`).expect(200);
  });

  it('a proof of the last state, with the words that belong to its hash', async () => {
    const { id, publicId } = await publishedTown(register, anna).then(async (town) => ({
      id: town.id,
      publicId: (
        await register.sql<{ public_id: string }>(
          `SELECT public_id FROM signatory WHERE id = '${town.id}'`,
        )
      )[0]!.public_id,
    }));
    await register.anonymous.get(`/log/proofs/${publicId}.tlog-proof`).expect(404);
    await signs(register);
    const proof = String((await fetched(`/log/proofs/${publicId}.tlog-proof`).expect(200)).body);
    const proven = await verifyProof(proof, await keyOf());
    expect(proven.leaf).toMatchObject({
      id: publicId,
      change: 'published',
      signatory: { state: 'published' },
    });
    expect(proven.words.pledges.length).toBeGreaterThan(0);

    // A change makes a new salt, so nobody can guess the earlier text any more.
    await edits(anna, await opensSignatory(anna, id), { website: 'https://other.example' });
    await signs(register);
    const { extra } = readProof(proof);
    const later = String((await fetched(`/log/proofs/${publicId}.tlog-proof`).expect(200)).body);
    expect(readProof(later).extra.salt).not.toBe(extra.salt);
    const salts = await register.sql<{ salt: string }>(
      `SELECT encode(salt, 'hex') AS salt FROM log_state`,
    );
    expect(salts.map(({ salt }) => salt)).not.toContain(extra.salt);
  });

  it('a withdrawn signatory leaves a proof without words and without salt', async () => {
    const town = await publishedTown(register, anna);
    await anna.changes({ id: town.id, version: town.version }, 'withdraw', 'The council left.');
    await signs(register);
    const [row] = await register.sql<{ public_id: string; salt: null; words: null }>(
      `SELECT public_id, salt, words FROM log_state WHERE signatory_id = '${town.id}'`,
    );
    expect(row).toMatchObject({ salt: null, words: null });
    const proof = String(
      (await fetched(`/log/proofs/${row!.public_id}.tlog-proof`).expect(200)).body,
    );
    const { leaf, words } = await verifyProof(proof, await keyOf());
    expect([leaf.change, leaf.signatory, words]).toEqual(['withdrawn', null, null]);
  });

  it('a snapshot follows from the log', async () => {
    await signs(register);
    const [{ day } = { day: '' }] = await register.sql<{ day: string }>(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day FROM snapshot`,
    );
    const url = addressOf(register);
    await register.hearsOfChanges();
    const verified = await verifyRegister(url, { wait: 0, snapshot: day });
    const file = (await fetched(`/api/v1/snapshots/${day}.csv`)).body as Buffer;
    expect(hex(sha256(file))).toBe(verified.log.snapshots.get(day)!.sha256);
    expect(verified.snapshot).toBe(file.toString().trim().split('\r\n').length - 1);
  });
});

describe('who may sign and add', () => {
  it('without LOG_KEY a key is made once, for its owner only', async () => {
    expect((await stat(logKeyFile(register.dataDir))).mode & 0o777).toBe(0o600);
    const seed = Buffer.from(await readFile(logKeyFile(register.dataDir), 'utf8'), 'base64');
    expect(await keyOf()).toBe(noteKey('register.example/log', seed).verifierKey);
  });

  it('the application can add nothing to the log by itself', async () => {
    const { Client } = (await import('pg')).default;
    const app = new Client({ connectionString: register.database.urls.app });
    await app.connect();
    try {
      for (const statement of [
        `INSERT INTO log_leaf VALUES (9999, '{}', sha256('x'))`,
        `SELECT append_to_log('baseline', ARRAY(SELECT id FROM signatory))`,
        'UPDATE log_head SET size = 0',
        `INSERT INTO log_touched (signatories) SELECT array_agg(id) FROM signatory`,
        `UPDATE log_state SET salt = NULL`,
        'DELETE FROM log_checkpoint',
        'TRUNCATE log_leaf',
      ])
        await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await app.end();
    }
  });

  it('nothing is done twice when nothing has changed', async () => {
    await signs(register);
    const before = await register.sql('SELECT * FROM log_checkpoint ORDER BY size, at');
    await register.app.get(JobsService).runAll();
    expect(await register.sql('SELECT * FROM log_checkpoint ORDER BY size, at')).toEqual(before);
  });
});

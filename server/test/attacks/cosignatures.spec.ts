import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { command } from '../../../client/public/verify/mirror-register.mjs';
import {
  readCheckpoint,
  signedBy,
  verifyProof,
} from '../../../client/public/verify/verify-register.mjs';
import { cosignerKey } from '../../src/platform/tlog/signed-note.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { publishedTown } from '../support/editing.js';
import { Witnesses } from '../../src/site/log/witnesses.service.js';
import { Witness } from '../support/witness.js';
import { addressOf, fetches, logKeyOf, signs } from '../support/public-log.js';

let now = Date.now();
const mirror = cosignerKey('mirror.example', randomBytes(32), () => now);
const stranger = cosignerKey('stranger.example', randomBytes(32), () => now);
const witness = new Witness('witness.example/w1');

let register: TestApp;
let anna: Colleague;
let publicId: string;
beforeAll(async () => {
  await witness.opens();
  const LOG_WITNESSES = `${mirror.verifierKey}, ${witness.key.verifierKey} ${witness.address}`;
  register = await startApp({ settings: { LOG_WITNESSES } });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  ({ publicId } = await publishedTown(register, anna));
  await signs(register);
});
afterAll(async () => {
  await register.close();
  await witness.closes();
});
beforeEach(() => {
  now = Date.now();
  return register.forgetLimits();
});

const checkpoint = async () =>
  String((await fetches(register, '/log/checkpoint').expect(200)).body);
const textOf = (note: string) => note.slice(0, note.lastIndexOf('\n\n') + 1);
const bring = (note: unknown) =>
  register.anonymous.post('/log/cosignatures').send({ checkpoint: note });
/** What failed may be asked again. */
const restsNoMore = () =>
  (register.app.get(Witnesses) as unknown as { resting: Map<string, number> }).resting.clear();
const kept = () => register.sql('SELECT * FROM log_cosignature ORDER BY witness');

describe('27.5 signatures of mirrors and witnesses are kept and shown', () => {
  it('a mirror posts its signature; checkpoint, proof and page show it', async () => {
    const note = await checkpoint();
    await bring(note + mirror.signature(textOf(note))).expect(204);
    const shown = await checkpoint();
    expect(await signedBy(shown, mirror.verifierKey)).toBe(Math.floor(now / 1_000));
    expect(await signedBy(shown, await logKeyOf(register))).not.toBeUndefined();
    const proof = String((await fetches(register, `/log/proofs/${publicId}.tlog-proof`)).body);
    expect(proof).toContain('— mirror.example ');
    expect((await verifyProof(proof, await logKeyOf(register))).leaf.id).toBe(publicId);
    const page = (await register.anonymous.get('/en/data').expect(200)).text;
    expect(page).toContain('Also signed by');
    expect(page).toContain('mirror.example');
  });

  it('the mirror’s command says whether the register shows its key', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pact-mirror-'));
    const said: string[] = [];
    await command([addressOf(register), folder, '--name', 'new.example'], (one) => said.push(one));
    expect(said[0]).toMatch(/^Mirrored and cosigned: .*; the register does not list this key/);
    await rm(folder, { recursive: true });
  });

  it('a witness is asked for each new checkpoint, and checks that it follows from the last', async () => {
    for (const _ of [1, 2]) {
      await publishedTown(register, anna);
      await signs(register);
    }
    const note = await checkpoint();
    expect(await signedBy(note, witness.key.verifierKey)).toBeGreaterThan(1_700_000_000);
    expect(witness.seen.length).toBeGreaterThan(2);
    expect(witness.seen.at(-1)).toBe(readCheckpoint(note).size);
    const before = witness.seen.length;
    await signs(register);
    // The head of the trail is an entry each hour only: nothing was new.
    expect(witness.seen.slice(before)).toEqual([]);
  });

  it('a witness at another size than we think is asked again with the size that it reports', async () => {
    witness.last = 0;
    witness.root = null;
    await publishedTown(register, anna);
    await signs(register);
    expect(witness.last).toBe(readCheckpoint(await checkpoint()).size);
    expect(await signedBy(await checkpoint(), witness.key.verifierKey)).not.toBeNull();
  });

  it('one that fails, hangs or answers endlessly is skipped, and the log is signed', async () => {
    for (const manner of ['fails', 'floods', 'lies', 'says nothing'] as const) {
      witness.manner = manner;
      await register.sql(`DELETE FROM log_cosignature WHERE witness LIKE 'witness%'`);
      restsNoMore();
      await publishedTown(register, anna);
      await signs(register);
      const asked = witness.asked;
      const note = await checkpoint();
      expect(await signedBy(note, witness.key.verifierKey)).toBeNull();
      await bring(note + mirror.signature(textOf(note))).expect(204);
      await signs(register);
      expect(witness.asked).toBe(asked);
    }
    witness.manner = 'honest';
    const asked = witness.asked;
    await publishedTown(register, anna);
    await signs(register);
    expect(witness.asked).toBe(asked);
    restsNoMore();
    await signs(register);
    expect(await signedBy(await checkpoint(), witness.key.verifierKey)).not.toBeNull();
  });
});

describe('27.5 invalid signatures are refused and change nothing', () => {
  it('a stranger’s key, a forged line, another text, a future time, no note at all', async () => {
    const text = textOf(await checkpoint());
    const note = `${text}\n`;
    const before = await kept();
    const line = mirror.signature(text);
    await bring(note + stranger.signature(text)).expect(403);
    await bring(note + line.replace('mirror.example', 'witness.example/w1')).expect(403);
    await bring(note + line.replace(/.{6}\n$/, 'AAAA==\n')).expect(403);
    const other = text.replace(/^(.*)\n\d+\n/, '$1\n99999\n');
    await bring(`${other}\n${mirror.signature(other)}`).expect(409);
    now = Date.now() + 60 * 60 * 1_000;
    await bring(note + mirror.signature(text)).expect(403);
    for (const wrong of ['', 'nothing', '\n\n— a b\n', `${text}\n`, 'x'.repeat(10_001), 7, null])
      expect([400, 403, 409, 422]).toContain((await bring(wrong)).status);
    expect(await kept()).toEqual(before);
  });

  it('a line in another spelling is kept in the strict one', async () => {
    const text = textOf(await checkpoint());
    now = Date.now() + 2_000;
    const line = mirror.signature(text);
    for (const spelled of [line.replace(/\n$/, '====\n'), line.replace(/=*\n$/, '\n')]) {
      await bring(`${text}\n${spelled}`).expect(204);
      expect(await checkpoint()).toContain(line);
      expect(await checkpoint()).not.toContain(spelled);
    }
  });

  it('a signature on a longer text, or on a log of another name, does not count', async () => {
    const text = textOf(await checkpoint());
    const before = await kept();
    const longer = `${text}more words\n`;
    await bring(`${longer}\n${mirror.signature(longer)}`).expect(409);
    const twice = `${text}\nmore\n`;
    await bring(`${twice}\n${mirror.signature(twice)}`).expect(409);
    await register.sql(
      `INSERT INTO log_checkpoint (size, origin, root, note)
       SELECT 1, 'old.example/log', root, 'old' FROM log_checkpoint LIMIT 1`,
    );
    const [{ root } = { root: Buffer.alloc(0) }] = await register.sql<{ root: Buffer }>(
      `SELECT root FROM log_checkpoint WHERE origin = 'old.example/log'`,
    );
    const old = `old.example/log\n1\n${root.toString('base64')}\n`;
    await bring(`${old}\n${mirror.signature(old)}`).expect(409);
    expect(await kept()).toEqual(before);
  });

  it('an older signature does not replace a newer one', async () => {
    const older = await checkpoint();
    const line = mirror.signature(textOf(older));
    await publishedTown(register, anna);
    await signs(register);
    const newer = await checkpoint();
    await bring(newer + mirror.signature(textOf(newer))).expect(204);
    const before = await kept();
    await bring(older + line).expect(204);
    now -= 60_000;
    await bring(newer + mirror.signature(textOf(newer))).expect(204);
    expect(await kept()).toEqual(before);
  });

  it('simultaneous requests are limited', async () => {
    const note = `${textOf(await checkpoint())}\n`;
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => bring(note + stranger.signature(textOf(note)))),
    );
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(5);
  });
});

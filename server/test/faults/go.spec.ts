import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Tree } from '../../src/platform/tlog/tree.js';
import { hashesFrom } from '../../src/site/log/log-rows.js';
import { readProof } from '../../../client/public/verify/verify-register.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { publishedTown } from '../support/editing.js';
import { runsBeside } from '../support/public-log-process.js';
import { addressOf, asOwner, signs } from '../support/public-log.js';

/** Where Debian's golang-golang-x-mod-dev puts Go's own implementation. */
const library = '/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog';
const go = spawnSync('go', ['version']).status === 0 && existsSync(library);
let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

/** Entries enough for three levels of tiles. */
const filler = (count: number) => `
  INSERT INTO log_leaf (position, leaf, hash)
  SELECT at, l.leaf, sha256('\\x00'::bytea || convert_to(l.leaf, 'UTF8'))
  FROM generate_series((SELECT size FROM log_head), (SELECT size FROM log_head) + ${count} - 1) at,
    LATERAL (SELECT '{"at":"2026-01-01T00:00:00.000Z","é":' || at || '}' AS leaf) l;
  UPDATE log_head SET size = size + ${count}`;

it(
  go
    ? 'LG1 LG2 Go verifies signature, tiles, entries, inclusion and consistency'
    : 'DID NOT RUN, for want of Go: apt-get install golang-go golang-golang-x-mod-dev',
  async () => {
    if (!go) return;
    const anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
    await publishedTown(register, anna);
    await asOwner(register, filler(300));
    await signs(register);
    const older = (await register.anonymous.get('/log/checkpoint')).text;
    await asOwner(register, filler(66_000));
    await publishedTown(register, anna);
    await signs(register);
    const checkpoint = (await register.anonymous.get('/log/checkpoint')).text;
    const [size, olderSize] = [checkpoint, older].map((text) => Number(text.split('\n')[1]));
    const { manager } = register.app.get(DataSource);
    const read = hashesFrom((sql, values) => manager.query(sql, values), {
      leaf: 'log_leaf',
      node: 'log_node',
    });
    const states = await register.sql<{ id: string }>('SELECT public_id AS id FROM log_state');
    const proofs = [];
    for (const { id } of states) {
      const { text } = await register.anonymous.get(`/log/proofs/${id}.tlog-proof`).expect(200);
      const { extra, index, hashes } = readProof(text);
      proofs.push({ index, leaf: extra.leaf as string, hashes: hashes.map(toBase64) });
    }
    const given = {
      url: addressOf(register),
      key: (await register.anonymous.get('/log/key')).text.trim(),
      checkpoint,
      older,
      consistency: (await new Tree(size!, read).consistencyProof(olderSize!)).map(toBase64),
      proofs,
    };
    expect(await runsBeside('go', ['run', join(import.meta.dirname, 'go/verify.go')], given)).toBe(
      `${size} entries, 2 proofs, consistent with ${olderSize}\n`,
    );
    const changed = { ...given, checkpoint: checkpoint.replace(`\n${size}\n`, `\n${size! - 1}\n`) };
    expect(
      await runsBeside('go', ['run', join(import.meta.dirname, 'go/verify.go')], changed),
    ).toMatch(/^signature: /);
  },
  300_000,
);

const toBase64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64');

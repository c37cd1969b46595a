import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, Mirror, serve } from '../../../client/public/verify/mirror-register.mjs';
import { signedBy } from '../../../client/public/verify/verify-register.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { publishedTown } from '../support/editing.js';
import { addressOf, asOwner, signs } from '../support/public-log.js';

let register: TestApp;
let anna: Colleague;
let folder: string;
let server: Server | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pact-mirror-'));
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  await publishedTown(register, anna);
  await asOwner(register, filler(300));
  await signs(register);
});
afterAll(async () => {
  server?.close();
  await rm(folder, { recursive: true });
  await register.close();
});

const filler = (count: number) => `
  INSERT INTO log_leaf (position, leaf, hash)
  SELECT at, l.leaf, sha256('\\x00'::bytea || convert_to(l.leaf, 'UTF8'))
  FROM generate_series((SELECT size FROM log_head), (SELECT size FROM log_head) + ${count} - 1) at,
    LATERAL (SELECT '{"n":' || at || '}' AS leaf) l;
  UPDATE log_head SET size = size + ${count}`;

/** What the command says, on one line. */
async function mirrors(): Promise<string> {
  await register.hearsOfChanges();
  const said: string[] = [];
  const code = await command([addressOf(register), folder, '--name', 'mirror.example'], (line) =>
    said.push(line),
  );
  return `${code} ${said.join(' | ')}`;
}

it('LG2 a mirror stores new entries, cosigns them, and serves them to anyone', async () => {
  expect(await mirrors()).toMatch(/^0 Mirrored and cosigned: \d+:[0-9a-f]{16} in /);
  await publishedTown(register, anna);
  await signs(register);
  expect(await mirrors()).toMatch(/^0 Mirrored and cosigned/);
  expect(await mirrors()).toMatch(/^0 Mirrored and cosigned/);

  server = (await serve(folder, 0)) as Server;
  const { port } = server.address() as AddressInfo;
  const { place, verifierKey } = await new Mirror(addressOf(register), folder, {
    name: 'mirror.example',
  }).update();
  const at = `http://127.0.0.1:${port}${place.slice(folder.length)}`;
  const checkpoint = await (await fetch(`${at}/checkpoint`)).text();
  expect(await signedBy(checkpoint, verifierKey)).toBeGreaterThan(1_700_000_000);
  const size = Number(checkpoint.split('\n')[1]);
  for (const path of [
    'tile/0/000',
    'tile/entries/000',
    `tile/0/001.p/${size - 256}`,
    'tile/1/000.p/1',
  ]) {
    const [theirs, ours] = await Promise.all(
      [`${at}/${path}`, `${addressOf(register)}/log/${path}`].map(async (url) =>
        Buffer.from(await (await fetch(url)).arrayBuffer()).toString('hex'),
      ),
    );
    expect(theirs).toBe(ours);
  }
  for (const path of ['/mirror-key', '/key', '/../key', '/..%2fkey', '/'])
    expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404);
  expect((await fetch(`${at}/checkpoint`, { method: 'POST' })).status).toBe(405);
});

it('LG3 a rewritten past is reported in one line, and gets no signature', async () => {
  const kept = async () => readFile(join((await placeOf())!, 'checkpoint'), 'utf8');
  const before = await kept();
  await asOwner(
    register,
    'CREATE TABLE kept_leaf AS TABLE log_leaf',
    `UPDATE log_leaf SET leaf = '{"n":-1}' WHERE position = 299`,
    `UPDATE log_leaf SET hash = sha256('\\x00'::bytea || convert_to(leaf, 'UTF8'))`,
  );
  expect(await mirrors()).toMatch(
    /^1 NOT MIRRORED: the (past was rewritten|entries are not those)/,
  );
  await asOwner(register, 'DELETE FROM log_checkpoint');
  expect(await mirrors()).toMatch(/^1 NOT MIRRORED: .*\/log\/checkpoint answers 404$/);
  expect(await kept()).toBe(before);
});

async function placeOf(): Promise<string | undefined> {
  const { readdir } = await import('node:fs/promises');
  const name = (await readdir(folder)).find((entry) => /^[0-9a-f]{64}$/.test(entry));
  return name && join(folder, name);
}

/**
 * Mirrors the public log of a register: keeps a copy, checks every step, adds its own signature and
 * serves the copy read-only. No dependencies but verify-register.mjs beside it; Node 20 and newer.
 *
 *   node mirror-register.mjs https://register.example FOLDER [--key KEY] [--name NAME]
 *     [--every SECONDS] [--serve PORT]
 *
 * A register that rewrites the past of its log is named in one line and gets no more signatures.
 * Formats: c2sp.org/tlog-tiles, tlog-mirror (where and how the copy is served), tlog-cosignature.
 */
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import {
  bytesAt,
  compareList,
  entriesOf,
  hex,
  leafHash,
  Mismatch,
  nodeHash,
  readKey,
  RegisterLog,
  shortHash,
  textAt,
  tilePath,
  verifiedCheckpoint,
} from './verify-register.mjs';

/** Whole or not at all, whenever the power fails. @param {string} file */
async function keep(file, content) {
  await mkdir(dirname(file), { recursive: true });
  const written = await open(`${file}.new`, 'w', 0o644);
  await written.writeFile(content);
  await written.sync();
  await written.close();
  await rename(`${file}.new`, file);
}

/** @param {string} file */
async function kept(file) {
  return readFile(file).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
}

/** Made once for each value that has to stay the same. */
async function keptOr(file, make) {
  const found = await kept(file);
  if (found) return found.toString().trim();
  const made = String(await make()).trim();
  await keep(file, `${made}\n`);
  return made;
}

/** The mirror's own key (c2sp.org/tlog-cosignature, type 0x04). */
function cosigner(name, seed) {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const typed = Buffer.concat([Buffer.from([4]), spki.subarray(-32)]);
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
  return {
    verifierKey: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
    signature(text) {
      const seconds = Math.floor(Date.now() / 1_000);
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(seconds));
      const signed = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), key);
      return `— ${name} ${Buffer.concat([id, time, signed]).toString('base64')}\n`;
    },
  };
}

/** One mirror of one log. */
export class Mirror {
  /** @param {string} url @param {string} folder */
  constructor(url, folder, { key, name = `${hostname()}/mirror`, fetch: get = fetch } = {}) {
    Object.assign(this, { base: url.replace(/\/+$/, ''), folder, givenKey: key, name, get });
  }

  /** Copies new entries. @returns the checkpoint, cosigned. @throws Mismatch */
  async update() {
    const { base, folder, get } = this;
    // The first key stays, unless another is given by hand.
    const key =
      this.givenKey ??
      (await keptOr(
        join(folder, 'key'),
        async () => (await textAt(`${base}/log/key`, get)).split('\n')[0],
      ));
    const own = cosigner(
      this.name,
      Buffer.from(
        await keptOr(join(folder, 'mirror-key'), () => randomBytes(32).toString('base64')),
        'base64',
      ),
    );
    const place = join(folder, createHash('sha256').update(readKey(key).name).digest('hex'));
    const before = (await kept(join(place, 'checkpoint')))?.toString();
    const older = before ? await verifiedCheckpoint(before, key) : null;
    const note = await textAt(`${base}/log/checkpoint`, get);
    const checkpoint = await verifiedCheckpoint(note, key);
    if (older && checkpoint.size < older.size)
      throw new Mismatch(
        `the past was cut: the log had ${older.size} entries and has ${checkpoint.size}`,
      );
    const log = new RegisterLog(older ? [older.size] : []);
    await this.readAll(log, place, checkpoint);
    const same = (one, other) => one !== undefined && hex(one) === hex(other);
    if (older && !same(log.roots.get(older.size), older.root))
      throw new Mismatch(
        `the past was rewritten: the first ${older.size} entries are not those of ` +
          shortHash(older),
      );
    if (!same(log.tree.root(), checkpoint.root))
      throw new Mismatch(`the entries are not those that were signed (${shortHash(checkpoint)})`);
    await this.keepAll(place);
    const list = await textAt(`${base}/api/v1/signatories.csv`, get);
    const listed = this.compared(list, log);
    await keep(join(folder, 'signatories.csv'), list);
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const signature = own.signature(text);
    await keep(join(place, 'checkpoint'), withoutOwn(note, this.name) + signature);
    await keep(join(folder, 'mirror.vkey'), `${own.verifierKey}\n`);
    const shown = await this.give(`${text}\n${signature}`);
    return { checkpoint, listed, verifierKey: own.verifierKey, place, shown };
  }

  /** Sends the signature to the register. @returns whether the register shows it, or why not. */
  async give(checkpoint) {
    const answer = await this.get(`${this.base}/log/cosignatures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ checkpoint }),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    if (answer?.status === 204) return 'the register shows it';
    if (answer?.status === 403) return 'the register does not list this key and does not show it';
    return 'the register did not take it';
  }

  /** A change of the last minute is on the list before its entry is signed. */
  compared(list, log) {
    try {
      return { signatories: compareList(list, log.list()), difference: null };
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      return { signatories: 0, difference: error.message };
    }
  }

  /** Full bundles that are kept are read from the disk; all others are asked for. */
  async readAll(log, place, { size }) {
    this.bundles = new Map();
    this.hashes = [];
    for (let index = 0; index * 256 < size; index += 1) {
      const width = Math.min(256, size - index * 256);
      const path = tilePath('entries', index, width);
      const bundle =
        (width === 256 ? await kept(join(place, path)) : null) ??
        Buffer.from(await bytesAt(`${this.base}/log/${path}`, this.get));
      const entries = entriesOf(bundle);
      if (entries.length !== width) throw new Mismatch(`bundle ${index} is not whole`);
      for (const entry of entries) {
        log.add(entry);
        this.hashes.push(leafHash(entry));
      }
      this.bundles.set(path, bundle);
    }
  }

  /**
   * Entries first, then tiles from the lowest level up: everything is stored before its checkpoint.
   */
  async keepAll(place) {
    for (const [path, bundle] of this.bundles)
      if (!(await kept(join(place, path)))) await keep(join(place, path), bundle);
    for (let level = 0, hashes = this.hashes; hashes.length > 0; level += 1) {
      const above = [];
      for (let index = 0; index * 256 < hashes.length; index += 1) {
        const tile = hashes.slice(index * 256, index * 256 + 256);
        const path = join(place, tilePath(level, index, tile.length));
        if (!(await kept(path))) await keep(path, Buffer.concat(tile));
        if (tile.length === 256) above.push(rootOfFull(tile));
      }
      hashes = above;
    }
  }
}

/** The register may show an older signature of ours already. */
function withoutOwn(note, name) {
  return note
    .split('\n')
    .filter((line) => !line.startsWith(`— ${name} `))
    .join('\n');
}

function rootOfFull(tile) {
  let level = tile;
  while (level.length > 1)
    level = level.flatMap((hash, at) => (at % 2 ? [] : [nodeHash(hash, level[at + 1])]));
  return level[0];
}

/** Serves the copy: GET only, and nothing but what belongs to the log. */
export function serve(folder, port) {
  const known =
    /^\/(?:[0-9a-f]{64}\/(?:checkpoint|tile\/[\dx/a-z.]+)|signatories\.csv|mirror\.vkey)$/;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const answer = (status, content = '', type = 'text/plain; charset=utf-8') =>
      response
        .writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*' })
        .end(content);
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405);
    if (!known.test(path) || path.includes('..')) return answer(404);
    kept(join(folder, path)).then(
      (content) =>
        content
          ? answer(200, content, path.includes('/tile/') ? 'application/octet-stream' : undefined)
          : answer(404),
      () => answer(404),
    );
  });
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}

/** @param {string[]} given @param {(line: string) => void} say */
export async function command(given, say) {
  const [url, folder, ...rest] = given;
  const options = new Map();
  while (rest.length > 0) options.set(rest.shift(), rest.shift() ?? '');
  const known = ['--key', '--name', '--every', '--serve'];
  if (!url || !folder || [...options.keys()].some((name) => !known.includes(name))) {
    say(`Usage: mirror-register.mjs URL FOLDER ${known.map((name) => `[${name} …]`).join(' ')}`);
    return 2;
  }
  const mirror = new Mirror(url, folder, {
    key: options.get('--key'),
    name: options.get('--name'),
  });
  const every = Number(options.get('--every') ?? 0) * 1_000;
  if (options.has('--serve')) await serve(folder, Number(options.get('--serve')));
  for (;;) {
    const code = await once(mirror, say);
    if (every === 0 && !options.has('--serve')) return code;
    await new Promise((done) => setTimeout(done, every || 60_000));
  }
}

async function once(mirror, say) {
  try {
    const { checkpoint, listed, verifierKey, place, shown } = await mirror.update();
    say(`Mirrored and cosigned: ${shortHash(checkpoint)} in ${place}, as ${verifierKey}; ${shown}`);
    if (listed.difference) say(`The list differs for now: ${listed.difference}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    say(`NOT MIRRORED: ${error.message}`);
    return 1;
  }
}

if (process.argv[1]?.endsWith('mirror-register.mjs'))
  process.exitCode = await command(process.argv.slice(2), console.log);

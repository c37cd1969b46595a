/* eslint max-lines: ['error', 720], complexity: ['error', 18] -- strangers read one file */
/**
 * Checks the public log of the register without trusting its operator. One file, no
 * dependencies: for Node 20 and newer, and for browsers with Web Crypto.
 *
 *   node verify-register.mjs https://register.example [--key KEY] [--since FILE] [--keep FILE]
 *   node verify-register.mjs https://register.example --proof FILE.tlog-proof (or certificate.pdf)
 *   node verify-register.mjs https://register.example --snapshot 2026-11-30
 *
 * Formats: c2sp.org/tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature and tlog-proof.
 * Hashes: RFC 6962. The entries of the log are JSON that anybody can read (RFC 8785).
 */

/** A fault, in one readable line. */
export class Mismatch extends Error {}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const bytesOf = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** @param {boolean} holds @param {string} otherwise */
function demand(holds, otherwise) {
  if (!holds) throw new Mismatch(otherwise);
}

// SHA-256 and the tree (RFC 6962, section 2.1)

const roundConstants = new Int32Array(64);
const firstState = new Int32Array(8);
{
  const fraction = (/** @type {number} */ root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  for (let number = 2, found = 0; found < 64; number += 1) {
    let prime = true;
    for (let factor = 2; factor * factor <= number; factor += 1)
      if (number % factor === 0) prime = false;
    if (!prime) continue;
    if (found < 8) firstState[found] = fraction(Math.sqrt(number));
    roundConstants[found] = fraction(Math.cbrt(number));
    found += 1;
  }
}

const schedule = new Int32Array(64);

/** @param {Int32Array} state @param {DataView} block @param {number} at */
function compress(state, block, at) {
  const w = schedule;
  for (let i = 0; i < 16; i += 1) w[i] = block.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [w[i - 15], w[i - 2]];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3]; // prettier-ignore
  let e = state[4], f = state[5], g = state[6], h = state[7]; // prettier-ignore
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + ((e & f) ^ (~e & g)) + roundConstants[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0; // prettier-ignore
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d; // prettier-ignore
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h; // prettier-ignore
}

/** Node's own SHA-256, where there is one: it is several times as fast. */
const native = globalThis.process?.getBuiltinModule?.('node:crypto');

/** SHA-256 (FIPS 180-4). Web Crypto's own only answers later, which is slow for a whole log. */
export function sha256(/** @type {Uint8Array} */ data) {
  if (!native) return ownSha256(data);
  // In one call it takes half the time; Node has it since 20.12.
  return native.hash
    ? native.hash('sha256', data, 'buffer')
    : native.createHash('sha256').update(data).digest();
}

export function ownSha256(/** @type {Uint8Array} */ data) {
  const state = firstState.slice();
  const whole = data.length - (data.length % 64);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at < whole; at += 64) compress(state, view, at);
  const rest = data.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(data.subarray(whole));
  tail[rest] = 0x80;
  const end = new DataView(tail.buffer);
  end.setBigUint64(tail.length - 8, BigInt(data.length) * 8n);
  for (let at = 0; at < tail.length; at += 64) compress(state, end, at);
  const hash = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => hash.setInt32(4 * index, word));
  return new Uint8Array(hash.buffer);
}

/** @param {number} prefix @param {Uint8Array[]} parts */
function hashWith(prefix, ...parts) {
  const data = new Uint8Array(1 + parts.reduce((sum, { length }) => sum + length, 0));
  data[0] = prefix;
  let at = 1;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return sha256(data);
}

export const leafHash = (/** @type {Uint8Array} */ entry) => hashWith(0, entry);
export const nodeHash = (/** @type {Uint8Array} */ left, /** @type {Uint8Array} */ right) =>
  hashWith(1, left, right);
export const hex = (/** @type {Uint8Array} */ bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const same = (/** @type {Uint8Array} */ one, /** @type {Uint8Array} */ other) =>
  hex(one) === hex(other);

/** A tree to which leaves are added one by one; it keeps the roots of its full parts only. */
export class GrowingTree {
  size = 0;
  /** @type {{ width: number, hash: Uint8Array }[]} */
  parts = [];

  /** @param {Uint8Array} hash */
  add(hash) {
    this.size += 1;
    let part = { width: 1, hash };
    for (let last = this.parts.at(-1); last?.width === part.width; last = this.parts.at(-1)) {
      part = { width: part.width * 2, hash: nodeHash(last.hash, part.hash) };
      this.parts.pop();
    }
    this.parts.push(part);
  }

  root() {
    const [last, ...others] = this.parts.map(({ hash }) => hash).reverse();
    return last
      ? others.reduce((right, left) => nodeHash(left, right), last)
      : sha256(new Uint8Array());
  }
}

/**
 * RFC 9162, section 2.1.3.2. @returns the root to which the proof leads from this leaf.
 * @param {number} index @param {number} size @param {Uint8Array} leaf @param {Uint8Array[]} proof
 */
export function rootFromInclusion(index, size, leaf, proof) {
  demand(index >= 0 && index < size, `entry ${index} cannot be in a log of ${size}`);
  let [place, last, hash] = [index, size - 1, leaf];
  for (const other of proof) {
    demand(last > 0, 'the proof is too long');
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(other, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, other);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  demand(last === 0, 'the proof is too short');
  return hash;
}

/**
 * RFC 9162, section 2.1.4.2: whether the larger tree begins with the smaller one.
 * @param {{ size: number, root: Uint8Array }} older
 * @param {{ size: number, root: Uint8Array }} newer
 * @param {Uint8Array[]} proof
 */
export function extendsTree(older, newer, proof) {
  if (older.size > newer.size) return false;
  if (older.size === 0 && !same(older.root, sha256(new Uint8Array()))) return false;
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root);
  if (older.size === 0) return proof.length === 0;
  let [place, last] = [older.size - 1, newer.size - 1];
  while (place % 2 === 1) [place, last] = [(place - 1) / 2, Math.floor(last / 2)];
  const hashes = place === 0 ? [older.root, ...proof] : [...proof];
  let one = hashes.shift();
  if (!one) return false;
  let other = one;
  for (const hash of hashes) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [one, other] = [nodeHash(hash, one), nodeHash(hash, other)];
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else other = nodeHash(other, hash);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(one, older.root) && same(other, newer.root);
}

// Signed notes and checkpoints

export function fromBase64(/** @type {string} */ text) {
  demand(
    /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
    'this is no Base64',
  );
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** c2sp.org/signed-note: `name+id+key`. */
export function readKey(/** @type {string} */ spelled) {
  const [, name = '', id, key = ''] =
    /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(spelled.trim()) ?? [];
  demand(Boolean(name), 'this is no key of a log (NAME+ID+KEY)');
  const bytes = fromBase64(key);
  const known = bytes.length === 33 && (bytes[0] === 1 || bytes[0] === 4);
  const made = hex(sha256(new Uint8Array([...bytesOf(`${name}\n`), ...bytes])).slice(0, 4));
  demand(known && made === id, 'the key of the log is damaged');
  return { name, id: made, cosigns: bytes[0] === 4, bytes: bytes.slice(1) };
}

/** @param {Uint8Array} key @param {Uint8Array} signature @param {Uint8Array} message */
async function isSigned(key, signature, message) {
  const copy = (/** @type {Uint8Array} */ bytes) => new Uint8Array(bytes);
  const imported = await crypto.subtle.importKey('raw', copy(key), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', imported, copy(signature), copy(message));
}

/**
 * @param {string} note @param {string} key
 * @returns {Promise<number | null>} null if this key has not signed it; otherwise when a cosigner
 *   did, in seconds, and 0 for a log. @throws Mismatch if the signature is wrong.
 */
export async function signedBy(note, key) {
  const { name, id, cosigns, bytes } = readKey(key);
  const end = note.lastIndexOf('\n\n');
  demand(end > 0 && note.endsWith('\n'), 'this is no signed note');
  const text = note.slice(0, end + 1);
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, signer, value] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    demand(value !== undefined, 'a line of a signature is damaged');
    const signature = signer === name ? fromBase64(value ?? '') : new Uint8Array();
    if (signer !== name || hex(signature.slice(0, 4)) !== id) continue;
    if (!cosigns) {
      demand(
        await isSigned(bytes, signature.slice(4), bytesOf(text)),
        `the signature of ${name} is wrong`,
      );
      return 0;
    }
    demand(signature.length === 76, `the cosignature of ${name} is damaged`);
    const time = Number(new DataView(signature.buffer).getBigUint64(4));
    const message = bytesOf(`cosignature/v1\ntime ${time}\n${text}`);
    demand(
      await isSigned(bytes, signature.slice(12), message),
      `the cosignature of ${name} is wrong`,
    );
    return time;
  }
  return null;
}

/** c2sp.org/tlog-checkpoint. */
export function readCheckpoint(/** @type {string} */ note) {
  const [origin = '', size = '', root = '', empty] = note.split('\n');
  demand(
    Boolean(origin) && /^(0|[1-9]\d*)$/.test(size) && empty !== undefined,
    'this is no checkpoint of a log',
  );
  const hash = fromBase64(root);
  demand(hash.length === 32, 'this is no checkpoint of a log');
  return { origin, size: Number(size), root: hash };
}

/** @param {string} note @param {string} key */
export async function verifiedCheckpoint(note, key) {
  const checkpoint = readCheckpoint(note);
  demand(
    (await signedBy(note, key)) !== null,
    `the checkpoint is not signed by ${readKey(key).name}`,
  );
  demand(checkpoint.origin === readKey(key).name, 'the checkpoint is that of another log');
  return checkpoint;
}

/** For people to compare: the size of the log and the beginning of its root. */
export const shortHash = (/** @type {{ size: number, root: Uint8Array }} */ { size, root }) =>
  `${size}:${hex(root).slice(0, 16)}`;

// Entries

/** c2sp.org/tlog-tiles: each entry after its length in two bytes. @param {Uint8Array} bundle */
export function entriesOf(bundle) {
  const entries = [];
  for (let at = 0; at < bundle.length;) {
    const length = bundle[at] * 256 + (bundle[at + 1] ?? 0);
    demand(at + 2 + length <= bundle.length, 'a bundle of entries is cut');
    entries.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}

/** @param {string | number} level @param {number} index @param {number} width */
export function tilePath(level, index, width = 256) {
  const digits = String(index);
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return `tile/${level}/${parts
    .slice(0, -1)
    .map((part) => `x${part}/`)
    .join('')}${parts.at(-1)}${width < 256 ? `.p/${width}` : ''}`;
}

/**
 * An entry of the log about a signatory.
 * @typedef {{ id: string, version: number, change: string, words: string | null,
 *   signatory: Record<string, unknown> | null }} Said
 */

/** The whole log, read and hashed from its first entry on. */
export class RegisterLog {
  tree = new GrowingTree();
  /** The last entry of each signatory. @type {Map<string, Said>} */
  said = new Map();
  /**
   * The days of which the log has a snapshot.
   * @type {Map<string, { sha256: string, version: number }>}
   */
  snapshots = new Map();
  /** The last head of the audit trail. @type {{ seq: number, hash: string } | null} */
  trail = null;
  /** Roots of the sizes that were asked for. @type {Map<number, Uint8Array>} */
  roots = new Map();
  /** All entries about signatories, oldest first; filled for a snapshot only. @type {Said[]} */
  history = [];

  /** @param {number[]} sizes at which the root is remembered */
  constructor(sizes = [], keepHistory = false) {
    this.sizes = new Set(sizes);
    this.keepHistory = keepHistory;
  }

  /** @param {Uint8Array} entry */
  add(entry) {
    this.tree.add(leafHash(entry));
    if (this.sizes.has(this.tree.size)) this.roots.set(this.tree.size, this.tree.root());
    const text = utf8.decode(entry);
    const leaf = JSON.parse(text);
    if (leaf.id !== undefined) this.said.set(leaf.id, leaf);
    if (leaf.id !== undefined && this.keepHistory) this.history.push(leaf);
    if (leaf.snapshot) this.snapshots.set(leaf.snapshot.day, leaf.snapshot);
    if (leaf.trail) this.trail = leaf.trail;
  }

  /**
   * The list that follows from the log and from nothing else.
   * @returns {Map<string, Record<string, unknown>>}
   */
  list(upTo = Infinity) {
    const list = new Map();
    for (const { id, signatory, version } of this.keepHistory ? this.history : this.said.values()) {
      if (version > upTo) continue;
      if (signatory) list.set(id, signatory);
      else list.delete(id);
    }
    return list;
  }
}

// The list, as everybody can download it (RFC 4180)

/** @param {string} text */
export function* rowsOfCsv(text) {
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r?\n|$)/y;
  let row = [];
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at = cell.lastIndex) {
    cell.lastIndex = at;
    const [found, quoted, plain, end] = cell.exec(text) ?? [''];
    demand(found !== '', 'the file of the list is damaged');
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    yield row;
    row = [];
  }
}

/** Column of the CSV, key of the entries. @type {readonly (readonly [string, string])[]} */
const compared = [
  ['state', 'state'],
  ['kind', 'kind'],
  ['country_code', 'country'],
  ['region', 'region'],
  ['name_official', 'name'],
  ['name_official_language', 'nameLanguage'],
  ['name_en', 'nameEn'],
  ['name_fr', 'nameFr'],
  ['signed_on', 'joined'],
  ['published_at', 'since'],
  ['population', 'population'],
  ['pledged_actions', 'actions'],
  ['demo', 'demo'],
];
const asCell = (/** @type {unknown} */ value) =>
  Array.isArray(value) ? value.join(' ') : String(value ?? '');

/**
 * @param {string} csv @param {Map<string, Record<string, unknown>>} list as the log says it
 * @returns how many are on both. @throws Mismatch naming the first that is not.
 */
export function compareList(csv, list) {
  const rows = rowsOfCsv(csv);
  const header = /** @type {string[]} */ (rows.next().value ?? []);
  const columns = compared.map(([column, key]) => ({ column, key, at: header.indexOf(column) }));
  const idAt = header.indexOf('id');
  demand(idAt >= 0 && columns.every(({ at }) => at >= 0), 'the file of the list lacks a column');
  const seen = new Set();
  for (const row of rows) {
    const id = row[idAt] ?? '';
    const said = list.get(id);
    if (!said)
      throw new Mismatch(
        `${id} (${row[header.indexOf('name_official')]}) is on the list, but not in the log`,
      );
    demand(!seen.has(id), `${id} is on the list twice`);
    seen.add(id);
    for (const { column, key, at } of columns) {
      const [listed, logged] = [row[at] ?? '', asCell(said[key])];
      // A text that a spreadsheet would take for a formula has an apostrophe before it.
      if (listed === logged || listed.replace(/^'/, '') === logged) continue;
      throw new Mismatch(`${id}: the list says ${column} “${listed}”, the log says “${logged}”`);
    }
  }
  for (const [id, { name }] of list)
    demand(seen.has(id), `${id} (${name}) is in the log, but not on the list`);
  return seen.size;
}

// Proofs

/** c2sp.org/tlog-proof. @param {string} file */
export function readProof(file) {
  const [head = '', ...rest] = file.split('\n\n');
  const lines = head.split('\n');
  demand(lines.shift() === 'c2sp.org/tlog-proof@v1', 'this is no .tlog-proof');
  const extra = lines[0]?.startsWith('extra ')
    ? JSON.parse(utf8.decode(fromBase64(lines.shift()?.slice(6) ?? '')))
    : {};
  const [, index] = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '') ?? [];
  demand(index !== undefined, 'the proof does not say which entry it is about');
  return {
    extra,
    index: Number(index),
    hashes: lines.map(fromBase64),
    checkpoint: rest.join('\n\n'),
  };
}

/**
 * Whether the log has this entry, without asking anybody.
 * @param {string} file @param {string} key
 */
export async function verifyProof(file, key) {
  const { extra, index, hashes, checkpoint: note } = readProof(file);
  const checkpoint = await verifiedCheckpoint(note, key);
  demand(typeof extra.leaf === 'string', 'the proof has no entry');
  const root = rootFromInclusion(index, checkpoint.size, leafHash(bytesOf(extra.leaf)), hashes);
  demand(same(root, checkpoint.root), 'the entry is not in the log');
  /** @type {Said & { at: string }} */
  const leaf = JSON.parse(extra.leaf);
  if (typeof extra.words === 'string') {
    const salt = Uint8Array.from(String(extra.salt).match(/../g) ?? [], (pair) =>
      parseInt(pair, 16),
    );
    const hash = sha256(new Uint8Array([...salt, ...bytesOf(extra.words)]));
    demand(hex(hash) === leaf.words, 'the words are not those of the entry');
  }
  return {
    leaf,
    index,
    checkpoint,
    words: extra.words === undefined ? null : JSON.parse(extra.words),
  };
}

/** The proof that a certificate carries (ISO 32000). @param {Uint8Array} pdf */
export async function proofInPdf(pdf) {
  const text = Array.from({ length: Math.ceil(pdf.length / 4096) }, (_, at) =>
    String.fromCharCode(...pdf.subarray(at * 4096, at * 4096 + 4096)),
  ).join('');
  for (const { 0: found, 1: dictionary = '', index } of text.matchAll(
    /obj\s*<<((?:(?!endobj)[^])*?\/EmbeddedFile(?:(?!endobj)[^])*?)>>\s*stream\r?\n/g,
  )) {
    const start = index + found.length;
    const raw = pdf.slice(start, text.indexOf('endstream', start));
    const content = dictionary.includes('/FlateDecode') ? await inflated(raw) : raw;
    const proof = new TextDecoder().decode(content);
    if (proof.startsWith('c2sp.org/tlog-proof@v1\n')) return `${proof.trimEnd()}\n`;
  }
  throw new Mismatch('this PDF carries no proof');
}

/** @param {Uint8Array} packed */
async function inflated(packed) {
  const reader = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader();
  const pieces = [];
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      pieces.push(...piece.value);
  } catch {
    // The compressed bytes are followed by the end of the line.
  }
  return new Uint8Array(pieces);
}

// Reading a log from where it is served

/** @param {string} url @param {typeof fetch} get */
export async function bytesAt(url, get) {
  const answer = await get(url).catch((/** @type {Error} */ error) => {
    throw new Mismatch(`${url} does not answer (${error.message})`);
  });
  demand(answer.ok, `${url} answers ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
export const textAt = async (/** @type {string} */ url, /** @type {typeof fetch} */ get) =>
  utf8.decode(await bytesAt(url, get));

/**
 * Reads entries until the log has those of the checkpoint, and compares the root.
 * @param {string} base @param {RegisterLog} log
 * @param {{ size: number, root: Uint8Array }} checkpoint
 * @param {{ fetch?: typeof fetch, progress?: (done: number, size: number) => void }} options
 */
export async function readEntries(base, log, checkpoint, { fetch: get = fetch, progress } = {}) {
  const { size, root } = checkpoint;
  demand(log.tree.size <= size, `the log had ${log.tree.size} entries and has only ${size}`);
  const bundles = Array.from({ length: Math.ceil(size / 256) }, (_, index) => index).slice(
    Math.floor(log.tree.size / 256),
  );
  const ahead = 8;
  const load = (/** @type {number} */ index) => {
    const asked = bytesAt(
      `${base}/log/${tilePath('entries', index, Math.min(256, size - index * 256))}`,
      get,
    );
    asked.catch(() => undefined);
    return asked;
  };
  const waiting = bundles.slice(0, ahead).map(load);
  for (const [at, index] of bundles.entries()) {
    const next = bundles[at + ahead];
    if (next !== undefined) waiting.push(load(next));
    const entries = entriesOf(await /** @type {Promise<Uint8Array>} */ (waiting.shift()));
    const width = Math.min(256, size - index * 256);
    demand(
      entries.length === width,
      `bundle ${index} has ${entries.length} entries instead of ${width}`,
    );
    for (const entry of entries.slice(log.tree.size - index * 256)) log.add(entry);
    progress?.(log.tree.size, size);
  }
  demand(
    same(log.tree.root(), root),
    `the entries are not those that were signed: the root of ${size} differs`,
  );
}

/**
 * Everything at once: the signature, all entries, a checkpoint from earlier, the list of today.
 * @param {string} url
 * @param {{ key?: string, since?: string, snapshot?: string, wait?: number,
 *   fetch?: typeof fetch, progress?: (done: number, size: number) => void }} options
 */
export async function verifyRegister(
  url,
  { key: given, since, snapshot, wait = 90_000, fetch: get = fetch, progress } = {},
) {
  const base = url.replace(/\/+$/, '');
  const key = (given ?? (await textAt(`${base}/log/key`, get))).trim().split('\n')[0] ?? '';
  const older = since === undefined ? null : await verifiedCheckpoint(since, key);
  const log = new RegisterLog(older ? [older.size] : [], snapshot !== undefined);
  const until = Date.now() + wait;
  for (;;) {
    const note = await textAt(`${base}/log/checkpoint`, get);
    const checkpoint = await verifiedCheckpoint(note, key);
    if (older)
      demand(
        older.size <= checkpoint.size,
        `the past was cut: the log had ${older.size} entries and has ${checkpoint.size}`,
      );
    await readEntries(base, log, checkpoint, { fetch: get, progress });
    if (older && older.size > 0)
      demand(
        same(log.roots.get(older.size) ?? new Uint8Array(), older.root),
        `the past was rewritten: the first ${older.size} entries are not those of the checkpoint ` +
          'that was kept',
      );
    try {
      const listed = compareList(await textAt(`${base}/api/v1/signatories.csv`, get), log.list());
      return {
        key,
        note,
        checkpoint,
        listed,
        log,
        snapshot: snapshot === undefined ? null : await verifySnapshot(base, snapshot, log, get),
      };
    } catch (error) {
      // A change of the last minute is on the list before its entry is signed.
      if (!(error instanceof Mismatch) || Date.now() >= until) throw error;
      await new Promise((done) => setTimeout(done, 3_000));
    }
  }
}

/** @param {string} base @param {string} day @param {RegisterLog} log @param {typeof fetch} get */
async function verifySnapshot(base, day, log, get) {
  const logged = log.snapshots.get(day);
  if (!logged) throw new Mismatch(`the log has no snapshot of ${day}`);
  const file = await bytesAt(`${base}/api/v1/snapshots/${day}.csv`, get);
  demand(hex(sha256(file)) === logged.sha256, `the snapshot of ${day} is not the file of that day`);
  return compareList(utf8.decode(file), log.list(logged.version));
}

// The command

/** @param {string[]} given @param {(line: string) => void} say */
export async function command(given, say) {
  const { readFile, writeFile } = await import('node:fs/promises');
  const options = new Map();
  const rest = [...given];
  const [url] = rest[0] && !rest[0].startsWith('--') ? [rest.shift()] : [];
  while (rest.length > 0) options.set(rest.shift(), rest.shift() ?? '');
  const known = ['--key', '--since', '--keep', '--proof', '--snapshot', '--wait'];
  if (!url || [...options.keys()].some((name) => !known.includes(name))) {
    say(`Usage: verify-register.mjs URL ${known.map((name) => `[${name} …]`).join(' ')}`);
    return 2;
  }
  try {
    const read = options.get('--since');
    const key = options.get('--key');
    if (options.has('--proof')) {
      const file = new Uint8Array(await readFile(options.get('--proof')));
      const proof = file[0] === 0x25 ? await proofInPdf(file) : utf8.decode(file);
      const { leaf, index, checkpoint } = await verifyProof(
        proof,
        key ?? (await textAt(`${url.replace(/\/+$/, '')}/log/key`, fetch)),
      );
      say(
        `Proven: entry ${index} of the log (${shortHash(checkpoint)}) says of ${leaf.id} on ` +
          `${leaf.at}: ${leaf.change}, ${JSON.stringify(leaf.signatory)}`,
      );
      say('Compare it with what is printed: the proof is about these facts, not about the paper.');
      return 0;
    }
    const wait = options.has('--wait') ? Number(options.get('--wait')) * 1_000 : undefined;
    const verified = await verifyRegister(url, {
      key,
      wait,
      snapshot: options.get('--snapshot'),
      since: read === undefined ? undefined : await readFile(read, 'utf8'),
    });
    if (!key)
      say(
        `The key is the one that the site names itself. Compare it with another source: ` +
          verified.key,
      );
    say(
      `Verified: ${verified.checkpoint.size} entries, ${verified.listed} signatories on the list ` +
        `follow from them, checkpoint ${shortHash(verified.checkpoint)}`,
    );
    if (read !== undefined)
      say('The log of today begins with the one of the checkpoint that was kept.');
    if (verified.snapshot !== null)
      say(
        `The snapshot of ${options.get('--snapshot')} follows from the log: ` +
          `${verified.snapshot} signatories`,
      );
    if (options.has('--keep')) await writeFile(options.get('--keep'), verified.note);
    return 0;
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    say(`NOT VERIFIED: ${error.message}`);
    return 1;
  }
}

const main = typeof process === 'undefined' ? undefined : process.argv[1];
if (
  main &&
  import.meta.url.endsWith('/verify-register.mjs') &&
  main.endsWith('verify-register.mjs')
)
  process.exitCode = await command(process.argv.slice(2), console.log);

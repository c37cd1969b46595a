// `node bench/log.mjs [200000]`: how long a stranger needs to verify a public log of so many
// entries, by the command and with the page's own SHA-256, and how large its tiles are. It serves
// an invented log from memory, so it measures the verifier and not the server.
import { spawn } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as verifier from '../client/public/verify/verify-register.mjs';

const count = Number(process.argv[2] ?? 200_000);
const file = join(import.meta.dirname, '../client/public/verify/verify-register.mjs');
const name = 'register.example/log';
const hash = (...parts) =>
  parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();

const csv = [
  'id,state,kind,country_code,region,name_official,name_official_language,name_en,name_fr,' +
    'signed_on,published_at,population,pledged_actions,demo',
];
const entries = Array.from({ length: count }, (_, at) => {
  const id = at.toString(36).padStart(8, '0');
  const since = new Date(1_700_000_000_000 + at).toISOString();
  const actions = ['participation.1', 'prevention.2', 'prevention.4', 'protection.3'];
  const leaf = {
    at: since,
    change: 'published',
    id,
    into: null,
    signatory: {
      actions,
      country: 'DE',
      demo: false,
      joined: '2024-05-13',
      kind: 'municipality',
      name: `Musterstadt ${at}`,
      nameEn: `Exampletown ${at}`,
      nameFr: `Ville-Exemple ${at}`,
      nameLanguage: 'de',
      population: 12_000 + at,
      region: 'Nordrhein-Westfalen',
      since,
      state: 'published',
    },
    version: at + 1,
    words: hash(id).toString('hex'),
  };
  csv.push(
    [id, 'published', 'municipality', 'DE', 'Nordrhein-Westfalen', leaf.signatory.name, 'de']
      .concat([leaf.signatory.nameEn, leaf.signatory.nameFr, '2024-05-13', since])
      .concat([12_000 + at, actions.join(' '), false])
      .join(','),
  );
  return Buffer.from(JSON.stringify(leaf));
});

const files = new Map();
for (let index = 0; index * 256 < count; index += 1) {
  const part = entries.slice(index * 256, index * 256 + 256);
  const bundle = part.flatMap((entry) => [
    Buffer.from([entry.length >> 8, entry.length & 255]),
    entry,
  ]);
  files.set(verifier.tilePath('entries', index, part.length), gzipSync(Buffer.concat(bundle)));
}
let tileBytes = 0;
let level = entries.map((entry) => hash(Buffer.from([0]), entry));
const tree = new verifier.GrowingTree();
level.forEach((leaf) => tree.add(leaf));
for (; level.length > 0;) {
  tileBytes += level.length * 32;
  const above = [];
  for (let at = 0; at + 256 <= level.length; at += 256) {
    let nodes = level.slice(at, at + 256);
    while (nodes.length > 1)
      nodes = nodes.flatMap((node, place) =>
        place % 2 ? [] : [hash(Buffer.from([1]), node, nodes[place + 1])],
      );
    above.push(nodes[0]);
  }
  level = above;
}

const pkcs8 = Buffer.concat([
  Buffer.from('302e020100300506032b657004220420', 'hex'),
  Buffer.alloc(32, 5),
]);
const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
const typed = Buffer.concat([
  Buffer.from([1]),
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32),
]);
const id = hash(`${name}\n`, typed).subarray(0, 4);
const vkey = `${name}+${id.toString('hex')}+${typed.toString('base64')}`;
const text = `${name}\n${count}\n${Buffer.from(tree.root()).toString('base64')}\n`;
const signature = Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64');
const list = gzipSync(`${csv.join('\r\n')}\r\n`);

const server = createServer(({ url }, response) => {
  const path = url.replace('/log/', '');
  if (path === 'checkpoint') return response.end(`${text}\n— ${name} ${signature}\n`);
  if (path === 'key') return response.end(`${vkey}\n`);
  const content = url === '/api/v1/signatories.csv' ? list : files.get(path);
  response.writeHead(content ? 200 : 404, { 'content-encoding': 'gzip' }).end(content);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}`;

const timed = async (what, work) => {
  const start = performance.now();
  const said = await work();
  console.log(
    `${what}: ${((performance.now() - start) / 1_000).toFixed(1)} s${said ? ` (${said})` : ''}`,
  );
};
// What the processor worked, which does not depend on who else uses the machine.
const counted =
  'process.on("exit",()=>{const{user,system}=process.cpuUsage();' +
  'console.log(`${((user+system)/1e6).toFixed(1)} s of processor`)})';
const runs = (before) =>
  new Promise((done) => {
    const child = spawn(process.execPath, [
      ...['--import', `data:text/javascript,${before};${counted}`],
      ...[file, address, '--wait', '0'],
    ]);
    let said = '';
    child.stdout.on('data', (piece) => (said += piece));
    child.stderr.on('data', (piece) => (said += piece));
    child.on('close', () => done(said.trim().split('\n').slice(-2).join(', ')));
  });
await timed(`${count} entries by the command`, () => runs(''));
// Without node:crypto the verifier falls back on what it does in a browser.
await timed('as the page does, with its own SHA-256', () =>
  runs('process.getBuiltinModule=undefined'),
);
const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
console.log(
  `tiles ${(tileBytes / 1e6).toFixed(1)} MB, entries ${(bytes / 1e6).toFixed(1)} MB gzipped`,
);
server.close();

// Benchmarks the staff workbench at full size: `npm run bench -- workbench [signatories
// submissions]`.
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { writeFile } from 'node:fs/promises';
import { generateSync } from 'otplib';
import { quantile } from './load.mjs';
import { removeFolder, temporaryFolder } from './processes.mjs';
import { seedRegister, startProduct } from './product.mjs';
import { table } from './report.mjs';
import { addressOf, colleague, fillWorkbench, oneRole } from './workbench-data.mjs';
import { laterRequests } from './workbench-later-requests.mjs';
import { requests } from './workbench-requests.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const figure = (milliseconds) =>
  milliseconds < 10 ? milliseconds.toFixed(1) : String(Math.round(milliseconds));

export async function measureWorkbench(say, signatories = 200_000, submissions = 50_000) {
  const folder = await temporaryFolder();
  say(`${signatories} signatories, ${submissions} submissions: filling the register`);
  const seconds =
    (await seedRegister(folder, signatories)) + (await fillWorkbench(folder, submissions));
  say(`  filled in ${Math.round(seconds)} s`);
  const product = await startProduct(folder);
  const cookie = await signIn(product.origin);
  const cookies = { all: cookie };
  for (const role of oneRole) cookies[role] = await signIn(product.origin, role);
  /** Of a path alone, or of a path with a body and with the role of the colleague who asks. */
  const ask = (asked) => {
    const { path, body, as = 'all' } = typeof asked === 'string' ? { path: asked } : asked;
    return send(`${product.origin}/api/v1/staff${path}`, { cookie: cookies[as] }, body);
  };
  const rows = [];
  const get = async (path) => (await ask(path)).body;
  for (const { name, addresses, target } of [
    ...(await requests(get)),
    ...(await laterRequests(get)),
  ]) {
    // The first request of a kind warms up: it plans the query and reads index pages.
    await ask(addresses[0]);
    const times = [];
    for (const address of addresses) times.push((await ask(address)).firstByte);
    rows.push({ name, median: quantile(times, 0.5), late: quantile(times, 0.95), target });
    say(`  ${name}: ${figure(rows.at(-1).median)} / ${figure(rows.at(-1).late)} ms`);
  }
  const memory = await product.memory();
  const aborted = await abortExports(product, cookie);
  agent.destroy();
  await product.stop();
  await removeFolder(folder);
  const text = report({ signatories, submissions, seconds, rows, memory, aborted });
  await writeFile(new URL('./workbench.md', import.meta.url), text);
  return text;
}

function report({ signatories, submissions, seconds, rows, memory, aborted }) {
  return [
    '# Measured: the staff workbench',
    '',
    `\`npm run bench -- workbench\`, ${new Date().toISOString().slice(0, 10)}, ` +
      `${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}.`,
    `${signatories.toLocaleString('en')} signatories, ${submissions.toLocaleString('en')} ` +
      `submissions with their decisions, mails and events; filled in ${Math.round(seconds)} s.`,
    'One colleague over HTTP, one request after the other, 30 of each kind with different ' +
      'values; milliseconds to the first byte.',
    `Memory of the server afterwards: ${memory} MB.`,
    '',
    ...table(
      ['', 'median', 'p95', 'target'],
      rows.map(({ name, median, late, target }) => [
        name,
        figure(median),
        figure(late),
        `< ${target}`,
      ]),
    ),
    '',
    `RL18: each of ${exportsAborted.length} exports (register, queue and trail; CSV and ` +
      `XLSX) aborted in the middle ${aborted.times} times. The next whole answer`,
    `begins after ${figure(aborted.next)} ms; memory ${memory} MB before, ${aborted.memory} ` +
      `MB afterwards; lines in the log: ${aborted.lines}.`,
    '',
  ].join('\n');
}

const exportsAborted = [
  ...['csv', 'xlsx'].flatMap((format) => [
    `/signatories/export?format=${format}`,
    `/submissions/export?show=published&format=${format}`,
    `/events.${format}?action=document`,
  ]),
];

/**
 * RL18: readers who disconnect after the first chunk. Only three exports may run at a time, so one
 * that kept running would cause a 503.
 */
async function abortExports(product, cookie) {
  const times = 50;
  const linesOf = (text) => text.split('\n').length;
  const before = linesOf(product.output());
  for (const path of exportsAborted)
    for (let time = 0; time < times; time += 1)
      await leave(`${product.origin}/api/v1/staff${path}`, cookie);
  const { firstByte } = await send(
    `${product.origin}/api/v1/staff/signatories/export?format=csv&country=MC`,
    { cookie },
  );
  return {
    times,
    next: firstByte,
    memory: await product.memory(),
    lines: linesOf(product.output()) - before,
  };
}

/**
 * Reads the first chunk of a response and closes the connection. Retries while the previous export
 * is still being cancelled.
 */
async function leave(url, cookie) {
  for (let tries = 0; tries < 100; tries += 1) {
    const status = await new Promise((resolve, reject) => {
      request(url, { headers: { cookie } }, (response) => {
        response.once('data', () => {
          response.destroy();
          resolve(response.statusCode);
        });
      })
        .on('error', reject)
        .end();
    });
    if (status === 200) return;
    if (status !== 503) throw new Error(`${url} answered ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} finds no room: an export that nobody reads goes on`);
}

/**
 * Completes both steps of signing in.
 * @returns the session cookie.
 */
async function signIn(origin, role) {
  const { password, totp } = colleague;
  const email = addressOf(role);
  const session = `${origin}/api/v1/staff/session`;
  const half = await send(session, {}, { email, password });
  const whole = await send(
    `${session}/second-factor`,
    { cookie: half.cookie },
    { oneTimeCode: generateSync({ secret: totp }) },
  );
  return whole.cookie;
}

/**
 * @returns the body, milliseconds to its first byte, and the cookie that was set.
 * @throws unless the request succeeds.
 */
function send(url, headers, body) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        agent,
        method: body ? 'POST' : 'GET',
        headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      },
      (response) => {
        const chunks = [];
        let firstByte;
        response.on('data', (chunk) => {
          firstByte ??= performance.now() - started;
          chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode >= 300)
            return reject(
              new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 500)}`),
            );
          return resolve({
            body: text,
            firstByte,
            cookie: response.headers['set-cookie']?.[0].split(';')[0],
          });
        });
      },
    );
    asked.on('error', reject).end(body && JSON.stringify(body));
  });
}

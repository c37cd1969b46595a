// The shipped nginx configuration in front of the register, beside nginx that serves the same bytes
// as files with the same TLS. Writes edge.md.
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { adaptedEdge } from '../server/test/support/adapted-edge.mjs';
import { addresses } from './addresses.mjs';
import { hasWrk, hot } from './load.mjs';
import { hasNginx, running, startNginx } from './nginx.mjs';
import { freePort, isInstalled, run, stopChild, temporaryFolder } from './processes.mjs';
import { seedRegister, startProduct } from './product.mjs';
import { table } from './report.mjs';
import { startDatabase } from './own-database.mjs';

const rounds = 5;
const signatories = 10_000;
const target = 0.95;

/** @returns the table, which is also written to edge.md. */
export async function measureEdge(say) {
  for (const [program, there] of [
    ['nginx', hasNginx],
    ['wrk', hasWrk],
    ['openssl', isInstalled('openssl')],
  ])
    if (!there) throw new Error(`${program} is needed: apt-get install ${program}`);
  const load = loadavg()[0].toFixed(1);
  const [folder, files] = [await temporaryFolder(), await temporaryFolder()];
  const { settings } = await startDatabase(folder);
  say('filling the register');
  await seedRegister(folder, signatories, settings);
  const product = await startProduct(folder, { ...settings, TRUSTED_PROXIES: '127.0.0.1' });
  const wanted = await addresses(product.origin);
  const edge = await startEdge(folder, product);
  const urls = wanted.map(({ hot: url }) => url.replace(product.origin, edge.origin));
  const plain = await startNginx(files, urls, edge.tls);
  const rows = [];
  for (const [index, { name }] of wanted.entries()) {
    say(`  ${name}, in turn with nginx`);
    rows.push({ name, ...(await inTurn([edge, urls[index]], [plain, plain.files[index]])) });
  }
  await Promise.all([edge.stop(), plain.stop(), product.stop()]);
  const text = report(rows, load);
  await writeFile(new URL('./edge.md', import.meta.url), text);
  return text;
}

async function startEdge(folder, { origin }) {
  const [plainPort, port] = [await freePort(), await freePort()];
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-days', '2', '-subj', '/CN=localhost'],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
  ]);
  const instances = [Number(new URL(origin).port)];
  const shipped = adaptedEdge({ folder, plainPort, port, instances });
  await writeFile(join(folder, 'edge.conf'), around(folder, shipped));
  const child = await running(join(folder, 'edge.conf'), `https://127.0.0.1:${port}/en`);
  return {
    pid: child.pid,
    origin: `https://127.0.0.1:${port}`,
    // Everything that the shipped file says of TLS, for the other one.
    tls: shipped.match(/^ *ssl_(?!session_cache).*;$/gm).join('\n'),
    stop: () => stopChild(child),
  };
}

/** As the files are served: one process, no log. */
function around(folder, shipped) {
  return `
daemon off;
worker_processes 1;
pid ${folder}/edge.pid;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 10000000;
  client_body_temp_path ${folder}/edge-temp;
  proxy_temp_path ${folder}/edge-temp;
  fastcgi_temp_path ${folder}/edge-temp;
  uwsgi_temp_path ${folder}/edge-temp;
  scgi_temp_path ${folder}/edge-temp;
  ${shipped}
}
`;
}

/**
 * Alternates between the two, so that other load on the machine affects both; the best round of
 * each counts. The work of nginx's process is measured besides, which other load hardly changes.
 */
async function inTurn(...both) {
  const measured = both.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, [{ pid }, url]] of both.entries()) {
      const before = await workOf(pid);
      const figures = await hot(url);
      const work = ((await workOf(pid)) - before) / (figures.rate * figures.seconds);
      measured[index].push({ ...figures, work: work * 1_000_000 });
    }
  const [edge, plain] = measured.map((all) => ({
    ...all.toSorted((a, b) => b.rate - a.rate)[0],
    work: Math.min(...all.map(({ work }) => work)),
  }));
  return { edge, plain };
}

/** Seconds of a processor that the workers of an nginx have used so far. */
async function workOf(master) {
  const workers = (await run('pgrep', ['-P', String(master)])).trim().split('\n');
  const stats = await Promise.all(workers.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8')));
  return stats
    .map((stat) => stat.split(') ')[1].split(' '))
    .reduce((sum, fields) => sum + (Number(fields[11]) + Number(fields[12])) / 100, 0);
}

function report(rows, load) {
  const ratio = ({ edge, plain }) => edge.rate / plain.rate;
  const byWork = ({ edge, plain }) => plain.work / edge.work;
  const worst = (of) => Math.min(...rows.map(of)).toFixed(2);
  const whole = (number) => Math.round(number).toLocaleString('en');
  return [
    '# The shipped edge, measured',
    '',
    `\`npm run bench -- edge\`, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores ` +
      `(${cpus()[0].model.trim()}), load of the machine ${load} before, ` +
      `${signatories.toLocaleString('en')} signatories, wrk.`,
    'docs/nginx/pact.conf beside nginx with the same bytes as files and the same TLS. One worker ' +
      'each and the register on one core, load from the other; 32 kept connections, HTTP/1.1, ' +
      `gzip; the best of ${rounds} rounds in turn. Times are milliseconds; work is what nginx ` +
      'used of a processor for one answer, in microseconds.',
    '',
    ...table(
      ['', 'edge /s', 'p50', 'p99', 'work', 'nginx /s', 'p50', 'p99', 'work', 'ratio', 'by work'],
      rows.map((row) => [
        row.name,
        ...[row.edge, row.plain].flatMap(({ rate, p50, p99, work }) => [
          whole(rate),
          p50.toPrecision(2),
          p99.toPrecision(2),
          work.toFixed(1),
        ]),
        ratio(row).toFixed(2),
        byWork(row).toFixed(2),
      ]),
    ),
    '',
    `Worst of five: ${worst(ratio)}, by work ${worst(byWork)}; aimed at: ${target}.`,
    '',
  ].join('\n');
}

// RL17: half an hour of mixed load at a rate that the machine can sustain, comparing memory, open
// handles and connections at the beginning and the end. `npm run bench:soak [-- 30 40]`: minutes,
// and endorsements per minute.
import { readdir, readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from './ask.mjs';
import { compare, startDatabase } from './own-database.mjs';
import { cleanUp, cleanUpOnSignal, temporaryFolder } from './processes.mjs';
import { checkBuilt, seedRegister, startServer } from './product.mjs';
import { startReaders } from './readers.mjs';
import { Tally } from './tally.mjs';
import { scannedPdf, Town } from './town.mjs';

const minutes = Number(process.argv[2] ?? 30);
const perMinute = Number(process.argv[3] ?? 40);
const sampleSeconds = 10;
const downloads = ['csv', 'xlsx', 'json', 'geojson'];

/**
 * Runs endorsements, some of them cut off in the middle of an upload, and downloads, half of them
 * aborted.
 * @returns the towns.
 */
async function everything(origin, tally, until) {
  const pdf = await scannedPdf(200_000);
  const towns = [];
  const running = new Set();
  const begin = (work) => {
    const mine = work.catch(() => undefined).finally(() => running.delete(mine));
    running.add(mine);
  };
  for (let number = 1; performance.now() < until; number += 1) {
    const town = new Town(origin, number, pdf, tally);
    towns.push(town);
    begin(town.endorses());
    if (number % 5 === 0)
      begin(
        download(
          origin,
          downloads[Math.floor(number / 10) % downloads.length],
          number % 10 === 0,
          tally,
        ),
      );
    if (number % 7 === 0) begin(halfAnUpload(origin));
    await sleep(60_000 / perMinute);
  }
  await Promise.all(running);
  return towns;
}

async function download(origin, format, givesUp, tally) {
  const address = `${origin}/api/v1/signatories.${format}?q=${givesUp ? 'a' : 'b'}`;
  if (!givesUp) return tally.of(`download ${format}`, (signal) => ask(address, { signal }));
  const leaving = new AbortController();
  const answer = await fetch(address, { signal: leaving.signal });
  await answer.body.getReader().read();
  leaving.abort();
}

/** Simulates a browser that is closed during an upload. */
async function halfAnUpload(origin) {
  const leaving = new AbortController();
  const body = new ReadableStream({
    async pull(controller) {
      controller.enqueue(Buffer.alloc(10_000, 'x'));
      await sleep(100);
    },
  });
  setTimeout(() => leaving.abort(), 500);
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  await fetch(`${origin}/api/v1/submission/documents`, {
    method: 'POST',
    body,
    duplex: 'half',
    headers,
    signal: leaving.signal,
  });
}

/**
 * Samples the open files and sockets of the process and the database's connections, as often as the
 * server reports its own figures.
 */
function watch(pid, database) {
  const seen = [];
  const timer = setInterval(async () => {
    const handles = (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;
    const [row] = await database
      .rows(
        `SELECT count(*)::int AS connections FROM pg_stat_activity WHERE usename LIKE 'pact\\_%'`,
      )
      .catch(() => [{}]);
    seen.push({ handles, connections: row.connections });
  }, sampleSeconds * 1000);
  return { seen, stop: () => clearInterval(timer) };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * The median of each part of the run: single figures mean little, because they depend on when the
 * garbage collector last ran.
 */
function compared(samples, name, unit = 1) {
  const share = (from, to) =>
    median(
      samples
        .slice(Math.floor(samples.length * from), Math.ceil(samples.length * to))
        .map((each) => each[name]),
    ) / unit;
  // The first sixth is warm-up: code is compiled and caches fill.
  const [early, middle, late] = [share(1 / 6, 1 / 3), share(1 / 3, 2 / 3), share(5 / 6, 1)];
  const change = early === 0 ? 0 : ((late - early) / early) * 100;
  return (
    `| ${name.padEnd(11)} | ${early.toFixed(0).padStart(5)} | ` +
    `${middle.toFixed(0).padStart(6)} | ${late.toFixed(0).padStart(4)} | ` +
    `${change.toFixed(1).padStart(6)} % |`
  );
}

cleanUpOnSignal();
try {
  await checkBuilt();
  const folder = await temporaryFolder();
  const database = await startDatabase(folder);
  await seedRegister(folder, 2_000, database.settings);
  const samples = join(folder, 'samples.jsonl');
  const server = await startServer(
    folder,
    { ...database.settings, SAMPLES: samples, SAMPLE_SECONDS: String(sampleSeconds) },
    ['--import', fileURLToPath(new URL('./sampler.mjs', import.meta.url))],
  );
  const tally = new Tally();
  const outside = watch(server.pid, database);
  const stopReaders = startReaders(server.origin, 20, 2_000, tally, 4);
  const towns = await everything(server.origin, tally, performance.now() + minutes * 60_000);
  await stopReaders();
  outside.stop();
  const inside = (await readFile(samples, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { acknowledged, lost, double } = await compare(
    database,
    towns.flatMap(({ sent }) => sent ?? []),
  );
  const broken = JSON.stringify(Object.fromEntries(tally.broken));
  const logged = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{')).length;
  console.log(`${new Date().toISOString().slice(0, 16)}, ${minutes} min, \
${perMinute} endorsements a minute, 20 readers, downloads and uploads given up; \
load of the machine ${loadavg()[2].toFixed(1)}.
Acknowledged ${acknowledged}, lost ${lost}, double ${double}, answers 5xx ${tally.serverErrors}, \
without an answer ${broken}, lines in the error log ${logged}.

| median of   | early | middle | late |   change |
| ----------- | ----: | -----: | ---: | -------: |
${compared(inside, 'rss', 1e6)}
${compared(inside, 'heapUsed', 1e6)}
${compared(inside, 'external', 1e6)}
${compared(inside, 'sockets')}
${compared(inside, 'timers')}
${compared(outside.seen, 'handles')}
${compared(outside.seen, 'connections')}

${tally.table()}`);
  await server.stop();
} finally {
  await cleanUp();
}

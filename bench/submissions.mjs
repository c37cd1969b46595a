// RL1: towns endorse at a steady rate, whether or not the server keeps up, while readers poll the
// list. `npm run bench:submissions [-- 1500 5]`: endorsements per minute, and minutes.
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { compare, startDatabase } from './own-database.mjs';
import { cleanUp, cleanUpOnSignal, temporaryFolder } from './processes.mjs';
import { checkBuilt, seedRegister, startServer } from './product.mjs';
import { startReaders } from './readers.mjs';
import { Tally } from './tally.mjs';
import { scannedPdf, Town } from './town.mjs';

const perMinute = Number(process.argv[2] ?? 1_500);
const minutes = Number(process.argv[3] ?? 5);
const readers = 50;
const documentBytes = 200_000;

/**
 * Starts each town at its scheduled time.
 * @returns all towns once the last one has its response, and the highest number active at once.
 */
async function towns(origin, tally) {
  const pdf = await scannedPdf(documentBytes);
  const every = 60_000 / perMinute;
  const begun = performance.now();
  const all = [];
  const running = [];
  let busy = 0;
  let most = 0;
  for (let number = 1; number <= perMinute * minutes; number += 1) {
    await sleep(Math.max(0, begun + number * every - performance.now()));
    const town = new Town(origin, number, pdf, tally);
    all.push(town);
    busy += 1;
    most = Math.max(most, busy);
    running.push(town.endorses().finally(() => (busy -= 1)));
  }
  await Promise.all(running);
  return { all, most, seconds: (performance.now() - begun) / 1000 };
}

cleanUpOnSignal();
try {
  await checkBuilt();
  const folder = await temporaryFolder();
  const database = await startDatabase(folder);
  await seedRegister(folder, 1_000, database.settings);
  const server = await startServer(folder, database.settings);
  const tally = new Tally();
  const before = loadavg()[0];
  const stopReaders = startReaders(server.origin, readers, 1_000, tally);
  const idle = await server.processorTime();
  const { all, most, seconds } = await towns(server.origin, tally);
  const used = (await server.processorTime()) - idle;
  await stopReaders();
  const { acknowledged, lost, double } = await compare(
    database,
    all.flatMap(({ sent }) => sent ?? []),
  );
  const broken = JSON.stringify(Object.fromEntries(tally.broken));
  console.log(`${new Date().toISOString().slice(0, 16)}, ${cpus().length} cores, \
load of the machine ${before.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after.
${all.length.toLocaleString('en')} endorsements of 13 requests each begun in ${minutes} min \
(${perMinute} a minute), all answered after ${Math.round(seconds)} s, at most ${most} at once; \
${readers} readers; ${await server.memory()} MB; \
the server used ${used.toFixed(1)} s of a processor.
Acknowledged ${acknowledged.toLocaleString('en')}, lost ${lost}, double ${double}, \
answers 5xx ${tally.serverErrors}, without an answer ${broken}.

${tally.table()}`);
  await server.stop();
  process.exitCode = lost + double + tally.serverErrors + tally.broken.size > 0 ? 1 : 0;
} finally {
  await cleanUp();
}

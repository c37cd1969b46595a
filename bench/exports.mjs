// `node bench/exports.mjs [signatories] [folder] [--reports 5]`: measures how long each export of
// the whole register takes and how much memory the server uses for it, with so many reports of each
// pledge. A folder given by name keeps its register for the next run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillReports } from './follow-ups.mjs';
import { checkBuilt, seedRegister, startProduct } from './product.mjs';

const formats = ['csv', 'xlsx', 'json', 'geojson', 'jsonld'];
const most = { seconds: 8, growth: 50 };

/**
 * Downloads a file to its end.
 * @returns seconds, the server's own CPU seconds, bytes, and its peak memory.
 */
async function download(product, format) {
  const before = await product.memory();
  const workBefore = await product.processorTime();
  let peak = before;
  const clock = setInterval(async () => (peak = Math.max(peak, await product.memory())), 50);
  const started = performance.now();
  const response = await fetch(`${product.origin}/api/v1/signatories.${format}`, {
    headers: { 'accept-encoding': 'identity' },
  });
  if (!response.ok) throw new Error(`${format}: ${response.status}`);
  let bytes = 0;
  for await (const piece of response.body) bytes += piece.length;
  clearInterval(clock);
  return {
    seconds: (performance.now() - started) / 1000,
    work: (await product.processorTime()) - workBefore,
    bytes,
    before,
    peak,
  };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { reports: { type: 'string', default: '0' } },
});
const [signatories = '200000', named] = positionals;
await checkBuilt();
const folder = named ?? (await mkdtemp(join(tmpdir(), 'pact-exports-')));
await seedRegister(folder, Number(signatories));
if (Number(values.reports) > 0) await fillReports(folder, Number(values.reports));
const product = await startProduct(folder);
try {
  // Warms up first, so that all code is loaded and the heap has its usual size.
  for (const format of formats)
    await fetch(`${product.origin}/api/v1/signatories.${format}?country=FR`).then((response) =>
      response.arrayBuffer(),
    );
  console.log(
    `${signatories} signatories: seconds < ${most.seconds}, memory + < ${most.growth} MB\n`,
  );
  console.log('| file    | seconds | own work |     MB | memory before / most |   + |');
  console.log('| ------- | ------: | -------: | -----: | -------------------: | --: |');
  for (const format of formats) {
    const { seconds, work, bytes, before, peak } = await download(product, format);
    const cells = [
      format.padEnd(7),
      seconds.toFixed(1).padStart(7),
      work.toFixed(1).padStart(8),
      (bytes / 1e6).toFixed(1).padStart(6),
      `${before} / ${peak} MB`.padStart(20),
      String(peak - before).padStart(3),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  await product.stop();
  if (!named) await rm(folder, { recursive: true, force: true });
}

// Benchmarks the built server with 77, 10,000 and 200,000 signatories: `npm run bench`, or `npm run
// bench -- 77 10000` for selected sizes, with `--reports 5` for five reports of each pledge. `npm
// run bench -- workbench` benchmarks the staff workbench instead, `npm run bench -- edge` the
// shipped nginx configuration.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { addresses, mapSizes, placeNames } from './addresses.mjs';
import { cold, hasWrk, hot, quantile, request } from './load.mjs';
import { hasNginx, startNginx } from './nginx.mjs';
import { fillReports } from './follow-ups.mjs';
import { cleanUp, cleanUpOnSignal, temporaryFolder } from './processes.mjs';
import { checkBuilt, seedRegister, startProduct } from './product.mjs';
import { startDatabase } from './own-database.mjs';
import { measureEdge } from './edge.mjs';
import { report } from './report.mjs';
import { measureWorkbench } from './workbench.mjs';

const rounds = 3;
const say = (line) => console.error(line);

async function measure(signatories, reports) {
  const folder = await temporaryFolder();
  say(`${signatories} signatories: filling the register`);
  const { settings, rows: ask } = await startDatabase(folder);
  const seconds = await seedRegister(folder, signatories, settings);
  if (reports > 0) await fillReports(folder, reports, settings);
  const product = await startProduct(folder, settings);
  const renew = () => changed(product.origin, ask);
  const idle = await product.memory();
  const search = await firstByteOfSearches(product.origin);
  const rows = await measureAddresses(await addresses(product.origin), folder, renew);
  const result = {
    signatories,
    seconds,
    rows,
    idle,
    loaded: await product.memory(),
    map: await mapSizes(product.origin),
    search,
  };
  await product.stop();
  return result;
}

/** Makes a new version of the register, and waits until the server has heard of it. */
async function changed(origin, ask) {
  await ask('UPDATE register SET version = version + 1');
  const [{ version }] = await ask('SELECT version FROM register');
  for (;;) {
    const { headers } = await request(`${origin}/en/about`);
    if (Number(headers['x-register-version']) >= Number(version)) return;
  }
}

/**
 * The median over real places, requested one after the other, each for the first time. A first
 * request loads what all pages share and is not counted.
 */
async function firstByteOfSearches(origin) {
  await request(`${origin}/en/signatories`);
  const times = [];
  for (const name of placeNames)
    times.push((await request(`${origin}/en/signatories?q=${encodeURIComponent(name)}`)).firstByte);
  return quantile(times, 0.5);
}

async function measureAddresses(wanted, folder, renew) {
  const rows = [];
  for (const { name, cold: urls, changes } of wanted) {
    say(`  ${name}, cold`);
    rows.push({ name, cold: await cold(urls, changes && renew) });
  }
  const nginx = hasNginx
    ? await startNginx(
        folder,
        wanted.map(({ hot: url }) => url),
      )
    : null;
  for (const [index, { name, hot: url }] of wanted.entries()) {
    say(`  ${name}, cached${nginx ? ', in turn with nginx' : ''}`);
    Object.assign(rows[index], await inTurn(url, nginx?.files[index]));
  }
  await nginx?.stop();
  return rows;
}

/**
 * Alternates between the two, so that other load on the machine affects both; the best round of
 * each counts.
 */
async function inTurn(url, file) {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < rounds; round += 1) {
    if (file) theirs.push(await hot(file));
    ours.push(await hot(url));
  }
  const best = (measured) => measured.sort((a, b) => b.rate - a.rate)[0];
  return { hot: best(ours), nginx: file ? best(theirs) : null };
}

async function measurePublicPages(sizes, reports) {
  if (sizes.some((size) => !Number.isInteger(size) || size < 77))
    throw new Error('sizes are whole numbers of signatories, at least 77');
  const results = [];
  for (const size of sizes.length > 0 ? sizes : [77, 10_000, 200_000])
    results.push(await measure(size, reports));
  const text = report(
    results,
    `${hasWrk ? 'wrk' : 'load by a loop in Node'}, ${hasNginx ? 'nginx' : 'no nginx'}`,
  );
  console.log(text);
  await writeFile(new URL('./results.md', import.meta.url), text);
}

cleanUpOnSignal();
try {
  await checkBuilt();
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { reports: { type: 'string', default: '0' } },
  });
  const [first, ...others] = positionals;
  if (first === 'workbench') console.log(await measureWorkbench(say, ...others.map(Number)));
  else if (first === 'edge') console.log(await measureEdge(say));
  else await measurePublicPages(positionals.map(Number), Number(values.reports));
} finally {
  await cleanUp();
}

// Load: one address as fast as possible (cached), or many addresses once each (cold).
import { Agent, get } from 'node:http';
import { get as getSecurely } from 'node:https';
import { cores, isInstalled, pinned, run } from './processes.mjs';

const connections = 32;
const seconds = 4;
/**
 * The server and its database produce uncached responses together; more connections would only
 * measure the queue before them.
 */
const coldConnections = 4;
const coldRequests = 200;
const coldMilliseconds = 8_000;
/** The encoding of every request: nginx's own packages have no brotli, so both sides send gzip. */
export const encoding = 'gzip';

export const hasWrk = isInstalled('wrk');

/**
 * Requests one address repeatedly over keep-alive connections.
 * @returns requests per second, and the median and 99 % response times in milliseconds.
 */
export async function hot(url) {
  await request(url);
  if (hasWrk) return byWrk(url);
  return figuresOf([await byLoop(() => url, connections, Infinity, seconds * 1000)]);
}

/**
 * Requests every address once; with `renew`, which makes all answers outdated, again and again.
 * @returns the same figures.
 */
export async function cold(urls, renew) {
  const rounds = [];
  let count = 0;
  while (count < (renew ? coldRequests : 1)) {
    await renew?.();
    const left = [...urls].slice(0, coldRequests);
    count += left.length;
    rounds.push(await byLoop(() => left.pop(), coldConnections, left.length, coldMilliseconds));
  }
  return figuresOf(rounds);
}

function figuresOf(rounds) {
  const times = rounds.flatMap((round) => round.times);
  const passed = rounds.reduce((sum, round) => sum + round.passed, 0);
  return { rate: times.length / passed, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

async function byWrk(url) {
  const output = await run(
    ...pinned(cores.load, 'wrk', [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--latency',
      '-H',
      `Accept-Encoding: ${encoding}`,
      url,
    ]),
  );
  if (/Non-2xx|Socket errors/.test(output)) throw new Error(`${url} failed under load:\n${output}`);
  return {
    seconds,
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)[1]),
    p50: wrkTime(output, '50%'),
    p99: wrkTime(output, '99%'),
  };
}

function wrkTime(output, percentile) {
  const [, value, unit] = new RegExp(`${percentile}\\s+([\\d.]+)(us|ms|s)`).exec(output);
  return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit];
}

async function byLoop(nextUrl, atOnce, most, milliseconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const times = [];
  const started = performance.now();
  let begun = 0;
  const worker = async () => {
    while (begun < most && performance.now() - started < milliseconds) {
      begun += 1;
      times.push((await request(nextUrl(), agent)).total);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const passed = (performance.now() - started) / 1000;
  agent.destroy();
  return { times, passed };
}

/**
 * @returns milliseconds to the first byte and to the last, and the body as sent.
 * @throws unless the status is 200.
 */
export function request(url, agent, accept = encoding) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const secure = url.startsWith('https:');
    const options = { agent, headers: { 'accept-encoding': accept }, rejectUnauthorized: false };
    (secure ? getSecurely : get)(url, options, (response) => {
      const firstByte = performance.now() - started;
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200)
          reject(new Error(`${url} answered ${response.statusCode}`));
        else
          resolve({
            firstByte,
            total: performance.now() - started,
            headers: response.headers,
            body: Buffer.concat(chunks),
          });
      });
    }).on('error', reject);
  });
}

export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

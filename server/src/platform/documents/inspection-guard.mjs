// @ts-check
// Ends the process from a second thread when a file exceeds its limits, because a parser that
// blocks the main thread keeps it from checking a clock.
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** The state while there is nothing to watch; 1 while a file is being read. */
const idle = 0;
const pollTime = 50;

/** @typedef {{ processorTime: number, memoryBytes: number }} Allowance */

/** @type {Int32Array | undefined} */
let shared;

/**
 * @template Result
 * @param {Allowance} allowance processor time of the whole process in milliseconds, however busy
 *   the machine is; and its memory.
 * @param {() => Promise<Result>} act
 * @returns {Promise<Result>}
 */
export async function guarded({ processorTime, memoryBytes }, act) {
  const state = (shared ??= startGuard());
  state[1] = processorUsed() + processorTime;
  state[2] = Math.ceil(memoryBytes / 1024);
  state[0] = 1;
  Atomics.notify(state, 0);
  try {
    return await act();
  } finally {
    state[0] = idle;
  }
}

function startGuard() {
  const state = new Int32Array(new SharedArrayBuffer(12));
  new Worker(new URL(import.meta.url), { workerData: state }).unref();
  return state;
}

function processorUsed() {
  const { user, system } = process.cpuUsage();
  return Math.ceil((user + system) / 1000);
}

/** @param {Int32Array} state */
function watch(state) {
  for (;;) {
    Atomics.wait(state, 0, idle);
    const [, mostTime = 0, mostMemory = 0] = state;
    if (processorUsed() > mostTime || process.memoryUsage.rss() / 1024 > mostMemory)
      process.kill(process.pid, 'SIGKILL');
    Atomics.wait(state, 0, 1, pollTime);
  }
}

if (!isMainThread && workerData instanceof Int32Array) watch(workerData);

// Loaded into the measured server (`node --import`): tells once in a while how much it holds.
// Nothing of the product knows of it.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env['SAMPLES'];
const seconds = Number(process.env['SAMPLE_SECONDS']);

function sample() {
  const { rss, heapUsed, external } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const count = (name) => resources.filter((resource) => resource === name).length;
  appendFileSync(
    file,
    `${JSON.stringify({ rss, heapUsed, external, sockets: count('TCPSocketWrap'), timers: count('Timeout') })}\n`,
  );
}

// Threads of the server load it, too; theirs is another heap.
if (isMainThread) setInterval(sample, seconds * 1000).unref();

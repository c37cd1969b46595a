// Preloaded into the measured server (`node --import`); it reports memory use at intervals. The
// product itself is unaware of it.
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
    `${JSON.stringify({
      rss,
      heapUsed,
      external,
      sockets: count('TCPSocketWrap'),
      timers: count('Timeout'),
    })}\n`,
  );
}

// Worker threads load this module, too, but have a separate heap.
if (isMainThread) setInterval(sample, seconds * 1000).unref();

// Readers who poll the list: they revalidate the first page they know, and every so many requests
// search for something that is not cached.
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.mjs';

/** @returns a function that stops them. */
export function startReaders(origin, count, pause, tally, searchEvery = Infinity) {
  let stopped = false;
  let asked = 0;
  const reads = async () => {
    await sleep(Math.random() * pause);
    let etag = '';
    while (!stopped) {
      asked += 1;
      if (asked % searchEvery === 0)
        await tally.of('search', (signal) =>
          ask(`${origin}/en/signatories?q=load+${asked}`, { signal }),
        );
      else {
        const headers = etag ? { 'if-none-match': etag } : {};
        const list = await tally.of('list', (signal) =>
          ask(`${origin}/en/signatories`, { headers, signal }),
        );
        etag = list?.headers.etag ?? etag;
      }
      await sleep(pause);
    }
  };
  const readers = Array.from({ length: count }, reads);
  return async () => {
    stopped = true;
    await Promise.all(readers);
  };
}

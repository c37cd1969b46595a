// Readers who look at the list again and again: the first page as it is known to them, every fourth time something nobody asked for yet.
import { setTimeout as sleep } from 'node:timers/promises';

/** @returns how to stop them. */
export function startReaders(origin, count, pause, tally) {
  let stopped = false;
  let asked = 0;
  const reads = async () => {
    await sleep(Math.random() * pause);
    let etag = '';
    while (!stopped) {
      asked += 1;
      if (asked % 4 === 0) await tally.of('search', (signal) => fetch(`${origin}/en/signatories?q=load+${asked}`, { signal }));
      else {
        const headers = etag ? { 'if-none-match': etag } : {};
        const list = await tally.of('list', (signal) => fetch(`${origin}/en/signatories`, { headers, signal }));
        etag = list?.headers.get('etag') ?? etag;
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

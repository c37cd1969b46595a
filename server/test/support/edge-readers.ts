import { setTimeout as wait } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Edge, EdgeAnswer } from './edge.js';

const unpackers: Record<string, (body: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
};
export const unpacked = ({ headers, body }: EdgeAnswer) =>
  String(unpackers[headers['content-encoding'] ?? '']?.(body) ?? body);

/** Readers who ask for each of the addresses without a pause, in two codings. */
export function watches(
  edge: Edge,
  paths: string[],
  isThere: (answer: EdgeAnswer, path: string) => boolean,
) {
  let stopped = false;
  let [seen, last] = [0, 0];
  const readers = paths.flatMap((path) =>
    ['identity', 'gzip'].map(async (coding) => {
      while (!stopped) {
        const answer = await edge.get(path, { 'accept-encoding': coding });
        if (isThere({ ...answer, text: unpacked(answer) }, path))
          [seen, last] = [seen + 1, Date.now()];
      }
    }),
  );
  return {
    seen: () => seen,
    /** Milliseconds from `moment` to the last answer in which it is still there. */
    async lastSeenAfter(moment: number): Promise<number> {
      await wait(2_500);
      stopped = true;
      await Promise.all(readers);
      return Math.max(0, last - moment);
    },
  };
}

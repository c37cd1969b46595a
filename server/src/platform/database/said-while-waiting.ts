import { limits } from '../config/limits.js';

/** Reports a long wait repeatedly, so that nothing hangs silently. */
export async function saidWhileWaiting<Result>(
  awaited: Promise<Result>,
  say: (line: string) => void,
  line: string,
): Promise<Result> {
  const begun = Date.now();
  const tell = () => say(`${line} (for ${Math.round((Date.now() - begun) / 1000)} s)`);
  let again: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    tell();
    again = setInterval(tell, limits.waitingToldAgain);
  }, limits.waitingTold);
  try {
    return await awaited;
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}

import { limits } from '../config/limits.js';

/** Asks once in a few seconds, however many probe; and never a second time while an answer (of a disk that hangs, say) is still awaited. */
export function everyFewSeconds<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let [askedAt, asking] = [-Infinity, false];
  let answer: Promise<Answer>;
  return () => {
    if (asking || performance.now() - askedAt < limits.probeAge) return answer;
    [askedAt, asking] = [performance.now(), true];
    answer = ask().finally(() => (asking = false));
    return answer;
  };
}

import { limits } from '../../platform/config/limits.js';

/**
 * Asks once in a few seconds, however many probe; and never a second time while an answer (of a
 * disk that hangs, say) is still awaited.
 */
export function everyFewSeconds<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let [requestStartedAt, asking] = [-Infinity, false];
  let answer: Promise<Answer>;
  return () => {
    if (asking || performance.now() - requestStartedAt < limits.probeAge) return answer;
    [requestStartedAt, asking] = [performance.now(), true];
    answer = ask().finally(() => (asking = false));
    return answer;
  };
}

import { limits } from '../../platform/config/limits.js';

/**
 * Runs the check at most once every few seconds, however many probes call it, and never while an
 * earlier run is still pending (a hanging disk, for example).
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

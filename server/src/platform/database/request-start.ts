import { AsyncLocalStorage } from 'node:async_hooks';
import { limits } from '../config/limits.js';

const moments = new AsyncLocalStorage<number>();

/**
 * All that follows from `answer` is done for a request of this moment: where many wait for a
 * connection, it comes before what later ones need.
 */
export function withRequestStart(answer: () => void): void {
  moments.run(Date.now(), answer);
}

/**
 * `work` waits for a connection until nobody else does. Whoever begins something long lets those go
 * first who have begun: under more than the machine bears they come to an end, and who must be
 * refused is refused at the door and not in the middle.
 */
export function afterAllOthers<Result>(work: () => Result): Result {
  // Nobody waits for longer than this.
  return moments.run(requestStartedAt() + limits.turnPatience, work);
}

/**
 * When the request at hand was taken up, in ms since 1970, or counts as taken up; for what nobody
 * asked for, now.
 */
export function requestStartedAt(): number {
  return moments.getStore() ?? Date.now();
}

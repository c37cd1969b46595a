import { AsyncLocalStorage } from 'node:async_hooks';
import { limits } from '../config/limits.js';

const moments = new AsyncLocalStorage<number>();

/**
 * Runs `answer` with the current time as the request's start, which orders all its queries in the
 * admission queue: earlier requests get connections first.
 */
export function withRequestStart(answer: () => void): void {
  moments.run(Date.now(), answer);
}

/**
 * Runs `work` at the lowest priority of the admission queue. A long task lets requests in progress
 * go first: under overload these finish, and load shedding refuses new requests at the start
 * instead of halfway through.
 */
export function afterAllOthers<Result>(work: () => Result): Result {
  // No request waits longer than this, so all others are served first.
  return moments.run(requestStartedAt() + limits.turnPatience, work);
}

/**
 * When the current request was accepted (or is treated as accepted), in ms since 1970; the current
 * time outside a request.
 */
export function requestStartedAt(): number {
  return moments.getStore() ?? Date.now();
}

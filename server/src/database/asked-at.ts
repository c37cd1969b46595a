import { AsyncLocalStorage } from 'node:async_hooks';

const moments = new AsyncLocalStorage<number>();

/** All that follows from `answer` is done for a request of this moment: where many wait for a connection, it comes before what later ones need. */
export function answering(answer: () => void): void {
  moments.run(Date.now(), answer);
}

/** When the request at hand was taken up, in ms since 1970; for what nobody asked for, now. */
export function askedAt(): number {
  return moments.getStore() ?? Date.now();
}

import { AsyncLocalStorage } from 'node:async_hooks';

const addresses = new AsyncLocalStorage<string>();

/** Runs `answer`, and all that follows from it, as part of a request from this address. */
export function askingFrom(ip: string, answer: () => void): void {
  addresses.run(ip, answer);
}

/** The address of the current request; undefined in jobs. */
export function askedFrom(): string | undefined {
  return addresses.getStore();
}

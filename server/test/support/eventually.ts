import { setTimeout as wait } from 'node:timers/promises';

/** Retries until `attempt` succeeds, for asynchronous effects. Fails with the last error. */
export async function eventually(
  attempt: () => Promise<void> | void,
  milliseconds = 8_000,
): Promise<void> {
  const end = Date.now() + milliseconds;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (failure) {
      if (Date.now() > end) throw failure;
      await wait(10);
    }
  }
}

import { setTimeout as wait } from 'node:timers/promises';

/**
 * Tries again until `attempt` holds, for what happens in its own time. Fails with the last failure.
 */
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

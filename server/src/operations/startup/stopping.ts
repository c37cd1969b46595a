import { limits } from '../../platform/config/limits.js';

type Stop = () => Promise<void>;

/** Aborted once this process is asked to stop. A startup then goes no further. */
export const stopAsked = new AbortController();
const started: Stop[] = [];
const numbers = { SIGINT: 130, SIGTERM: 143 } as const;

/** Registers how to stop something that would outlive this process. */
export function hasStarted(stop: Stop): Stop {
  let stopping: Promise<void> | undefined;
  const once = () => (stopping ??= stop());
  started.push(once);
  return once;
}

/**
 * On Ctrl-C or SIGTERM, in any phase, runs `end` first, then stops everything that was started,
 * then exits the process.
 */
export function stopOnSignal({ say, end, isReady }: StopOptions): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopAsked.signal.aborted) return;
      stopAsked.abort();
      const early = !isReady();
      say(early ? 'Stopping before it is ready' : 'Stopping');
      if (early) failuresDoNotMatter();
      setTimeout(() => process.exit(1), early ? limits.startUndone : limits.drain).unref();
      endAll(end).then(
        () => {
          if (early) say('Stopped: nothing that it started is running any more');
          process.exit(early ? numbers[signal] : 0);
        },
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
}

/**
 * Services that are still starting fail when the database closes; that must not interrupt the stop.
 */
function failuresDoNotMatter(): void {
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, () => undefined);
}

interface StopOptions {
  say(line: string): void;
  end: Stop;
  /** Until it is true, the process exits with the code that a shell gives to a signal. */
  isReady(): boolean;
}

async function endAll(end: Stop): Promise<void> {
  await end();
  for (const stop of [...started].reverse()) await stop();
}

import { ConfigError } from '../platform/config/config.js';

export const say = (line: string): void => console.log(line);

interface Closable {
  close(): Promise<void>;
}

/**
 * Runs a command from its first setting to its exit code, and closes what it opened, also on
 * Ctrl-C. A database that the server uses beside it stays up. What the operator got wrong is one
 * line, a fault of ours its stack.
 * @param work gives the exit code.
 */
export async function runCommand<Handle extends Closable>(
  open: () => Promise<Handle>,
  work: (handle: Handle) => Promise<number>,
): Promise<never> {
  let handle: Handle | undefined;
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped = true;
      void Promise.resolve(handle?.close()).finally(() => process.exit(130));
    });
  }
  let code = 1;
  try {
    handle = await open();
    code = await work(handle);
  } catch (error) {
    // What fails because the database was closed under it is no news; and a failed query's error
    // would print all its rows.
    if (stopped) await new Promise(() => undefined);
    console.error(
      error instanceof ConfigError ? `Cannot do this: ${error.message}` : (error as Error).stack,
    );
  }
  await handle?.close();
  process.exit(code);
}

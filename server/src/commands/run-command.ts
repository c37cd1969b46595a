import { resolve } from 'node:path';
import { stopAsked, stopOnSignal } from '../operations/startup/stopping.js';
import { ConfigError } from '../platform/config/config.js';

export const say = (line: string): void => console.log(line);

/** Resolves a path that the operator gave against the folder where the command was run. */
export const fromHere = (path: string): string =>
  resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

/** A mistake that the operator can fix, including an unknown option. */
const isMistake = (error: unknown): error is Error =>
  error instanceof ConfigError ||
  String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS_');

interface Closable {
  close(): Promise<void>;
}

/**
 * Runs a command, closes its resources (also on Ctrl-C) and exits. A database that the server
 * shares keeps running. An operator's mistake prints one line, a bug prints its stack.
 * @param work returns the exit code.
 */
export async function runCommand<Handle extends Closable>(
  open: () => Promise<Handle>,
  work: (handle: Handle) => Promise<number>,
): Promise<never> {
  let handle: Handle | undefined;
  stopOnSignal({ say: console.error, end: async () => handle?.close(), isReady: () => false });
  let code = 1;
  try {
    handle = await open();
    code = await work(handle);
  } catch (error) {
    // Ignores errors caused by closing the database on Ctrl-C: a failed query's error would print
    // all its rows.
    if (stopAsked.signal.aborted) await new Promise(() => undefined);
    console.error(isMistake(error) ? `Cannot do this: ${error.message}` : (error as Error).stack);
  }
  await handle?.close();
  process.exit(code);
}

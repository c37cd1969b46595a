import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eventually } from './eventually.js';

const built = 'server/dist/server/src';
const here = join(import.meta.dirname, '../../..');

/** A part of the built program as an operator runs it, with its output. */
export interface Program {
  process: ChildProcess;
  said: string;
  exit: Promise<number | string>;
}

/**
 * @param part `main`, or for example `commands/backup`. It inherits nothing from our environment
 *   except the search path for programs.
 * @param release the folder of another version.
 */
export function runProgram(
  part: string,
  args: string[],
  settings: Record<string, string>,
  folder: string,
  release = here,
): Program {
  const file = join(release, built, `${part}.js`);
  const child = spawn(process.execPath, [file, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...settings },
  });
  const exit = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  const program: Program = { process: child, said: '', exit };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (program.said += chunk.toString()));
  return program;
}

export async function isReady(program: Program, milliseconds = 15_000): Promise<void> {
  await Promise.race([
    eventually(() => expect(program.said).toContain('Ready at'), milliseconds),
    program.exit.then((code) => {
      throw new Error(`ended with ${code}: ${program.said}`);
    }),
  ]);
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { ConfigError } from '../../platform/config/config.js';
import type { Rewriting } from '../../platform/database/embedded/stored-bytes.js';

/**
 * Pipes bytes through an installed program, from its standard input to its standard output.
 * @throws ConfigError with the first line of its error output.
 */
export const rewrittenBy = (program: string, args: string[]): Rewriting =>
  async function* rewritten(source) {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const ended = once(child, 'close') as Promise<[number | null]>;
    ended.catch(() => undefined);
    // Without a listener, an error while writing to it would crash the process.
    const fed = pipeline(source, child.stdin).then(
      () => null,
      (error: unknown) => error,
    );
    try {
      yield* child.stdout as AsyncIterable<Buffer>;
      const [code] = await ended;
      if (code !== 0) throw new ConfigError(`${program}: ${firstLine(complaint)}`);
      const broken = await fed;
      if (broken) throw broken;
    } catch (error) {
      throw isMissing(error)
        ? new ConfigError(`${program} is needed and not installed: apt-get install ${program}`)
        : error;
    } finally {
      child.kill();
    }
  };

const firstLine = (text: string) => text.trim().split('\n')[0] || 'it failed without a word';
const isMissing = (error: unknown) => (error as { code?: string }).code === 'ENOENT';

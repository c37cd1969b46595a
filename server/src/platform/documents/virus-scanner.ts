import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppContext } from '../database/app-context.js';
import { logger } from '../log/logger.js';
import { Problem } from '../http/problem.js';
import { limits } from '../config/limits.js';

/** `infected` includes the scanner's name for the malware. */
export type Verdict = { scan: 'clean' | 'not_scanned' } | { scan: 'infected'; signature: string };

/**
 * Has the ClamAV daemon scan a file, with its INSTREAM command (clamd(8)). Without CLAMD_URL no
 * file is scanned, and staff see that.
 */
@Injectable()
export class VirusScanner {
  private readonly address: { path: string } | { host: string; port: number } | undefined;

  constructor({ config: { CLAMD_URL } }: AppContext) {
    if (CLAMD_URL.startsWith('unix:')) this.address = { path: CLAMD_URL.slice('unix:'.length) };
    else if (CLAMD_URL)
      this.address = {
        host: new URL(CLAMD_URL).hostname.replace(/^\[|\]$/g, ''),
        port: Number(new URL(CLAMD_URL).port),
      };
  }

  /**
   * @throws Problem 503 when the scanner is unavailable, too slow, or undecided: a file without a
   *   verdict is not kept.
   */
  async scan(path: string): Promise<Verdict> {
    if (!this.address) return { scan: 'not_scanned' };
    const answer = await this.ask((socket) => send(socket, path)).catch(
      (error: Error) => `${error.message} ERROR`,
    );
    if (answer.endsWith(' OK')) return { scan: 'clean' };
    const signature = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
    if (signature) return { scan: 'infected', signature };
    logger.error({ answer: answer.slice(0, 200) }, 'the virus scanner did not judge a document');
    throw new Problem(
      503,
      'scan-unavailable',
      'Files cannot be checked for viruses right now. The file was not kept; please try ' +
        'again in a few minutes.',
      {
        retryAfter: 60,
      },
    );
  }

  /** @returns PONG if the scanner is up. */
  ping(): Promise<string> {
    return this.ask(async (socket) => void socket.write('zPING\0'));
  }

  /** The scanner's reply, without its closing NUL. */
  private async ask(say: (socket: Socket) => Promise<void>): Promise<string> {
    const socket = connect(this.address!);
    const timer = setTimeout(() => socket.destroy(new Error('the time is over')), limits.scanTime);
    try {
      const answer = answerOf(socket);
      // The scanner may reply and close the connection before it has read everything; the reply is
      // valid all the same.
      await Promise.all([answer, say(socket).catch(() => undefined)]);
      return await answer;
    } finally {
      clearTimeout(timer);
      socket.destroy();
    }
  }
}

/**
 * Sends the file in chunks, each preceded by its length in four bytes; a length of zero ends the
 * stream.
 */
async function send(socket: Socket, path: string): Promise<void> {
  const write = (bytes: Buffer) =>
    new Promise<void>(
      (done, fail) => void socket.write(bytes, (error) => (error ? fail(error) : done())),
    );
  await write(Buffer.from('zINSTREAM\0'));
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    await write(Buffer.concat([length(chunk.length), chunk]));
  await write(length(0));
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const part of socket as AsyncIterable<Buffer>) {
    answer += part.toString('latin1');
    if (answer.includes('\0') || answer.length > 1_000) break;
  }
  return answer.split('\0')[0]!;
}

function length(bytes: number): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(bytes);
  return prefix;
}

import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppContext } from '../database/app-context.js';
import { logger } from '../log/logger.js';
import { Problem } from '../http/problem.js';
import { limits } from '../config/limits.js';

/** `infected` comes with the scanner's name for what it found. */
export type Verdict = { scan: 'clean' | 'not_scanned' } | { scan: 'infected'; signature: string };

/**
 * Asks ClamAV's daemon about a file, by its INSTREAM command (clamd(8)); without CLAMD_URL nothing
 * is asked and staff are told so.
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
   * @throws Problem 503 when the scanner cannot be asked, is too slow, or does not know: a file
   * that was not judged is not kept.
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
      'Files cannot be checked for viruses right now. The file was not kept; please try again in a few minutes.',
      {
        retryAfter: 60,
      },
    );
  }

  /** @returns PONG when it is there. */
  ping(): Promise<string> {
    return this.ask(async (socket) => void socket.write('zPING\0'));
  }

  /** What the scanner says, without its closing NUL. */
  private async ask(say: (socket: Socket) => Promise<void>): Promise<string> {
    const socket = connect(this.address!);
    const timer = setTimeout(() => socket.destroy(new Error('the time is over')), limits.scanTime);
    try {
      const answer = answerOf(socket);
      // It may answer, and hang up, before it has heard everything: then the answer counts.
      await Promise.all([answer, say(socket).catch(() => undefined)]);
      return await answer;
    } finally {
      clearTimeout(timer);
      socket.destroy();
    }
  }
}

/** The file in chunks, each after its length in four bytes; a length of zero ends it. */
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

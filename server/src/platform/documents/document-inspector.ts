import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { limits } from '../config/limits.js';
import type { Finding } from './document.entity.js';

/**
 * What was found in a file, and its copy without metadata and active content; null where none could
 * be made.
 */
export interface Inspection {
  findings: Finding[];
  clean: { bytes: number; sha256: Buffer } | null;
}

type Outcome =
  | { findings: Finding[]; clean: { bytes: number; sha256: string } | null }
  | { refusal: 'encrypted' | 'unreadable' };
const refused = { refusal: 'unreadable' } as const;

interface Job {
  path: string;
  cleanPath: string;
  mediaType: string;
}

/**
 * Has files read in a thread of their own, one after the other, within limits of time and memory: a
 * file that was made to choke its readers chokes that thread only. The thread is made with the
 * first file, and anew when one had to be stopped.
 */
@Injectable()
export class DocumentInspector implements OnApplicationShutdown {
  private worker: Worker | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  /**
   * @param cleanPath where the copy is written.
   * @throws Problem 422 when a PDF is encrypted or cannot be read.
   */
  async inspect(path: string, cleanPath: string, mediaType: string): Promise<Inspection> {
    const mine = this.turn.then(() => this.ask({ path, cleanPath, mediaType }));
    this.turn = mine.catch(() => undefined);
    const outcome = await mine;
    if (!('refusal' in outcome)) {
      return {
        findings: outcome.findings,
        clean: outcome.clean && {
          bytes: outcome.clean.bytes,
          sha256: Buffer.from(outcome.clean.sha256, 'hex'),
        },
      };
    }
    // A photo that we cannot take apart is shown as it is; only its copy is missing.
    if (mediaType !== 'application/pdf') return { findings: [], clean: null };
    if (outcome.refusal === 'encrypted')
      throw new Problem(
        422,
        'file-encrypted',
        'The PDF is protected by a password. Save it without protection.',
      );
    throw new Problem(422, 'file-unreadable', 'The PDF cannot be read. Save or scan it again.');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.terminate();
  }

  /**
   * One file, one answer. What took too much memory is read once more: it may have been something
   * else in this process that grew meanwhile.
   */
  private async ask(job: Job): Promise<Outcome> {
    const first = await this.attempt(job);
    const outcome = first === 'grown' ? await this.attempt(job) : first;
    return outcome === 'grown' ? refused : outcome;
  }

  /**
   * A thread that fails, takes too long or too much is ended, and the file counts as unreadable.
   */
  private async attempt(job: Job): Promise<Outcome | 'grown'> {
    const worker = (this.worker ??= startWorker());
    const memoryBefore = process.memoryUsage.rss();
    const outcome = await new Promise<Outcome | 'grown' | Error>((answer) => {
      const settle = (value: Outcome | 'grown' | Error) => {
        clearTimeout(timer);
        clearInterval(watch);
        worker.off('message', settle).off('error', fail).off('exit', end);
        answer(value);
      };
      const end = () => settle(refused);
      // Out of memory is the file's doing; any other failure of the thread is ours.
      const fail = (error: Error & { code?: string }) =>
        settle(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refused : error);
      const timer = setTimeout(end, limits.inspectionTime);
      const watch = setInterval(() => {
        if (process.memoryUsage.rss() - memoryBefore > limits.inspectionBytes) settle('grown');
      }, 100);
      worker.on('message', settle).on('error', fail).on('exit', end);
      worker.postMessage(job);
    });
    if (outcome !== refused && outcome !== 'grown' && !(outcome instanceof Error)) return outcome;
    this.worker = undefined;
    await worker.terminate();
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./inspection-worker.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    // Nothing of what a library says about a stranger's file reaches our log.
    stdout: true,
    stderr: true,
  });
  // Also of one that was given up; without a listener an error would end the server.
  worker.on('error', () => undefined);
  worker.stdout.resume();
  worker.stderr.resume();
  worker.unref();
  return worker;
}

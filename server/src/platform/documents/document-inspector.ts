import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import type { Finding, NoCopyReason, Signature } from './document.entity.js';
import { InspectionPool, type Job } from './inspection-pool.js';

/**
 * The findings about a file, and its copy without metadata and active content, or the reason why
 * there is none.
 */
export interface Inspection {
  findings: Finding[];
  signatures: Signature[];
  clean: { bytes: number; sha256: Buffer } | null;
  noCopy: NoCopyReason | null;
}

type Refusal = 'encrypted' | 'unreadable' | 'ambiguous' | 'too-long';
type Outcome =
  | (Omit<Inspection, 'clean'> & { clean: { bytes: number; sha256: string } | null })
  | { refusal: Refusal };

const refusals: Record<Refusal, string> = {
  encrypted: 'The PDF is protected by a password. Save it without protection.',
  unreadable: 'The PDF cannot be read. Save or scan it again.',
  ambiguous:
    'The PDF is built so that two programs may show different pages. Print it to a new PDF.',
  'too-long': 'The PDF has too many pages.',
};

/**
 * Reads files in separate processes, within limits of processor time and memory: a malicious file
 * can stop only one of them.
 */
@Injectable()
export class DocumentInspector implements OnApplicationShutdown {
  private readonly pool = new InspectionPool();

  /**
   * @param job `cleanPath` is where the copy is written.
   * @param owner the network of the sender. Files from one network are read one after the other, in
   *   parallel with other networks.
   * @throws Problem 422 when a PDF is ambiguous, 503 when too many files wait.
   */
  async inspect(job: Job, owner: string): Promise<Inspection> {
    if (this.pool.isFull(owner)) {
      throw new Problem(503, 'busy', 'Too many files are being read. Try again in a moment.', {
        retryAfter: 10,
      });
    }
    const outcome = asOutcome(await this.pool.read(job, owner));
    if (!('refusal' in outcome)) {
      return {
        ...outcome,
        clean: outcome.clean && {
          bytes: outcome.clean.bytes,
          sha256: Buffer.from(outcome.clean.sha256, 'hex'),
        },
      };
    }
    // A photo that cannot be parsed is accepted as it is, without a cleaned copy.
    if (job.mediaType !== 'application/pdf')
      return { findings: [], signatures: [], clean: null, noCopy: 'photo' };
    throw new Problem(422, `file-${outcome.refusal}`, refusals[outcome.refusal]);
  }

  onApplicationShutdown(): void {
    this.pool.close();
  }
}

/** A process that was killed over a file gives no result, so the file is refused. */
function asOutcome(answer: unknown): Outcome {
  return typeof answer === 'object' && answer !== null
    ? (answer as Outcome)
    : { refusal: 'unreadable' };
}

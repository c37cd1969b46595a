import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { AppContext } from '../database/app-context.js';
import { logger } from '../log/logger.js';
import { Problem } from '../http/problem.js';
import { RateLimits } from '../http/rate-limits.js';
import { limits } from '../config/limits.js';

/** Limits the volume of uploads, counted in advance by the announced size. */
@Injectable()
export class UploadAllowance {
  constructor(
    private readonly rates: RateLimits,
    private readonly context: AppContext,
  ) {}

  /**
   * @throws Problem 429 when too much came for this submission, from this network or from one
   *   around it within an hour, 503 when the disk is nearly full.
   */
  async spend(submissionId: string, address: string, bytes: number): Promise<void> {
    await this.requireRoom(bytes);
    const kilobytes = Math.ceil(bytes / 1000);
    await this.rates.use(
      'document-kB',
      limits.documentKilobytesPerSubmission,
      submissionId,
      kilobytes,
    );
    const perNetwork = limits.documentKilobytesPerNetwork;
    await this.rates.useFrom('document-kB-net', perNetwork, address, { points: kilobytes });
  }

  /** Counts one file that will be read. @throws Problem 429 */
  async spendFile(address: string): Promise<void> {
    await this.rates.useFrom('document-net', limits.documentsPerNetwork, address);
  }

  /** Room for a file and its copy, and for the rest of the machine. */
  private async requireRoom(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.context.config.DATA_DIR);
    const free = bavail * bsize;
    if (free >= limits.diskReserve + 2 * bytes) return;
    logger.error({ free }, 'no room left');
    throw new Problem(
      503,
      'no-room',
      'There is no room for more files now. Nothing was changed; please try again later.',
      { retryAfter: 600 },
    );
  }
}

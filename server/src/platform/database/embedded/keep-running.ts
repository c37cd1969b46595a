import { setTimeout as sleep } from 'node:timers/promises';
import { logger } from '../../log/logger.js';
import type { Cluster } from './cluster.js';

const look = 1_000;
const longestPause = 30_000;

/**
 * Restarts the embedded database on the same port when it has died, because nothing else supervises
 * it. Every process that uses it does this; the quickest one starts it, and the others find it
 * running.
 */
export class KeepRunning {
  private readonly stopped = new AbortController();
  private readonly ended: Promise<void>;

  constructor(
    private readonly cluster: Cluster,
    private readonly port: number,
    private readonly settings: Record<string, string> = {},
  ) {
    this.ended = this.watch();
  }

  /** From here on the database is allowed to end. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.ended;
  }

  private async watch(): Promise<void> {
    let pause = look;
    while (await this.rest(pause)) {
      if (await this.cluster.isAlive()) {
        pause = look;
        await this.endWhatEnds();
        continue;
      }
      logger.error('the embedded database has ended; it is started again');
      pause = await this.cluster.start({ ...this.settings, port: String(this.port) }).then(
        () => look,
        (error: unknown) => {
          logger.error({ err: error }, 'the embedded database does not start; it is tried again');
          return Math.min(pause * 2, longestPause);
        },
      );
    }
  }

  /**
   * After a plain `kill` the server waits for every connection to close, and ours never do: it
   * would neither accept new ones nor exit.
   */
  private async endWhatEnds(): Promise<void> {
    if (!(await this.cluster.isStopping())) return;
    logger.error('somebody stops the embedded database; its connections are ended');
    await this.cluster
      .stop()
      .catch((err: unknown) => logger.error({ err }, 'the embedded database does not end'));
  }

  /** @returns whether to continue. */
  private rest(milliseconds: number): Promise<boolean> {
    return sleep(milliseconds, true, { ref: false, signal: this.stopped.signal }).catch(
      () => false,
    );
  }
}

import type { FairPool } from '../../platform/database/fair-pool.js';
import { logger } from '../../platform/log/logger.js';

const askWhenBehind = 100;
const askWhenLost = 1_000;

/**
 * A read replica for public reads. It lags slightly behind the primary and may go down, so it is
 * used only while it is known to have reached the register's latest version. That keeps stale data
 * from being cached as current.
 */
export class Replica {
  private at = 0;
  private wanted = 0;
  private asking: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(readonly pool: FairPool) {
    this.ask(0);
  }

  /** Undefined while the primary has to be used. */
  get current(): FairPool | undefined {
    return this.at >= this.wanted && this.at > 0 ? this.pool : undefined;
  }

  /** Announces the register's new version. */
  follow(version: number): void {
    if (version <= this.wanted) return;
    this.wanted = version;
    if (this.at < version) this.ask(0);
  }

  lost(error: unknown): void {
    if (this.at > 0)
      logger.warn(
        { code: (error as { code?: string }).code },
        'the read replica is lost; the primary is read',
      );
    this.at = 0;
    this.ask(askWhenLost);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.asking);
    await this.pool.end();
  }

  private ask(after: number): void {
    clearTimeout(this.asking);
    if (this.stopped) return;
    this.asking = setTimeout(() => {
      this.pool.query<{ version: string }>('SELECT version FROM public_register').then(
        ({ rows }) => {
          if (this.at === 0) logger.info('the read replica is read');
          this.at = Number(rows[0]!.version);
          if (this.at < this.wanted) this.ask(askWhenBehind);
        },
        (error: unknown) => this.lost(error),
      );
    }, after);
  }
}

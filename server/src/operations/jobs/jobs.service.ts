import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { logger } from '../../platform/log/logger.js';
import { isOutage } from '../../platform/http/send-problem.js';
import { limits } from '../../platform/config/limits.js';
import { RetentionService } from '../../workbench/retention/retention.service.js';
import { JobList, type Job } from './job-list.js';

/**
 * Runs the scheduled jobs. Every instance tries to; an advisory lock lets only one run a job at a
 * time.
 */
@Injectable()
export class JobsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private readonly succeeded = new Map<string, Date>();
  private readonly failed = new Map<string, number>();

  constructor(
    private readonly database: DataSource,
    private readonly removals: RetentionService,
    private readonly jobs: JobList,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.runAll());
    }, limits.jobPoll);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** The status of each job on this instance, for monitoring. */
  standing(): { name: string; succeededAt: Date | undefined; failures: number }[] {
    return this.jobs.all.map(({ name }) => ({
      name,
      succeededAt: this.succeeded.get(name),
      failures: this.failed.get(name) ?? 0,
    }));
  }

  /** Runs every job that no other instance is running. One failure does not stop the others. */
  async runAll(): Promise<void> {
    for (const job of this.jobs.all) {
      try {
        await this.run(job);
      } catch (error) {
        this.failed.set(job.name, (this.failed.get(job.name) ?? 0) + 1);
        logger.error({ job: job.name, err: isOutage(error) ? undefined : error }, 'job failed');
      }
    }
  }

  private async run({ name, run }: Job): Promise<void> {
    const result = await this.database.transaction(async (manager) => {
      const [lock] = await manager.query<{ mine: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock(hashtext($1)) AS mine',
        [`job ${name}`],
      );
      if (!lock!.mine) return null;
      const done = await run(manager);
      if (done.removed) await this.removals.note(manager, done.removed);
      return done;
    });
    await result?.afterwards?.();
    if (result) this.succeeded.set(name, new Date());
    if (result && result.done > 0) logger.info({ job: name, done: result.done }, 'job done');
  }
}

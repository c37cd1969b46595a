import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { DataSource } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { poolsOf } from '../../platform/database/pools.js';
import { HealthService, reasons } from '../health/health.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import { PublicDatabase } from '../../site/public/public-database.js';
import { RegisterClock } from '../../site/public/register-clock.js';
import { ResponseCache } from '../../site/public/response-cache.js';
import { registerGauges } from './gauges.js';
import { readFigures } from './register-figures.js';

/**
 * The state of this instance and of the register, for Prometheus. No metric or label contains text
 * that a person wrote.
 */
@Injectable()
export class MetricsService {
  private readonly registry = new Registry();
  private readonly fill = registerGauges(this.registry);
  private readonly requests = new Histogram({
    name: 'pact_http_request_duration_seconds',
    help: 'Answers that were made, not taken from the cache, by route template.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor(
    private readonly context: AppContext,
    private readonly database: DataSource,
    private readonly reader: PublicDatabase,
    cache: ResponseCache,
    clock: RegisterClock,
    jobs: JobsService,
    private readonly health: HealthService,
  ) {
    collectDefaultMetrics({ register: this.registry });
    this.whatTheCacheDoes(cache, clock);
    this.whatTheJobsDo(jobs);
    this.whatIsLeft();
  }

  readonly contentType = this.registry.contentType;

  /**
   * Counts a response by its route template and not by its URL, because URLs contain user input.
   */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** All metrics in Prometheus' text format, even while the database is down. */
  async text(): Promise<string> {
    this.fill(await readFigures(this.database).catch(() => null));
    return this.registry.metrics();
  }

  private whatTheCacheDoes(cache: ResponseCache, clock: RegisterClock): void {
    this.count(
      'pact_cache_answers_total',
      'Public answers from the cache (hit) and made for it (miss).',
      ['result'],
      (add) => {
        add({ result: 'hit' }, cache.hits);
        add({ result: 'miss' }, cache.misses);
      },
    );
    this.measure(
      'pact_register_version',
      'The version of the register that this instance knows.',
      [],
      (set) => set({}, clock.version),
    );
    this.measure(
      'pact_register_heard',
      '1 while this instance hears of every change of the register.',
      [],
      (set) => set({}, clock.connected ? 1 : 0),
    );
  }

  private whatTheJobsDo(jobs: JobsService): void {
    this.measure(
      'pact_job_success_timestamp_seconds',
      'When a job last ended well at this instance; the newest of all instances counts.',
      ['job'],
      (set) => {
        for (const { name, succeededAt } of jobs.standing())
          if (succeededAt) set({ job: name }, succeededAt.getTime() / 1_000);
      },
    );
    this.count(
      'pact_job_failures_total',
      'Runs of a job that failed at this instance.',
      ['job'],
      (add) => {
        for (const { name, failures } of jobs.standing()) add({ job: name }, failures);
      },
    );
  }

  private whatIsLeft(): void {
    this.measure(
      'pact_database_connections',
      'Connections of this instance, and requests that wait for one.',
      ['pool', 'state'],
      (set) => {
        for (const { name: pool, size, idle, waiting } of [
          ...poolsOf(this.database),
          ...this.reader.pools(),
        ]) {
          set({ pool, state: 'busy' }, size - idle);
          set({ pool, state: 'idle' }, idle);
          set({ pool, state: 'waiting' }, waiting);
        }
      },
    );
    this.measure(
      'pact_not_ready',
      '1 for the reason why no request should come to this instance.',
      ['reason'],
      async (set) => {
        const told = await this.health.notReadyBecause();
        for (const reason of reasons) set({ reason }, reason === told ? 1 : 0);
      },
    );
    this.measure(
      'pact_disk_free_ratio',
      'Free part of the disk that holds DATA_DIR; 0 when it cannot be asked.',
      [],
      async (set) => {
        const { bavail, blocks } = await this.disk();
        set({}, bavail / blocks);
      },
    );
    this.measure(
      'pact_disk_free_bytes',
      'Free bytes of the disk that holds DATA_DIR; 0 when it cannot be asked.',
      [],
      async (set) => {
        const { bavail, bsize } = await this.disk();
        set({}, bavail * bsize);
      },
    );
  }

  /** The disk that holds DATA_DIR; reported as full if it cannot be read. */
  private disk(): Promise<{ bavail: number; blocks: number; bsize: number }> {
    const unknown = { bavail: 0, blocks: 1, bsize: 1 };
    return statfs(this.context.config.DATA_DIR).catch(() => unknown);
  }

  private measure(
    name: string,
    help: string,
    labelNames: string[],
    collect: (set: Setter) => void | Promise<void>,
  ): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect: () => collect((labels, value) => gauge.set(labels, value)),
    });
  }

  private count(
    name: string,
    help: string,
    labelNames: string[],
    collect: (add: Setter) => void,
  ): void {
    const counter = new Counter({
      name,
      help,
      labelNames,
      registers: [this.registry],
      // The values are counted elsewhere and copied here at each scrape.
      collect: () => {
        counter.reset();
        collect((labels, value) => counter.inc(labels, value));
      },
    });
  }
}

type Setter = (labels: Record<string, string>, value: number) => void;

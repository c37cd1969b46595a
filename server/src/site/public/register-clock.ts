import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type pg from 'pg';
import { logger } from '../../platform/log/logger.js';
import { PublicDatabase } from './public-database.js';

const retry = 500;
/** A lost network can leave a connection that never says so: ask now and then. */
const heartbeat = 5_000;

/**
 * Knows the register's version at every moment: it listens to PostgreSQL, and asks again after
 * every lost connection.
 */
@Injectable()
export class RegisterClock implements OnApplicationBootstrap, OnApplicationShutdown {
  /** 0: not known (yet); nothing is taken from or put into the cache then. */
  version = 0;
  /**
   * False while the database cannot be reached: answers from the cache are then served as stale.
   */
  connected = false;
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly database: PublicDatabase) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  /**
   * The version that whoever asks reads from: that of the state an answer is made of, else the
   * newest. 0: not known.
   */
  async versionRead(): Promise<number> {
    return (await this.database.versionInState()) ?? (this.connected ? this.version : 0);
  }

  private async connect(): Promise<void> {
    const client = this.database.newClient();
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ payload }) => {
      this.set(Math.max(this.version, Number(payload)));
    });
    try {
      await client.connect();
      this.client = client;
      await client.query('LISTEN register');
      await this.ask(client);
      this.connected = true;
    } catch (error) {
      logger.warn({ code: (error as { code?: string }).code }, 'cannot listen to the register');
      this.lost(client);
    }
  }

  private async ask(client: pg.Client): Promise<void> {
    const {
      rows: [row],
    } = await client.query<{ version: string }>('SELECT version FROM public_register');
    this.set(Number(row?.version ?? 0));
    clearTimeout(this.timer);
    if (!this.stopped)
      this.timer = setTimeout(() => {
        this.ask(client).catch(() => this.lost(client));
      }, heartbeat);
  }

  private set(version: number): void {
    this.version = version;
    this.database.follow(version);
  }

  private lost(client: pg.Client): void {
    if (this.stopped || (this.client && this.client !== client)) return;
    this.connected = false;
    this.client = undefined;
    client.removeAllListeners('end');
    client.end().catch(() => undefined);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.connect();
    }, retry);
  }
}

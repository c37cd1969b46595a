import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type pg from 'pg';
import { logger } from '../../platform/log/logger.js';
import { limits } from '../../platform/config/limits.js';
import { PublicDatabase } from './public-database.js';

const retry = 500;
/** PostgreSQL's error codes for a connection that it ends. */
const adminShutdown = '57P01';
/**
 * A network failure can leave a dead connection that reports no error, so it is probed regularly.
 */
const heartbeat = 5_000;
/**
 * After this time a transaction of this process that removes something has ended, and the version
 * in the database shows its outcome.
 */
const ownRemovalTime = 10_000;

/** A running query of the version. */
interface Asking {
  client: pg.Client;
  /** A notification has arrived since the query was sent. */
  again: boolean;
  done: Promise<void>;
}

/**
 * Always knows the register's current version: it listens to PostgreSQL, and queries it again after
 * every lost connection.
 */
@Injectable()
export class RegisterClock implements OnApplicationBootstrap, OnApplicationShutdown {
  /** 0: not known (yet); the cache is then neither read nor written. */
  version = 0;
  /** False while the register's version is not received. */
  connected = false;
  /** The version before this one, and when this one was first heard of. */
  before = 0;
  heardAt = 0;
  /** Counts the connections: after one was lost, the database may be another one, or restored. */
  line = 0;
  private client: pg.Client | undefined;
  private asking: Asking | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private lastRemoval = 0;
  private ownRemoval: { version: number; at: number } | undefined;
  private lostAt = 0;
  /** The connection was lost, and could not be made again. */
  private triedInVain = false;
  private removalHeard: () => void = () => undefined;

  constructor(private readonly database: PublicDatabase) {}

  /**
   * The last version that removed something, as far as this process knows. Older answers must not
   * be shown to anyone.
   */
  get removal(): number {
    return Math.max(this.lastRemoval, this.ownRemoval?.version ?? 0);
  }

  /**
   * Whether an older answer is better than none: the database is down, but not so long that other
   * instances may have removed much.
   */
  get staleIsAllowed(): boolean {
    return !this.connected && this.triedInVain && Date.now() - this.lostAt < limits.staleTime;
  }

  /**
   * Calls `listener` whenever the database has reported the last removal, new or not.
   */
  onRemoval(listener: () => void): void {
    this.removalHeard = listener;
  }

  /**
   * This process is about to commit a version that removes something. It takes effect at once, even
   * if no notification arrives any more.
   */
  announceRemoval(version: number): void {
    if (version > this.removal) this.ownRemoval = { version, at: Date.now() };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  /**
   * The version that the caller reads: that of the current response's snapshot, otherwise the
   * latest. 0: not known.
   */
  async versionRead(): Promise<number> {
    return (await this.database.versionInState()) ?? (this.connected ? this.version : 0);
  }

  /** Whether the caller reads in a snapshot, on a connection that it has already. */
  async readsSnapshot(): Promise<boolean> {
    return (await this.database.versionInState()) !== undefined;
  }

  private async connect(): Promise<void> {
    const client = this.database.newClient();
    this.client = client;
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ payload }) => {
      if (this.client !== client) return;
      const version = Math.max(this.version, Number(payload));
      // Until the answer arrives, the version counts as one that removes.
      this.set(version, version);
      this.ask(client).catch(() => this.lost(client));
    });
    let made = false;
    try {
      await client.connect();
      made = true;
      this.line += 1;
      await client.query('LISTEN register');
      await this.ask(client);
      if (this.client !== client) return;
      this.connected = true;
      this.triedInVain = false;
    } catch (error) {
      const { code } = error as { code?: string };
      logger.warn({ code }, 'cannot listen to the register');
      // If a connection is cut while it is being made, the database is reachable. Serving from
      // memory then could show something that another instance has removed meanwhile.
      const cut = code === adminShutdown || (made && this.client !== client);
      if (!cut) this.triedInVain = true;
      this.lost(client);
    }
  }

  /**
   * One query at a time: a notification that arrives meanwhile is answered by one more query, since
   * the current one may have read an older version.
   */
  private ask(client: pg.Client): Promise<void> {
    if (this.asking?.client === client) {
      this.asking.again = true;
      return this.asking.done;
    }
    const asking: Asking = { client, again: false, done: Promise.resolve() };
    this.asking = asking;
    asking.done = this.query(asking).finally(() => {
      if (this.asking === asking) this.asking = undefined;
    });
    return asking.done;
  }

  private async query(asking: Asking): Promise<void> {
    do {
      asking.again = false;
      const asked = Date.now();
      const {
        rows: [row],
      } = await asking.client.query<{ version: string; removal: string }>(
        'SELECT version, removal_version AS removal FROM public_register',
      );
      const isOlder = asking.again && Number(row?.version ?? 0) < this.version;
      if (!isOlder) this.answered(asking.client, asked, row);
    } while (asking.again);
  }

  private answered(
    client: pg.Client,
    asked: number,
    row: { version: string; removal: string } | undefined,
  ): void {
    if (this.client !== client) return;
    if (this.ownRemoval && asked - this.ownRemoval.at > ownRemovalTime) this.ownRemoval = undefined;
    this.set(Number(row?.version ?? 0), Number(row?.removal ?? 0));
    this.removalHeard();
    clearTimeout(this.timer);
    if (!this.stopped)
      this.timer = setTimeout(() => {
        this.ask(client).catch(() => this.lost(client));
      }, heartbeat);
  }

  private set(version: number, removal: number): void {
    if (version !== this.version) {
      this.before = this.version;
      this.heardAt = Date.now();
    }
    this.version = version;
    this.lastRemoval = removal;
    this.database.follow(version);
  }

  private lost(client: pg.Client): void {
    if (this.stopped || this.client !== client) return;
    if (this.connected) this.lostAt = Date.now();
    this.connected = false;
    this.client = undefined;
    client.removeAllListeners('end');
    client.end().catch(() => undefined);
    clearTimeout(this.timer);
    // The first retry is immediate: usually only the connection was cut, and the database is up.
    this.timer = setTimeout(() => void this.connect(), this.triedInVain ? retry : 0);
  }
}

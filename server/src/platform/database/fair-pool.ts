import pg from 'pg';
import { limits } from '../config/limits.js';
import { requestStartedAt } from './request-start.js';
import { PooledClient } from './pooled-client.js';

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

interface Waiting {
  /** When its request was accepted. */
  requestStartedAt: number;
  since: number;
  go: () => void;
  giveUp: (error: Error) => void;
}

/** How often the queue is checked for a stall, in ms. */
const look = 200;

/**
 * A connection pool with an admission queue. Under overload, requests wait as long as the queue
 * keeps moving: they are slow, but neither refused nor overtaken. Order follows the request's
 * start, so a request in progress gets its second query before newer requests get their first. If
 * the queue stalls for `connectTimeout` because the database is down or hangs, and in any case
 * after `turnPatience`, waiting requests fail with the error of `pg`, which becomes a 503.
 */
export class FairPool extends pg.Pool {
  private line: Waiting[] = [];
  private turns = 0;
  private moved = 0;
  private watch: NodeJS.Timeout | undefined;

  constructor(config: pg.PoolConfig = {}) {
    super({ ...config, Client: PooledClient, connectionTimeoutMillis: limits.connectTimeout });
    this.on('release', () => this.next());
  }

  /** The number of waiting requests. */
  get queueLength(): number {
    return this.line.length;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<pg.PoolClient> | void {
    if (connected) return this.inTurn(connected);
    return new Promise((resolve, reject) =>
      this.inTurn((error, client) => (error ? reject(error) : resolve(client!))),
    );
  }

  private inTurn(connected: Connected): void {
    const go = () =>
      super.connect((error, client, release) => {
        if (error) this.next();
        else this.moved = Date.now();
        connected(error, client, release);
      });
    if (this.turns < (this.options.max ?? 10)) {
      this.turns += 1;
      return go();
    }
    this.enqueue({
      requestStartedAt: requestStartedAt(),
      since: Date.now(),
      go,
      giveUp: (error) => connected(error, undefined, () => undefined),
    });
    this.watch ??= setInterval(() => this.refuseTimedOut(), look).unref();
  }

  private enqueue(waiting: Waiting): void {
    let place = this.line.length;
    while (place > 0 && this.line[place - 1]!.requestStartedAt > waiting.requestStartedAt)
      place -= 1;
    this.line.splice(place, 0, waiting);
  }

  /** Hands the released slot to the first in the queue. */
  private next(): void {
    const first = this.line.shift();
    if (first) return first.go();
    this.turns -= 1;
    clearInterval(this.watch);
    this.watch = undefined;
  }

  private refuseTimedOut(): void {
    const now = Date.now();
    const inVain = ({ since }: Waiting) =>
      now - Math.max(since, this.moved) >= limits.connectTimeout ||
      now - since >= limits.turnPatience;
    const refused = this.line.filter(inVain);
    this.line = this.line.filter((waiting) => !inVain(waiting));
    for (const { giveUp } of refused) giveUp(new Error('timeout exceeded when trying to connect'));
  }
}

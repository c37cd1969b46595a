import pg from 'pg';
import { limits } from '../config/limits.js';
import { requestStartedAt } from './request-start.js';
import { PooledClient } from './pooled-client.js';

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/** Somebody who waits for a connection. */
interface Waiting {
  /** When its request was taken up. */
  requestStartedAt: number;
  since: number;
  go: () => void;
  giveUp: (error: Error) => void;
}

/** How often it is looked whether the line stands still, in ms. */
const look = 200;

/**
 * A pool with a line before it. Under more load than the machine bears whoever needs a connection
 * waits, for as long as the line moves: slow, but neither refused nor overtaken. The request that
 * came first is first, also with its second query: what is begun is ended. Where it stands still
 * for `connectTimeout`, because the database is away or hangs, or after `turnPatience` in any case,
 * whoever waits is refused with the error of `pg`, which is told as 503.
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

  /** How many wait. */
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

  /** A turn is over: the first in line has it. */
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

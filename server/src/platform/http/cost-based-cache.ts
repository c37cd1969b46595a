/**
 * Values computed in less than this time, in ms, are not cached; slower ones are cached for this
 * many times their computation time.
 */
const cheap = 250;
const factor = 30;

/**
 * A stale-while-revalidate cache whose lifetime grows with the cost of the value: a small register
 * is always up to date, and a large one spends at most a thirtieth of its time computing. The first
 * caller after expiry still gets the stale value while it is refreshed, and concurrent callers
 * share one refresh.
 */
export class CostBasedCache<Value> {
  private kept: { value: Value; until: number; lost: number } | undefined;
  private search: Promise<Value> | undefined;

  constructor(private readonly find: () => Promise<Value>) {}

  get(now = Date.now()): Promise<Value> {
    if (!this.kept || now >= this.kept.lost) return this.renew();
    const { value, until } = this.kept;
    // This caller already has its value, so a failed refresh is left for the next caller to report.
    if (now >= until) this.renew().catch(() => undefined);
    return Promise.resolve(value);
  }

  private renew(): Promise<Value> {
    this.search ??= this.measured().finally(() => {
      this.search = undefined;
    });
    return this.search;
  }

  private async measured(): Promise<Value> {
    const started = Date.now();
    const value = await this.find();
    const took = Date.now() - started;
    const until = Date.now() + took * factor;
    this.kept = took < cheap ? undefined : { value, until, lost: until + took * factor };
    return value;
  }
}

/**
 * What is found quicker than this is found anew each time; what takes longer is kept for so many
 * times as long as it took.
 */
const cheap = 250;
const factor = 30;

/**
 * Remembers what was costly to find, for longer the more it cost: a small register pays nothing for
 * freshness, a big one counts itself at most a thirtieth of the time. Once it is old the next one
 * who asks still has it at once, while it is found anew; those who ask meanwhile share one search.
 */
export class CostBasedCache<Value> {
  private kept: { value: Value; until: number; lost: number } | undefined;
  private search: Promise<Value> | undefined;

  constructor(private readonly find: () => Promise<Value>) {}

  get(now = Date.now()): Promise<Value> {
    if (!this.kept || now >= this.kept.lost) return this.renew();
    const { value, until } = this.kept;
    // Whoever asks is answered already: a search that fails is for the next one to tell of.
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

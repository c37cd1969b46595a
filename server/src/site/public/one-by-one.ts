/**
 * Runs work one at a time. A waiting caller holds no connection; the number of waiting callers and
 * their time are limited, and the others are refused.
 */
export class OneByOne {
  private readonly line: (() => void)[] = [];
  private busy = false;

  constructor(
    private readonly mostWaiting: number,
    private readonly patience: number,
  ) {}

  /** @throws the error of `refusal` when too many wait, or the wait takes too long. */
  async run<Result>(work: () => Promise<Result>, refusal: () => Error): Promise<Result> {
    if (this.busy) await this.turn(refusal);
    this.busy = true;
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      if (next) next();
      else this.busy = false;
    }
  }

  private turn(refusal: () => Error): Promise<void> {
    if (this.line.length >= this.mostWaiting) throw refusal();
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = () => {
        this.line.splice(this.line.indexOf(go), 1);
        reject(refusal());
      };
      const timer = setTimeout(giveUp, this.patience).unref();
      this.line.push(go);
    });
  }
}

/**
 * Work that is done one at a time, however many ask for it. Who waits for a turn holds nothing, and
 * only so many wait, and only so long: the others are told to come back.
 */
export class OneByOne {
  private readonly line: (() => void)[] = [];
  private busy = false;

  constructor(
    private readonly mostWaiting: number,
    private readonly patience: number,
  ) {}

  /** @throws what `refusal` makes when too many wait, or the turn does not come in time. */
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

// `SHIFT_MS=… NODE_OPTIONS=--import=…/shifted-clock.mjs`: the clock of this process is that much
// ahead. The database's is not: what SQL calls now() stays the real moment.
const ahead = Number(process.env.SHIFT_MS ?? 0);
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + ahead);
    else super(...given);
  }

  static now() {
    return RealDate.now() + ahead;
  }
};

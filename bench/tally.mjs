// What was answered and how fast, by kind of request.
import { quantile } from './load.mjs';

/**
 * A proxy before the server waits no longer (nginx, unless told otherwise): slower is no answer.
 */
const patience = 60_000;

export class Tally {
  kinds = new Map();
  /** Requests that got no answer at all, by what went wrong. */
  broken = new Map();

  /** Sends a request and keeps what came of it. @returns the answer, or null when none came. */
  async of(kind, send) {
    const started = performance.now();
    const answer = await send(AbortSignal.timeout(patience)).catch((error) => {
      const cause = error.cause?.name ?? error.code ?? error.name;
      this.broken.set(cause, (this.broken.get(cause) ?? 0) + 1);
      return null;
    });
    if (!answer) return null;
    const known = this.kinds.get(kind) ?? { times: [], statuses: {} };
    this.kinds.set(kind, known);
    known.times.push(performance.now() - started);
    known.statuses[answer.status] = (known.statuses[answer.status] ?? 0) + 1;
    return answer;
  }

  get serverErrors() {
    return [...this.kinds.values()]
      .flatMap(({ statuses }) => Object.entries(statuses))
      .reduce((sum, [status, count]) => sum + (status >= 500 ? count : 0), 0);
  }

  /**
   * One line a kind: how many, which answers, and milliseconds by which half, 95 % and 99 % were
   * there.
   */
  lines() {
    return [...this.kinds].map(([kind, { times, statuses }]) => {
      const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => Math.round(quantile(times, share)));
      const answers = Object.entries(statuses).map(
        ([status, count]) => `${status}: ${count.toLocaleString('en')}`,
      );
      return `| ${kind.padEnd(16)} | ${times.length.toLocaleString('en').padStart(8)} | ${String(p50).padStart(5)} | ${String(p95).padStart(5)} | ${String(p99).padStart(6)} | ${answers.join(', ')} |`;
    });
  }

  table() {
    return [
      '| request          | answered |   p50 |   p95 |    p99 | answers |',
      '| ---------------- | -------: | ----: | ----: | -----: | ------- |',
      ...this.lines(),
    ].join('\n');
  }
}

// Responses and their times, by kind of request.
import { quantile } from './load.mjs';

/**
 * The default timeout of a proxy in front of the server (nginx): a slower response counts as none.
 */
const timeout = 60_000;

export class Tally {
  kinds = new Map();
  /** Requests without any response, by cause. */
  broken = new Map();

  /**
   * Sends a request and records the result.
   * @returns the response, or null when there was none.
   */
  async of(kind, send) {
    const started = performance.now();
    const answer = await send(AbortSignal.timeout(timeout)).catch((error) => {
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
   * One line per kind: count, statuses, and the median, 95 % and 99 % response times in
   * milliseconds.
   */
  lines() {
    return [...this.kinds].map(([kind, { times, statuses }]) => {
      const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => Math.round(quantile(times, share)));
      const answers = Object.entries(statuses).map(
        ([status, count]) => `${status}: ${count.toLocaleString('en')}`,
      );
      return (
        `| ${kind.padEnd(16)} | ${times.length.toLocaleString('en').padStart(8)} | ` +
        `${String(p50).padStart(5)} | ${String(p95).padStart(5)} | ${String(p99).padStart(6)} ` +
        `| ${answers.join(', ')} |`
      );
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

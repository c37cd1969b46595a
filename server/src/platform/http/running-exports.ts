import { Injectable } from '@nestjs/common';
import { limits } from '../config/limits.js';
import { Problem } from './problem.js';

/**
 * How many lists leave this instance as files at one time: each holds a connection of the database
 * for as long as its reader takes.
 */
@Injectable()
export class RunningExports {
  private running = 0;

  /** @throws Problem 503 while as many are under way as there may be. */
  requireRoom(): void {
    if (this.running >= limits.exportsAtOnce)
      throw new Problem(
        503,
        'exports-busy',
        'Other exports are under way. Please try again in a minute.',
      );
  }

  /**
   * The same rows; they count as an export from the first one asked for until the last one, or
   * until nobody asks any more.
   */
  async *counted<Row>(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
    this.running += 1;
    try {
      yield* rows;
    } finally {
      this.running -= 1;
    }
  }
}

import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { limits } from '../config/limits.js';
import { networks } from './networks.js';
import { Problem } from './problem.js';

/**
 * Colleagues' exports read through the application's connections, public exports through their own.
 */
export type ExportKind = 'staff' | 'public';

/**
 * Limits the large files that this instance sends at the same time: each holds a database
 * connection as long as its reader takes. A place is taken before the first query and released when
 * the answer ends, in any way.
 */
@Injectable()
export class RunningExports {
  private readonly running: Record<ExportKind, number> = { staff: 0, public: 0 };
  private readonly fromNetwork = new Map<string, number>();

  /**
   * @param ip of a reader, whose network may not take every slot.
   * @throws Problem 503 while all slots are taken.
   */
  enter(kind: ExportKind, response: ServerResponse, ip?: string): void {
    // The reader has gone, so the response would never signal its end.
    if (response.closed || response.destroyed) throw busy();
    const around =
      ip === undefined
        ? []
        : networks(ip).map(({ key, level, share }) => ({
            name: `${key}${level}`,
            most: limits.exportsOfNetwork * share,
          }));
    if (
      this.running[kind] >= limits.exportsAtOnce ||
      around.some(({ name, most }) => this.countOf(name) >= most)
    )
      throw busy();
    this.add(kind, around, 1);
    response.once('close', () => this.add(kind, around, -1));
  }

  private add(kind: ExportKind, around: { name: string }[], change: 1 | -1): void {
    this.running[kind] += change;
    for (const { name } of around) {
      const count = this.countOf(name) + change;
      if (count > 0) this.fromNetwork.set(name, count);
      else this.fromNetwork.delete(name);
    }
  }

  private countOf(name: string): number {
    return this.fromNetwork.get(name) ?? 0;
  }
}

function busy(): Problem {
  return new Problem(
    503,
    'exports-busy',
    'Other exports are under way. Please try again in a minute.',
    { retryAfter: 60 },
  );
}

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KitFormat } from '../../../../contract/council-kit.js';
import { writtenDocx } from '../../joining/papers/written-docx.js';
import type { WrittenPaper } from '../../joining/papers/written-paper.js';
import { writtenPdf } from '../../joining/papers/written-pdf.js';
import { limits } from '../../platform/config/limits.js';
import { logger } from '../../platform/log/logger.js';

type Writers = Record<KitFormat, (paper: WrittenPaper) => Promise<Buffer>>;

interface Kept {
  file: Promise<Buffer>;
  bytes?: number;
  hasFailed?: boolean;
}

/**
 * The files of the council kit, cached by their content: a file is written only when its content is
 * new.
 */
export class KitFiles {
  private readonly kept = new LRUCache<string, Kept>({ max: limits.kitFiles });
  private readonly waiting = new Set<string>();
  /** Files that only a page asks about are written one after the other. */
  private line: Promise<unknown> = Promise.resolve();

  constructor(private readonly write: Writers = { pdf: writtenPdf, docx: writtenDocx }) {}

  /** The file of a paper; one that failed is tried again. */
  get(paper: WrittenPaper, format: KitFormat): Promise<Buffer> {
    return this.written(keyOf(paper, format), paper, format);
  }

  /**
   * The size of a file in bytes, without waiting for it: undefined while it is being written, null
   * when that failed.
   */
  sizeOf(paper: WrittenPaper, format: KitFormat): number | null | undefined {
    const key = keyOf(paper, format);
    const known = this.kept.get(key);
    if (known) return known.hasFailed ? null : known.bytes;
    if (!this.waiting.has(key)) this.writeLater(key, paper, format);
    return undefined;
  }

  private writeLater(key: string, paper: WrittenPaper, format: KitFormat): void {
    this.waiting.add(key);
    this.line = this.line
      .then(() => this.written(key, paper, format))
      .catch(() => undefined)
      .finally(() => this.waiting.delete(key));
  }

  private written(key: string, paper: WrittenPaper, format: KitFormat): Promise<Buffer> {
    const known = this.kept.get(key);
    if (known && !known.hasFailed) return known.file;
    const kept: Kept = { file: this.write[format](paper) };
    this.kept.set(key, kept);
    kept.file.then(
      ({ length }) => (kept.bytes = length),
      (error: unknown) => {
        kept.hasFailed = true;
        logger.warn(
          { err: error, paper: paper.title, format },
          'a paper of the kit was not written',
        );
      },
    );
    return kept.file;
  }
}

function keyOf(paper: WrittenPaper, format: KitFormat): string {
  return createHash('sha256').update(format).update(JSON.stringify(paper)).digest('base64');
}

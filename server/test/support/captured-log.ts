import pino from 'pino';
import { logger } from '../../src/platform/log/logger.js';

export type LogLine = Record<string, unknown>;

/** Captures the exact bytes that the program writes to its log during a test. */
export class CapturedLog {
  text = '';
  private readonly stream = (logger as unknown as Record<symbol, { write(line: string): void }>)[
    pino.symbols.streamSym
  ]!;
  private readonly write = this.stream.write;
  private readonly level = logger.level;

  constructor() {
    logger.level = 'info';
    this.stream.write = (line) => {
      this.text += line;
    };
  }

  /** The lines since the last call. */
  take(): LogLine[] {
    const lines = this.text.split('\n').filter(Boolean);
    this.text = '';
    return lines.map((line) => JSON.parse(line) as LogLine);
  }

  end(): void {
    this.stream.write = this.write;
    logger.level = this.level;
  }
}

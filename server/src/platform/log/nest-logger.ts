import type { LoggerService } from '@nestjs/common';
import { logger } from './logger.js';

/** Nest's own messages go into the same log; its start-up chatter only at level debug. */
export const nestLogger: LoggerService = {
  log: (message: unknown, context?: unknown) => logger.debug({ context }, String(message)),
  error: (message: unknown, ...rest: unknown[]) =>
    logger.error({ context: rest.at(-1) }, String(message)),
  warn: (message: unknown, ...rest: unknown[]) =>
    logger.warn({ context: rest.at(-1) }, String(message)),
};

import type { LoggerService } from '@nestjs/common';
import { logger } from './logger.js';

/** Sends Nest's messages to the same log, its startup output only at level debug. */
export const nestLogger: LoggerService = {
  log: (message: unknown, context?: unknown) => logger.debug({ context }, String(message)),
  error: (message: unknown, ...rest: unknown[]) =>
    logger.error({ context: rest.at(-1) }, String(message)),
  warn: (message: unknown, ...rest: unknown[]) =>
    logger.warn({ context: rest.at(-1) }, String(message)),
};

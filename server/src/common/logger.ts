import pino from 'pino';

/**
 * One JSON line per thing that happened: UTC time, request id, what, result. Never a body, a query, a mail address or a token:
 * callers log ids and counts; the paths below are the net under them.
 */
export const logger = pino({
  level: process.env['LOG_LEVEL'] || (process.env['NODE_ENV'] === 'test' ? 'silent' : 'info'),
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ['*.email', '*.password', '*.token', '*.cookie', 'req.headers', 'err.parameters', 'err.query', 'err.detail', 'err.driverError'],
    remove: true,
  },
});

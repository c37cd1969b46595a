import pino from 'pino';

/**
 * Tests write their logs to a folder, which is searched when they end
 * (server/test/support/log-search.ts).
 */
const testLogs = process.env['PACT_TEST_LOGS'];
/**
 * One JSON line per event: UTC time, request id, what happened, result. Never a body, a query, a
 * mail address or a token: callers log only ids and counts, and the redacted paths below are the
 * safety net. JSON escapes line breaks and escape characters; other characters that terminals act
 * on (DEL, C1, line separators) are escaped, too.
 */
const options: pino.LoggerOptions = {
  level: knownLevel(process.env['LOG_LEVEL']),
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  hooks: {
    streamWrite: (line) =>
      line.replace(
        /[\u007f-\u009f\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
  },
  redact: {
    paths: [
      '*.email',
      '*.password',
      '*.token',
      '*.cookie',
      'req.headers',
      'err.parameters',
      'err.query',
      'err.detail',
      'err.driverError',
    ],
    remove: true,
  },
};

/** A wrong value is reported later, with all other settings. */
function knownLevel(wanted = ''): string {
  return wanted in pino.levels.values ? wanted : 'info';
}

export const logger = testLogs
  ? pino(
      options,
      pino.destination({ dest: `${testLogs}/${process.pid}`, append: true, sync: true }),
    )
  : pino(options);

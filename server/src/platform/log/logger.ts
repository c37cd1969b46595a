import pino from 'pino';

/**
 * Tests keep what they log in a folder, which is searched at their end
 * (server/test/support/log-search.ts).
 */
const testLogs = process.env['PACT_TEST_LOGS'];
/**
 * One JSON line per thing that happened: UTC time, request id, what, result. Never a body, a query,
 * a mail address or a token: callers log ids and counts; the paths below are the net under them.
 * JSON writes line breaks and escape characters as codes; what it leaves as it is although a
 * terminal obeys it (DEL, C1, separators of lines) is written so, too.
 */
const options: pino.LoggerOptions = {
  level: process.env['LOG_LEVEL'] || 'info',
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

export const logger = testLogs
  ? pino(
      options,
      pino.destination({ dest: `${testLogs}/${process.pid}`, append: true, sync: true }),
    )
  : pino(options);

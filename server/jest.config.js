import { availableParallelism } from 'node:os';

/** Run by `npm test`, which lets Node read TypeScript first. */
export default {
  rootDir: '..',
  roots: [
    '<rootDir>/server/src',
    '<rootDir>/server/test',
    '<rootDir>/migrations',
    '<rootDir>/contract',
    '<rootDir>/client/src',
  ],
  testMatch: ['**/*.spec.ts'],
  // Takes minutes, or needs nginx, faketime or root, which `npm test` must not: see `npm run
  // faults`.
  testPathIgnorePatterns: process.env['FAULTS'] === 'full' ? [] : ['/faults/full/'],
  // In plain Node, which loads the modules once for all test files of a thread (decision 0038).
  runner: '<rootDir>/server/test/support/runner.mjs',
  transform: {},
  setupFiles: ['<rootDir>/server/test/support/test-thread.mjs'],
  globalSetup: '<rootDir>/server/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/server/test/support/global-teardown.mjs',
  // A third of the time a test waits (for the disk, a clock, another process): one worker more than
  // there are cores uses it. A number: jest reads more than 100 % as so many workers.
  maxWorkers: availableParallelism() + 1,
};

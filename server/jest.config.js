import { availableParallelism } from 'node:os';

/** Run with `NODE_OPTIONS=--experimental-vm-modules`: Nest 12 is ESM, and jest loads ES modules only so. */
export default {
  rootDir: '..',
  roots: ['<rootDir>/server/src', '<rootDir>/server/test', '<rootDir>/migrations'],
  testMatch: ['**/*.spec.ts'],
  // Takes minutes, or needs nginx, faketime or root, which `npm test` must not: see `npm run faults`.
  testPathIgnorePatterns: process.env['FAULTS'] === 'full' ? [] : ['/faults/full/'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: false, ...(await import('./test/support/swc-options.mjs')).swcOptions }] },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  globalSetup: '<rootDir>/server/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/server/test/support/global-teardown.mjs',
  // Long: a busy machine of two cores may take a third of it for what takes two seconds alone, and a slow test is no broken one.
  testTimeout: 60_000,
  // A third of the time a test waits (for the disk, a clock, another process): one worker more than there are cores uses it.
  // A number: jest reads more than 100 % as so many workers.
  maxWorkers: availableParallelism() + 1,
};

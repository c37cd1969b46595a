import { logger } from '../../src/platform/log/logger.js';
import { personalDataIn } from './log-search.js';

describe('PR5 S54 the search through the log of every test run', () => {
  it.each([
    ['a mail address', '{"msg":"sent to officer-1@town.example"}'],
    ['a telephone number', '{"phone":"+49 221 1234"}'],
    ['a token', '{"url":"/en/confirm?token=nZ3Tn0kqIhq8mFhQZ8rYx1fVb6aU9cK2dL4eS7gW5hA"}'],
    ['a cookie', '{"headers":{"cookie":"applicant=abcdefgh"}}'],
    ['a name', '{"err":"Olaf Officer is no number"}'],
  ])('finds %s', (what, line) => expect(personalDataIn(line)).toBe(what));

  it('lets pass what a log is for', () => {
    const line =
      '{"time":"2026-11-25T01:00:00.000Z",' +
      '"requestId":"0199b0c2-1f6e-4a3f-9a3b-5a8f3c1d2e4f","method":"PUT","route":"/api/v1/' +
      'submission/sections/:section","status":200,"ms":12,"msg":"request"}';
    expect(personalDataIn(line)).toBeUndefined();
  });

  it('receives what the program logs', () => {
    expect(process.env['PACT_TEST_LOGS']).toBeDefined();
    expect(logger.level).toBe('info');
  });
});

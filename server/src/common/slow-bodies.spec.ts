import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { jest } from '@jest/globals';
import { limits } from '../config/limits.js';
import { cutSlowBody } from './slow-bodies.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function requestOf(contentType: string): IncomingMessage {
  return Object.assign(new PassThrough(), { method: 'POST', headers: { 'content-type': contentType } }) as unknown as IncomingMessage;
}

it('RL8 a body that drips is cut, one that has arrived is left alone', async () => {
  const [dripping, whole] = [requestOf('application/json'), requestOf('application/json')];
  await cutSlowBody({ raw: dripping });
  await cutSlowBody({ raw: whole });
  whole.emit('end');
  jest.advanceTimersByTime(limits.bodyTime - 1);
  expect(dripping.destroyed).toBe(false);
  jest.advanceTimersByTime(1);
  expect(dripping.destroyed).toBe(true);
  expect(whole.destroyed).toBe(false);
});

it('U7 a document on a slow line has more time', async () => {
  const upload = requestOf('multipart/form-data; boundary=x');
  await cutSlowBody({ raw: upload });
  jest.advanceTimersByTime(limits.documentTime - 1);
  expect(upload.destroyed).toBe(false);
  // 10 MB at 50 kB/s, the slowest line that is promised to work.
  expect((limits.documentTime / 1000) * 50_000).toBeGreaterThan(limits.documentBytes);
});

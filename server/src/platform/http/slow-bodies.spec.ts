import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { limits } from '../config/limits.js';
import { cutSlowBody } from './slow-bodies.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

type Request = IncomingMessage & { socket: { bytesRead: number } };

function requestOf(type: string, method = 'POST'): Request {
  const headers = { 'content-type': type, 'content-length': '5000000' };
  const request = Object.assign(new PassThrough(), {
    method,
    headers,
    socket: { bytesRead: 400 },
  }) as unknown as Request;
  cutSlowBody(request);
  return request;
}

it.each(['POST', 'GET'])(
  'RL8 a body that trickles in is cut off, one that has arrived is not: %s',
  (method) => {
    const [dripping, whole] = [
      requestOf('application/json', method),
      requestOf('application/json', method),
    ];
    whole.emit('end');
    jest.advanceTimersByTime(limits.bodyTime - 1);
    expect(dripping.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect(dripping.destroyed).toBe(true);
    expect(whole.destroyed).toBe(false);
  },
);

it.each(['multipart/form-data; boundary=x', 'application/offset+octet-stream'])(
  'U7 RL8 a document may take as long as it keeps arriving: %s',
  (type) => {
    const upload = requestOf(type);
    const receives = (bytesPerSecond: number) => {
      upload.socket.bytesRead += (bytesPerSecond * limits.documentPause) / 1000;
      jest.advanceTimersByTime(limits.documentPause);
    };
    // The slowest line that we promise to support, for longer than 10 MB take on it.
    for (
      let sent = 0;
      sent < 2 * limits.documentBytes;
      sent += (50_000 * limits.documentPause) / 1000
    )
      receives(50_000);
    receives(limits.documentRate);
    expect(upload.destroyed).toBe(false);
    receives(limits.documentRate - 1);
    expect(upload.destroyed).toBe(true);
  },
);

it('RL1 a document that waits for the server is not cut off', () => {
  const upload = requestOf('multipart/form-data; boundary=x');
  const wire = upload as unknown as PassThrough;
  wire.write('the beginning of a document');
  jest.advanceTimersByTime(2 * limits.documentPause);
  expect(upload.destroyed).toBe(false);
  wire.read();
  jest.advanceTimersByTime(limits.documentPause);
  expect(upload.destroyed).toBe(true);
});

it('U7 the longest time that a request may take is enough for the largest document at the lowest rate', () => {
  expect(limits.documentTime / 1000).toBeGreaterThan(limits.documentBytes / limits.documentRate);
});

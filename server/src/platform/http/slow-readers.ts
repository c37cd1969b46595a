import type { ServerResponse } from 'node:http';
import { limits } from '../config/limits.js';

/**
 * What is streamed holds something for as long as its reader takes: a connection of the database,
 * an open file. Whoever takes it drop by drop, while there is more to take, is cut off.
 */
export function cutSlowReader(response: ServerResponse): void {
  const { socket } = response;
  if (!socket) return;
  const enough = (limits.readerRate * limits.readerPause) / 1000;
  const taken = () => socket.bytesWritten - socket.writableLength;
  let before = taken();
  const timer = setInterval(() => {
    const now = taken();
    // Where nothing waits for the reader we are the slow ones.
    if (socket.writableLength > 0 && now - before < enough) response.destroy();
    before = now;
  }, limits.readerPause).unref();
  response.once('close', () => clearInterval(timer));
}

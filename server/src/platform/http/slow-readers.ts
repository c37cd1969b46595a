import type { ServerResponse } from 'node:http';
import { limits } from '../config/limits.js';

/**
 * A streamed response holds a database connection or an open file until its reader has all of it.
 * A reader that takes too little at a time, while more is available, is cut off.
 */
export function cutSlowReader(response: ServerResponse): void {
  const { socket } = response;
  if (!socket) return;
  const enough = (limits.readerRate * limits.readerPause) / 1000;
  const taken = () => socket.bytesWritten - socket.writableLength;
  let before = taken();
  const timer = setInterval(() => {
    const now = taken();
    // If nothing is buffered for the reader, we are the slow side.
    if (socket.writableLength > 0 && now - before < enough) response.destroy();
    before = now;
  }, limits.readerPause).unref();
  response.once('close', () => clearInterval(timer));
}

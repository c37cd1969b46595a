import type { IncomingMessage } from 'node:http';
import { limits } from '../config/limits.js';

/**
 * A form that was answered before it had come whole, such as one with a file that is too large.
 * Browsers send to the end before they read, so what comes is thrown away; on a slow line the
 * connection is closed in its order, and the browser shows what it was told.
 */
export function takeWhatStillComes(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  request.resume();
  const { socket } = request;
  const close = setTimeout(() => socket.end(), limits.drainTime).unref();
  const cut = setTimeout(() => socket.destroy(), 2 * limits.drainTime).unref();
  const done = () => {
    clearTimeout(close);
    clearTimeout(cut);
  };
  request.once('end', done).once('close', done);
}

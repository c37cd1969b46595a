import type { IncomingMessage } from 'node:http';
import { limits } from '../config/limits.js';

/**
 * Handles a form that was answered before it had arrived completely, such as one with a file that
 * is too large. Browsers send everything before they read, so the rest is discarded. On a slow line
 * the connection is closed cleanly, so that the browser shows the answer.
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

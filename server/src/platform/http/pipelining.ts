import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { limits } from '../config/limits.js';

/** The answers that are still to be taken, by connection. */
const lines = new WeakMap<Socket, ServerResponse[]>();

/**
 * Browsers and proxies ask and take the answer before they ask again. Node would make the answers
 * to all that is asked at once, and hold them until they are taken: here each is made when the one
 * before it has left, and a connection that asks on and on is cut.
 */
export function inTurn(
  { socket }: IncomingMessage,
  response: ServerResponse,
  answer: () => void,
): void {
  // What had come before the cut is still read out.
  if (socket.destroyed) return;
  const line = lines.get(socket) ?? [];
  if (line.length === limits.pipelinedRequests) return void socket.destroy();
  const before = line.at(-1);
  lines.set(socket, line);
  line.push(response);
  response.once('close', () => line.shift());
  if (before) before.once('close', () => socket.destroyed || answer());
  else answer();
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { limits } from '../config/limits.js';

/** The responses still to be sent, per connection. */
const lines = new WeakMap<Socket, ServerResponse[]>();

/**
 * Runs pipelined requests one at a time. Browsers and proxies wait for a response before they send
 * the next request, but Node would produce all responses at once and buffer them. Here each starts
 * after the previous one has been sent, and a connection with too many pending requests is closed.
 */
export function inTurn(
  { socket }: IncomingMessage,
  response: ServerResponse,
  answer: () => void,
): void {
  // Requests that arrived before the connection was closed are still parsed.
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

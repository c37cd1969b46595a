import type { IncomingMessage, ServerResponse } from 'node:http';
import { problemDetails } from './problem.js';

/**
 * Refuses requests that two parsers could assign to different sites: an absolute-form target, and
 * two Host headers (RFC 9112 §3.2). Only BASE_URL defines our own address.
 * @returns whether it was refused.
 */
export function refuseAmbiguousTarget(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = '', method, rawHeaders } = request;
  const isPath = url.startsWith('/') || (method === 'OPTIONS' && url === '*');
  if (isPath && countHosts(rawHeaders) < 2) return false;
  const problem = problemDetails(400, 'http-400', 'Name one site, in one Host header, and a path.');
  response
    .writeHead(400, {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    })
    .end(JSON.stringify(problem));
  return true;
}

function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === 'host') count += 1;
  return count;
}

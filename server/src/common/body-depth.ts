import type { FastifyRequest } from 'fastify';
import { limits } from '../config/limits.js';
import { Problem } from './problem.js';

/** Refuses a body that is nested deeper than any honest one: it would exhaust the stack of whoever walks it. */
export async function refuseDeepBody(request: FastifyRequest): Promise<void> {
  // A piece of a file is flat.
  if (Buffer.isBuffer(request.body)) return;
  let level: unknown[] = [request.body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.bodyDepth) throw new Problem(400, 'too-deep', `The body is nested deeper than ${limits.bodyDepth} levels.`);
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
}

import type { FastifyRequest } from 'fastify';
import { limits } from '../config/limits.js';
import { Problem } from './problem.js';

/**
 * Names that mean something else to JavaScript than to whoever sends them: class-transformer would
 * take one for the object's class.
 */
const reserved = ['__proto__', 'constructor', 'prototype'];

/**
 * Refuses a body that no honest client sends: nested so deep that it exhausts the stack of whoever
 * walks it, or with a reserved name.
 */
export async function refuseMalformedBody(request: FastifyRequest): Promise<void> {
  // A piece of a file is flat.
  if (Buffer.isBuffer(request.body)) return;
  let level: unknown[] = [request.body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.bodyDepth)
      throw new Problem(
        400,
        'too-deep',
        `The body is nested deeper than ${limits.bodyDepth} levels.`,
      );
    if (
      level.some(
        (value) =>
          typeof value === 'object' &&
          value !== null &&
          reserved.some((name) => Object.hasOwn(value, name)),
      )
    )
      throw new Problem(400, 'reserved-name', `No field is called ${reserved.join(', ')}.`);
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}

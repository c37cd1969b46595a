import type { FastifyRequest } from 'fastify';
import { limits } from '../config/limits.js';
import { Problem } from './problem.js';

/**
 * Names with a special meaning in JavaScript: class-transformer would mistake one for the object's
 * class.
 */
const reserved = ['__proto__', 'constructor', 'prototype'];

/**
 * Rejects bodies that no legitimate client sends: nested deeply enough to exhaust the stack of
 * recursive code, or with a reserved name.
 */
export async function refuseMalformedBody(request: FastifyRequest): Promise<void> {
  // A chunk of a file has no nesting.
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

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';

const { min, max } = limits.idempotencyKeyLength;
const visible = new RegExp(`^[\\x21-\\x7e]{${min},${max}}$`);

/**
 * The caller's `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07), or undefined. It
 * gives access to what it created, so it must be too long to guess.
 */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => {
    const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
    if (key === undefined) return undefined;
    if (typeof key === 'string' && visible.test(key)) return key;
    throw new Problem(
      400,
      'bad-idempotency-key',
      `An Idempotency-Key has ${min} to ${max} visible characters.`,
    );
  },
);

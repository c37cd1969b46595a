import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiPreconditionFailedResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/**
 * The version that the caller saw, from `If-Match: "7"` (RFC 9110 §13.1.1). A change without it is
 * refused with 428 (RFC 6585).
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined)
    throw new Problem(428, 'version-required', 'Send the version you saw: If-Match: "<version>".');
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1];
  if (version === undefined)
    throw new Problem(400, 'bad-version', 'If-Match must hold the version you saw, such as "7".');
  return Number(version);
});

/** The description of a versioned call in the API contract; the default fits most. */
interface Meaning {
  seen?: string;
  meanwhile?: string;
}

/**
 * A call that changes something that others may have changed: the API contract requires `If-Match`
 * and says what 412 means here. The contract adds 428, for a missing header, to each such call.
 */
export function Versioned({
  seen = 'The version that the colleague saw',
  meanwhile,
}: Meaning = {}): MethodDecorator {
  return applyDecorators(
    ApiHeader({ name: 'If-Match', required: true, description: seen }),
    ...(meanwhile ? [ApiPreconditionFailedResponse({ description: meanwhile })] : []),
  );
}

/** @throws Problem 412 saying who changed what in the meantime. */
export function requireVersion(
  actual: number,
  seen: number,
  changed: { at: Date; by?: string | null; action?: string | null; changes?: object },
): void {
  if (actual === seen) return;
  throw new Problem(
    412,
    'changed-meanwhile',
    'Somebody changed this after you opened it. Reload to see the newest state; what you ' +
      'typed is kept.',
    {
      version: actual,
      seenVersion: seen,
      changedAt: changed.at.toISOString(),
      changedBy: changed.by ?? null,
      change: changed.action ?? null,
      ...(changed.changes ? { changes: changed.changes } : {}),
    },
  );
}

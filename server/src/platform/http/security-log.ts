import type { FastifyRequest } from 'fastify';
import type { ProblemDetails } from './problem.js';
import type { SecurityNote, SecurityTopic } from './security-note.js';

declare module 'fastify' {
  interface FastifyRequest {
    securityNote?: SecurityNote;
    user?: unknown;
  }
}

/** Refusals with a specific topic. Every other 401 and 403 is logged as denied access. */
const byResult: Record<string, SecurityTopic> = {
  'sign-in-failed': 'sign-in',
  'provider-refused': 'sign-in',
  'identity-unknown': 'sign-in',
  'passkey-not-accepted': 'second-factor',
  'link-does-not-work': 'access',
  // No legitimate client sends these.
  'too-deep': 'validation',
  'reserved-name': 'validation',
  'unknown-field': 'validation',
  'http-415': 'validation',
};

/** Records a refusal for the log line of its request. Ordinary invalid input is not recorded. */
export function noteRefusal(
  request: FastifyRequest,
  problem: ProblemDetails,
  securityNote?: SecurityNote,
): void {
  const result = resultOf(problem);
  const what = byResult[result] ?? byStatus(problem.status);
  if (securityNote) request.securityNote = securityNote;
  else if (what) request.securityNote = { what, result };
}

function resultOf({ type, errors }: ProblemDetails): string {
  return errors?.some(({ key }) => key === 'whitelistValidation')
    ? 'unknown-field'
    : type.slice('/problems/'.length);
}

function byStatus(status: number): SecurityTopic | undefined {
  if (status === 429) return 'limit';
  return status === 401 || status === 403 ? 'access' : undefined;
}

/**
 * The security note of a completed request, with the signed-in user. Pages that render their own
 * refusals are recognised by their status.
 */
export function securityNoteOf(request: FastifyRequest, status: number): SecurityNote | undefined {
  const topic = byStatus(status);
  const securityNote =
    request.securityNote ?? (topic ? { what: topic, result: `http-${status}` } : undefined);
  const { id } = (request.user ?? {}) as { id?: unknown };
  return (
    securityNote && {
      ...securityNote,
      who: securityNote.who ?? (typeof id === 'string' ? id : null),
    }
  );
}

import { HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { logger } from '../log/logger.js';
import { noteRefusal } from './security-log.js';
import { Problem, problemDetails, type ProblemDetails } from './problem.js';

/**
 * PostgreSQL and socket errors that mean "the database is unavailable", not "the query is wrong".
 */
const outage = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  '08001',
  '57014',
  '55P03',
]);
/** A full disk or an exhausted quota, here or at the database. */
const full = new Set(['ENOSPC', 'EDQUOT', '53100']);
/** The multipart parser's message for a truncated form. */
const brokenForm = /unexpected end of multipart data$/i;
const outageMessage =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|pool.*(ended|destroyed)|not connected|not queryable/i;

/** Sends a failure as RFC 9457 problem+json. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemDetails,
): void {
  if (reply.sent) return;
  if (problem.status === 503 || problem.status === 429)
    void reply.header('retry-after', String(problem['retryAfter'] ?? 5));
  void reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problem, instance: `urn:request:${request.id}` }));
}

/**
 * Converts an error to problem details. Unexpected errors are logged with the request id and
 * reported without detail.
 */
export function toProblem(error: unknown, request: FastifyRequest): ProblemDetails {
  const problem = asProblem(error, request);
  noteRefusal(request, problem, error instanceof Problem ? error.securityNote : undefined);
  return problem;
}

function asProblem(error: unknown, request: FastifyRequest): ProblemDetails {
  if (error instanceof Problem) return error.details();
  // The client has disconnected, so no one reads this. It is not a database outage, whatever the
  // error of the broken connection is called.
  if (request.raw.destroyed && !request.raw.complete)
    return problemDetails(400, 'http-400', 'The request did not arrive whole.');
  if (isOutage(error)) {
    logger.error({ requestId: request.id, code: codeOf(error) }, 'database unavailable');
    return problemDetails(
      503,
      'unavailable',
      'The service cannot reach its database. Nothing was changed; please try again in a moment.',
    );
  }
  if (isFull(error)) {
    logger.error({ requestId: request.id, code: codeOf(error) }, 'no room left');
    return problemDetails(
      503,
      'unavailable',
      'The service has no room to keep this now. Nothing was changed; please try again later.',
      undefined,
      {
        retryAfter: 60,
      },
    );
  }
  const status = statusOf(error);
  if (status < 500)
    return problemDetails(
      status,
      `http-${status}`,
      status === 404 ? 'Page not found.' : messageOf(error),
    );
  logger.error(
    { requestId: request.id, err: error, method: request.method, route: request.routeOptions?.url },
    'unexpected failure',
  );
  return problemDetails(
    500,
    'unexpected',
    'Something went wrong on our side. Nothing was changed.',
  );
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  // PostgreSQL could not parse a text as a number, date, UUID or JSON: a bad request that a DTO
  // should have caught.
  if (
    typeof code === 'string' &&
    ['22P02', '22P05', '22021', '22003', '22007', '22008'].includes(code)
  )
    return 400;
  if (brokenForm.test(String(messageOf(error)))) return 400;
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : 500;
}

function messageOf(error: unknown): string | undefined {
  return error instanceof Error ? error.message : undefined;
}

export function isOutage(error: unknown): boolean {
  const message = (error as { message?: unknown } | undefined)?.message;
  return outage.has(codeOf(error)) || (typeof message === 'string' && outageMessage.test(message));
}

/** Whether the disk of the documents or of the database is full. */
function isFull(error: unknown): boolean {
  return full.has(codeOf(error));
}

function codeOf(error: unknown): string {
  const candidate = error as { code?: unknown; driverError?: { code?: unknown } } | undefined;
  return String(candidate?.code ?? candidate?.driverError?.code);
}

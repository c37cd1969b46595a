import { HttpException } from '@nestjs/common';
import type { SecurityNote } from './security-note.js';

/**
 * One invalid input: its location (RFC 6901), the rule it breaks, and the rule's parameters, so
 * that any client can word the message in its own language.
 */
export interface FieldError {
  pointer: string;
  key: string;
  params: Record<string, string | number>;
  detail: string;
}

/**
 * RFC 9457 problem details with two extensions: `errors` for fields, and details specific to the
 * problem.
 */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: FieldError[];
  [extension: string]: unknown;
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed meanwhile',
  413: 'Too large',
  414: 'Address too long',
  415: 'Unsupported media type',
  422: 'Please correct the input',
  428: 'Version required',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Temporarily unavailable',
  507: 'No space left',
};

/**
 * The only way to respond with an error. `code` is stable and translatable; `more` is sent to the
 * client unchanged.
 */
export class Problem extends HttpException {
  /** For the log only. */
  securityNote?: SecurityNote;

  constructor(
    status: number,
    readonly code: string,
    detail?: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(detail ?? code, status);
  }

  /** The same problem, with details for the log that the client must not see. */
  noting(securityNote: SecurityNote): this {
    this.securityNote = securityNote;
    return this;
  }

  details(instance?: string): ProblemDetails {
    return problemDetails(
      this.getStatus(),
      this.code,
      this.message === this.code ? undefined : this.message,
      instance,
      this.more,
    );
  }

  static notFound(): Problem {
    return new Problem(404, 'not-found', 'Page not found.');
  }

  static invalid(errors: FieldError[]): Problem {
    return new Problem(422, 'invalid-input', 'Some answers need correction.', { errors });
  }
}

export function problemDetails(
  status: number,
  code: string,
  detail?: string,
  instance?: string,
  more: Record<string, unknown> = {},
): ProblemDetails {
  return {
    type: `/problems/${code}`,
    title: titles[status] ?? 'Error',
    status,
    ...(detail ? { detail } : {}),
    ...(instance ? { instance } : {}),
    ...more,
  };
}

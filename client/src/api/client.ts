import createClient from 'openapi-fetch';
import type { components, paths } from '../../../contract/schema.js';

export type Schemas = components['schemas'];

/** One thing that is wrong with the input: where (RFC 6901), which rule, and its figures. */
export interface FieldError {
  pointer: string;
  key: string;
  params: Record<string, string | number>;
}

/** What the server tells about a failure: RFC 9457 with its extensions. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: FieldError[];
  changedBy?: string | null;
  changedAt?: string | null;
  change?: string | null;
  /** What is different since the version that was seen. */
  changes?: unknown;
  /** What somebody changed since an import. */
  changed?: { signatoryId: string; publicId: string; name: string; row: number }[];
}

/** A failure as the API tells it; `code` is stable, and `errors.problems.<code>` holds its text. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;

  constructor(readonly details: ProblemDetails) {
    super(details.detail ?? details.title);
    this.name = 'ApiProblem';
    this.code = details.type.slice(details.type.lastIndexOf('/') + 1);
    this.status = details.status;
  }

  get fieldErrors(): FieldError[] {
    return this.details.errors ?? [];
  }

  /**
   * Somebody was quicker: a newer version (412), or a state in which this is not possible any more
   * (409).
   */
  get isConflict(): boolean {
    return this.status === 409 || this.status === 412;
  }
}

export const api = createClient<paths>({ credentials: 'same-origin' });

/** The header parameter that says which version one saw. */
export function seen(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

let refused: (problem: ApiProblem) => void = () => undefined;

/** What the server says while signing in is not complete. */
const unfinished = ['second-factor-required', 'password-change-required', 'second-factor-missing'];

/**
 * Who is told when the server does not know us (401) or wants another step of signing in first
 * (403).
 */
export function onRefused(listener: (problem: ApiProblem) => void): void {
  refused = listener;
}

/**
 * The data of a call.
 * @throws ApiProblem for every answer that is not a success, and when there is no answer at all.
 */
export async function answer<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await reached(call);
  if (response.ok) return data as Data;
  const problem = new ApiProblem(
    isProblemDetails(error)
      ? error
      : { type: '/problems/unexpected', title: response.statusText, status: response.status },
  );
  if (problem.code === 'not-signed-in' || unfinished.includes(problem.code)) refused(problem);
  throw problem;
}

async function reached<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem({ type: '/problems/unavailable', title: 'No answer', status: 0 });
  }
}

function isProblemDetails(value: unknown): value is ProblemDetails {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'status' in value &&
    typeof value.status === 'number'
  );
}

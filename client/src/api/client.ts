import createClient from 'openapi-fetch';
import type { components, paths } from '../../../contract/schema.js';

export type Schemas = components['schemas'];

/** One validation error: the field (RFC 6901), the rule and its parameters. */
export interface FieldError {
  pointer: string;
  key: string;
  params: Record<string, string | number>;
}

/** The server's error response: RFC 9457 with our extensions. */
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
  /** The differences since the version that was seen. */
  changes?: unknown;
  /** The signatories changed since an import. */
  changed?: { signatoryId: string; publicId: string; name: string; row: number }[];
}

/** An error response of the API. `code` is stable, and `errors.problems.<code>` holds its text. */
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

  /** Whether nothing went wrong: a second colleague has to confirm it. */
  get isWaiting(): boolean {
    return this.status === 202;
  }

  /**
   * Whether another change came first: there is a newer version (412), or the state no longer
   * allows this (409).
   */
  get isConflict(): boolean {
    return this.status === 409 || this.status === 412;
  }
}

export const api = createClient<paths>({ credentials: 'same-origin' });

/** The header that states which version the user saw. */
export function seen(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

let refused: (problem: ApiProblem) => void = () => undefined;

let waits: () => void = () => undefined;

/** Called when a change was accepted as a proposal that a second colleague has to confirm. */
export function onWaiting(listener: () => void): void {
  waits = listener;
}

/** Problem codes for an incomplete sign-in. */
const unfinished = ['second-factor-required', 'password-change-required', 'second-factor-missing'];

/** Called when the session is missing (401) or incomplete (403). */
export function onRefused(listener: (problem: ApiProblem) => void): void {
  refused = listener;
}

/**
 * The data of a response.
 * @throws ApiProblem for every unsuccessful response, and when there is no response at all. A
 * change
 *   that waits for a second colleague is thrown as well, with status 202: the page stays as it is
 *   and says so.
 */
export async function answer<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Exclude<Data, Schemas['ProposedDto']>> {
  const { data, error, response } = await reached(call);
  if (response.status === 202 && isWaiting(data)) {
    waits();
    throw new ApiProblem({ type: '/problems/waits-for-colleague', title: 'Waits', status: 202 });
  }
  if (response.ok) return data as Exclude<Data, Schemas['ProposedDto']>;
  const problem = new ApiProblem(
    isProblemDetails(error)
      ? error
      : { type: '/problems/unexpected', title: response.statusText, status: response.status },
  );
  if (problem.code === 'not-signed-in' || unfinished.includes(problem.code)) refused(problem);
  throw problem;
}

const isWaiting = (data: unknown): data is Schemas['ProposedDto'] =>
  typeof data === 'object' && data !== null && 'proposal' in data;

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

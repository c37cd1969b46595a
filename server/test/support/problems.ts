import type { Response } from 'supertest';
import type { FieldError } from '../../src/platform/http/problem.js';
import { contentOf } from './database.js';
import type { TestApp } from './app.js';

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance: string;
  errors?: FieldError[];
  [extension: string]: unknown;
}

/**
 * Expects a well-formed refusal: problem details without internal information.
 * @returns its body.
 */
export function expectProblem(response: Response, status: number, code?: string): ProblemBody {
  expect({ status: response.status, body: response.body as unknown }).toMatchObject({
    status,
    body: { status },
  });
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(response.headers['cache-control']).toBe('no-store');
  expect(response.text).not.toMatch(
    /node_modules|\.ts:\d|\bat \w+ \(|SELECT |INSERT |pact_app|pg_|postgres/,
  );
  const body = response.body as ProblemBody;
  expect(body.instance).toMatch(/^urn:request:[0-9a-f-]{36}$/);
  if (code) expect(body.type).toBe(`/problems/${code}`);
  return body;
}

/** The fields that a refusal lists, as `/pointer key`. */
export function fieldsOf(body: ProblemBody): string[] {
  return (body.errors ?? []).map(({ pointer, key }) => `${pointer} ${key}`);
}

/** Runs a request that must be refused, and checks that no row of the database has changed. */
export async function changesNothing<Result>(
  register: TestApp,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const before = await contentOf(register.database);
  const result = await attempt();
  expect(await contentOf(register.database)).toEqual(before);
  return result;
}

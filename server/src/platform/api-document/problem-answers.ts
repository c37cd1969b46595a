import { problemDetails } from '../http/problem.js';
import {
  doorOf,
  parametersOf,
  requestTypes,
  type Components,
  type Described,
  type Operation,
  type Response,
} from './operations.js';

/**
 * How a call can fail: the name of the response component, what it means, and a code that really
 * occurs.
 */
const problems: Record<
  number,
  { name: string; means: string; code: string; detail: string; more?: Record<string, unknown> }
> = {
  400: {
    name: 'BadRequest',
    means: 'The request cannot be read: invalid JSON, id or header',
    code: 'bad-request',
    detail: 'Send an object.',
  },
  401: {
    name: 'NotSignedIn',
    means: 'The cookie is missing, or its session has ended',
    code: 'not-signed-in',
    detail: 'Please sign in.',
  },
  403: {
    name: 'NotAllowed',
    means:
      'The role does not allow it, a sign-in step is missing, or another site sent the request',
    code: 'not-allowed',
    detail: 'Your role does not allow this.',
  },
  404: {
    name: 'NotFound',
    means: 'It does not exist, or this caller may not see it',
    code: 'not-found',
    detail: 'Page not found.',
  },
  406: {
    name: 'NotAcceptable',
    means: 'Accept-Encoding refuses every coding in which the answer can be sent',
    code: 'no-encoding',
    detail: 'This answer can be sent as br, gzip or identity; Accept-Encoding refuses all of them.',
  },
  409: {
    name: 'Conflict',
    means: 'Not possible in the present state',
    code: 'wrong-state',
    detail: 'This is not possible in the present state.',
  },
  410: {
    name: 'Gone',
    means: 'It was here once',
    code: 'link-does-not-work',
    detail: 'This link no longer works.',
  },
  412: {
    name: 'ChangedMeanwhile',
    means: 'Someone has changed it since it was read; says who and when',
    code: 'changed-meanwhile',
    detail:
      'Somebody changed this after you opened it. Reload to see the newest state; what you ' +
      'typed is kept.',
    more: {
      version: 8,
      seenVersion: 7,
      changedAt: '2026-11-24T09:00:00.000Z',
      changedBy: 'Maria Silva',
    },
  },
  413: {
    name: 'TooLarge',
    means: 'The body is too large',
    code: 'http-413',
    detail: 'Request body is too large',
  },
  415: {
    name: 'UnsupportedType',
    means: 'A body of another media type than those named',
    code: 'http-415',
    detail: 'Send JSON or a form.',
  },
  422: {
    name: 'WrongInput',
    means: 'Wrong or unknown fields, each with its pointer and rule',
    code: 'invalid-input',
    detail: 'Some answers need correction.',
    more: {
      errors: [
        { pointer: '/name', key: 'isNotEmpty', params: {}, detail: 'name should not be empty' },
      ],
    },
  },
  428: {
    name: 'VersionRequired',
    means: 'If-Match is missing',
    code: 'version-required',
    detail: 'Send the version you saw: If-Match: "<version>".',
  },
  429: {
    name: 'TooMany',
    means: 'Too many attempts from one network; Retry-After says how long to wait',
    code: 'too-many',
    detail: 'Too many attempts. Please wait a moment.',
    more: { retryAfter: 60 },
  },
  501: {
    name: 'NotOffered',
    means: 'This form of the answer is not offered',
    code: 'only-json',
    detail: 'Only JSON is offered.',
  },
  503: {
    name: 'Unavailable',
    means:
      'The database cannot be reached; nothing was changed. Retry-After says when to try again',
    code: 'unavailable',
    detail:
      'The service cannot reach its database. Nothing was changed; please try again in a moment.',
  },
  507: {
    name: 'NoSpace',
    means: 'There is no room for the file',
    code: 'http-507',
    detail: 'There is no room for the file.',
  },
};

const retryAfter = {
  'Retry-After': {
    description: 'Seconds to wait',
    schema: { type: 'integer' as const, minimum: 1 },
  },
};

/** Adds the problem schema and an example of each problem. */
export function addProblemComponents(components: Components): void {
  Object.assign((components.schemas ??= {}), { FieldError: fieldError, Problem: problem });
  components.examples = Object.fromEntries(
    Object.entries(problems).map(([status, { name, code, detail, more }]) => [
      name,
      {
        summary: code,
        value: problemDetails(
          Number(status),
          code,
          detail,
          'urn:request:01a20be3-8239-7462-9665-95ae42b5226f',
          more,
        ),
      },
    ]),
  );
  components.responses = {
    NotModified: { description: 'The copy that the caller names (If-None-Match) is still current' },
  };
}

/**
 * Adds every way in which the operation can fail. A description from its controller takes
 * precedence over the general one.
 */
export function addProblems(components: Components, { method, operation }: Described): void {
  const { responses } = operation;
  for (const status of statuses(method, operation)) responses[status] ??= { description: '' };
  for (const [status, response] of Object.entries(responses)) {
    const general = problems[Number(status)];
    if (!general) continue;
    const { description } = response as Response;
    responses[status] = description
      ? answer(Number(status), description)
      : shared(components, Number(status));
  }
  if (method === 'get' && !doorOf(operation))
    responses['304'] = { $ref: '#/components/responses/NotModified' };
}

function statuses(method: Described['method'], operation: Operation): number[] {
  const parameters = parametersOf(operation);
  const has = (where: string) => parameters.some((parameter) => parameter.in === where);
  const types = Object.keys(requestTypes(operation));
  const door = doorOf(operation);
  const versioned = parameters.some(({ name }) => name === 'If-Match');
  const isTyped = parameters.some(
    ({ in: where, schema }) =>
      where === 'path' &&
      schema &&
      'type' in schema &&
      (schema.format === 'uuid' || schema.type === 'integer'),
  );
  const file = types.some((type) => type !== 'application/json');
  const wanted: [boolean, ...number[]][] = [
    [types.length > 0, 400, 413, 422],
    [method !== 'get', 415],
    [has('header') || isTyped, 400],
    [has('query'), 422],
    [has('path'), 404],
    [versioned, 412, 428],
    [door === undefined && method === 'get', 406],
    [door !== undefined, 401],
    [door !== undefined && method !== 'get', 409],
    [door === 'staff' || method !== 'get', 403],
    [file, 507],
    [true, 503],
  ];
  return wanted.flatMap(([holds, ...codes]) => (holds ? codes : []));
}

/** A reference to a response that many operations share; the document defines it once. */
function shared(components: Components, status: number): { $ref: string } {
  const { name, means } = problems[status]!;
  (components.responses ??= {})[name] ??= answer(status, means);
  return { $ref: `#/components/responses/${name}` };
}

function answer(status: number, description: string): Response {
  const { name } = problems[status]!;
  return {
    description,
    ...(status === 429 || status === 503 ? { headers: retryAfter } : {}),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: { [name]: { $ref: `#/components/examples/${name}` } },
      },
    },
  };
}

const fieldError = {
  type: 'object' as const,
  description: 'One error in the input',
  required: ['pointer', 'key', 'params', 'detail'],
  properties: {
    pointer: { type: 'string' as const, description: 'Where (RFC 6901)', example: '/name' },
    key: {
      type: 'string' as const,
      description: 'The rule, stable and translatable',
      example: 'isNotEmpty',
    },
    params: {
      type: 'object' as const,
      description: 'The figures of the rule',
      additionalProperties: true,
      example: {},
    },
    detail: {
      type: 'string' as const,
      description: 'The same in English',
      example: 'name should not be empty',
    },
  },
};

const problem = {
  type: 'object' as const,
  description: 'Problem details (RFC 9457). A problem may tell more in fields of its own.',
  required: ['type', 'title', 'status'],
  properties: {
    type: {
      type: 'string' as const,
      format: 'uri-reference',
      description: 'What went wrong, stable and translatable',
      example: '/problems/wrong-state',
    },
    title: { type: 'string' as const, description: 'The status in words', example: 'Conflict' },
    status: { type: 'integer' as const, minimum: 400, maximum: 599, example: 409 },
    detail: {
      type: 'string' as const,
      description: 'What can be done about it',
      example: 'This is not possible in the present state.',
    },
    instance: {
      type: 'string' as const,
      format: 'uri',
      description: 'The request, as our log names it',
      example: 'urn:request:01a20be3-8239-7462-9665-95ae42b5226f',
    },
    errors: { type: 'array' as const, items: { $ref: '#/components/schemas/FieldError' } },
  },
  additionalProperties: true,
};

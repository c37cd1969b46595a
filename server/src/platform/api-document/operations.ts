import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']> & { [extension: `x-${string}`]: unknown };
export type Components = NonNullable<OpenAPIObject['components']>;
export type Response = Exclude<NonNullable<Operation['responses'][string]>, { $ref: string }>;
export type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;
export type Content = NonNullable<Response['content']>;
type Method = (typeof methods)[number];

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;

export interface Described {
  method: Method;
  path: string;
  operation: Operation;
}

export function everyOperation({ paths }: OpenAPIObject): Described[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method] as Operation | undefined;
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}

export function parametersOf(operation: Operation): Parameter[] {
  return (operation.parameters ?? []) as Parameter[];
}

export function requestTypes(operation: Operation): Content {
  return operation.requestBody && 'content' in operation.requestBody
    ? operation.requestBody.content
    : {};
}

/** The cookie that the operation requires, or undefined if it is public. */
export function doorOf({ security = [] }: Operation): 'staff' | 'applicant' | undefined {
  return security.some((way) => 'staff' in way)
    ? 'staff'
    : security.some((way) => 'applicant' in way)
      ? 'applicant'
      : undefined;
}

import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Json = Record<string, unknown>;
interface Operation {
  responses: Record<string, Json>;
  requestBody?: Json;
  parameters?: Json[];
}
interface MediaType {
  schema?: Json;
  example?: unknown;
  examples?: Record<string, Json>;
}

/** Validates the API document's own examples and the application's real responses against it. */
export class Contract {
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<object, ValidateFunction>();
  private readonly paths: { pattern: RegExp; methods: Record<string, Operation> }[];

  /**
   * A closed contract allows only fields that its schemas name. Responses must obey it, although
   * clients must not rely on that.
   */
  constructor(
    private readonly document: OpenAPIObject,
    { closed = false } = {},
  ) {
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(this.ajv);
    for (const name of ['binary', 'password']) this.ajv.addFormat(name, true);
    this.ajv.addSchema({ $id: 'api', ...(closed ? (close(document) as object) : document) });
    const parameters = (path: string) => path.split('{').length;
    this.paths = Object.entries(document.paths)
      .sort(([one], [other]) => parameters(one) - parameters(other))
      .map(([path, methods]) => ({
        pattern: patternOf(path),
        methods: methods as unknown as Record<string, Operation>,
      }));
  }

  operation(method: string, path: string): Operation | undefined {
    return this.paths.find(
      ({ pattern, methods }) => pattern.test(path) && method.toLowerCase() in methods,
    )?.methods[method.toLowerCase()];
  }

  /** Describes how a response violates the contract; undefined if it does not. */
  faultOf(
    operation: Operation,
    status: number,
    mediaType: string | undefined,
    body: () => string,
  ): string | undefined {
    if (status === 500) return undefined;
    const response = operation.responses[status];
    if (!response) return `status ${status} is not described: ${body().slice(0, 200)}`;
    const { content } = this.resolve(response) as { content?: Record<string, MediaType> };
    if (!content || !mediaType) return undefined;
    const type = content[mediaType];
    if (!type) return `status ${status} is not described as ${mediaType}`;
    return /[/+]json$/.test(mediaType) && type.schema
      ? this.errors(type.schema, JSON.parse(body()))
      : undefined;
  }

  /** The reasons why a value does not match its schema. */
  errors(schema: Json, value: unknown): string | undefined {
    let validate = this.compiled.get(schema);
    if (!validate)
      this.compiled.set(
        schema,
        (validate = this.ajv.compile(
          JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"api#')) as Json,
        )),
      );
    if (validate(value)) return undefined;
    return validate
      .errors!.map(
        ({ instancePath, message, params }) =>
          `${instancePath} ${message} ${JSON.stringify(params)}`,
      )
      .join('; ');
  }

  resolve(thing: Json): Json {
    const reference = thing['$ref'];
    if (typeof reference !== 'string') return thing;
    return reference
      .slice(2)
      .split('/')
      .reduce<Json>((inner, key) => inner[key] as Json, this.document as unknown as Json);
  }

  examplesOf({ schema, example, examples }: MediaType): unknown[] {
    if (examples) return Object.values(examples).map((each) => this.resolve(each)['value']);
    return [example ?? schema?.['example']];
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`);
}

/** The same schemas, with objects limited to their named fields. */
function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, close(part)]));
  const isOpenObject =
    inner['type'] === 'object' && 'properties' in inner && !('additionalProperties' in inner);
  return isOpenObject ? { ...inner, additionalProperties: false } : inner;
}

import type { OpenAPIObject } from '@nestjs/swagger';
import { everyOperation, requestTypes, type Components, type Content } from './operations.js';
import { sampleOf } from './sample-values.js';

type MediaType = Content[string];
type Schema = Extract<NonNullable<MediaType['schema']>, { type?: unknown }> & { const?: unknown };
type AnySchema = NonNullable<MediaType['schema']>;

/**
 * Gives each request and response an example, built from the examples on its properties and, where
 * those have none, from the sample data of one town (`sample-values.ts`). An example that several
 * operations share appears once, under the name of its DTO.
 */
export function addExamples(document: OpenAPIObject): void {
  const maker = new ExampleMaker(document.components ?? {});
  for (const { operation } of everyOperation(document)) {
    for (const type of Object.values(requestTypes(operation))) maker.complete(type);
    for (const response of Object.values(operation.responses)) {
      if (response && 'content' in response)
        for (const type of Object.values(response.content ?? {})) maker.complete(type);
    }
  }
}

class ExampleMaker {
  private readonly schemas: Record<string, AnySchema>;
  private readonly examples: Record<string, unknown>;

  constructor(components: Components) {
    this.schemas = (components.schemas ?? {}) as Record<string, AnySchema>;
    this.examples = (components.examples ??= {}) as Record<string, unknown>;
  }

  complete(type: MediaType): void {
    if (!type.schema || type.example !== undefined || type.examples) return;
    const names = namesIn(type.schema);
    if (names.length > 0)
      type.examples = Object.fromEntries(names.map((name) => [name, this.shared(name)]));
    else type.example = this.of(type.schema, 'body');
  }

  private shared(name: string): { $ref: string } {
    this.examples[name] ??= { value: this.of(this.schemas[name]!, name) };
    return { $ref: `#/components/examples/${name}` };
  }

  /** Returns a value that the schema allows. */
  private of(schema: AnySchema, name: string): unknown {
    if ('$ref' in schema) return this.of(this.named(schema.$ref), name);
    const own = ownValue(schema as Schema);
    if (own !== undefined) return own;
    const [first] = schema.allOf ?? schema.oneOf ?? schema.anyOf ?? [];
    if (first) return this.of(first, name);
    return this.ofType(schema as Schema, name);
  }

  private ofType(schema: Schema, name: string): unknown {
    if (schema.properties)
      return Object.fromEntries(
        Object.entries(schema.properties).map(([key, value]) => [key, this.of(value, key)]),
      );
    const sample = isMadeOfItsOwn(schema.items) ? undefined : sampleOf(name, schema);
    if (sample !== undefined) return sample;
    if (schema.items) return [this.of(schema.items, name)];
    return [schema.type].flat().includes('object') ? {} : inWords(name);
  }

  private named(reference: string): AnySchema {
    return this.schemas[reference.slice(reference.lastIndexOf('/') + 1)]!;
  }
}

function ownValue({
  const: only,
  example,
  examples,
  enum: allowed,
  default: usual,
}: Schema): unknown {
  return (
    only ??
    example ??
    (Array.isArray(examples) ? (examples[0] as unknown) : undefined) ??
    usual ??
    allowed?.[0]
  );
}

/** Whether the items define their own values: other DTOs, or members of an enum. */
function isMadeOfItsOwn(items: AnySchema | undefined): boolean {
  return items !== undefined && ('$ref' in items || items.enum !== undefined);
}

/** Spells `leadDepartment` as words, the fallback for a property without an example. */
function inWords(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** The names of the DTOs that a body can be. */
function namesIn(schema: AnySchema): string[] {
  if ('$ref' in schema) return [schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)];
  return (schema.anyOf ?? []).flatMap(namesIn);
}

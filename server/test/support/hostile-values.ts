import fc from 'fast-check';

/** A schema of the API document, as far as values are generated from it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}
export type Schemas = Record<string, Schema>;

/** The first attempts of sqlmap and similar tools, and values that break careless text handling. */
const hostile = [
  `' OR '1'='1`,
  `1; DROP TABLE submission--`,
  `') UNION SELECT password_hash FROM staff--`,
  `1 AND (SELECT 1 FROM pg_sleep(5))`,
  `$$;SELECT pg_sleep(5);$$`,
  `"><script>alert(1)</script>`,
  `{{7*7}}`,
  `../../../../etc/passwd`,
  `%00`,
  '\u0000',
  '\ud800',
  '\u202e\u2066',
  `a`.repeat(10_000),
  `${'a@'.repeat(5_000)}`,
  '-1',
  '1e309',
  'NaN',
  '99999999999999999999',
  '__proto__',
  '01a20be3-8239-7462-9665-95ae42b5226f',
];
export const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ maxLength: 60, unit: 'binary' }),
);
export const anything = fc.oneof(
  anyText,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(anyText, { maxLength: 3 }),
  fc.object({ maxDepth: 2, maxKeys: 3 }),
);

/** An answer without the hostile values in it: what is left is the server's own. */
export const withoutTyped = (answer: string): string =>
  hostile.reduce((left, typed) => left.replaceAll(JSON.stringify(typed).slice(1, -1), ''), answer);

/** Fields that only the server may set. */
const forbidden = Object.fromEntries(
  ['state', 'role', 'roles', 'approvedBy', 'version', 'createdAt', 'constructor'].map((name) => [
    name,
    anything,
  ]),
);

/** Values that roughly match a DTO, so that most rules pass and the later ones are reached, too. */
export function like(
  schemas: Schemas,
  schema: Schema | undefined,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (!schema || depth > 5) return anything;
  const inner = (part: Schema) => like(schemas, part, depth + 1);
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (schema.$ref) return like(schemas, schemas[schema.$ref.split('/').pop()!], depth);
  if (choices) return fc.oneof(...choices.map(inner));
  if (schema.enum) return mostly(fc.constantFrom(...schema.enum));
  return ofType(schema, inner);
}

function ofType(
  schema: Schema,
  inner: (part: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  switch ([schema.type].flat()[0]) {
    case 'object':
      return likeObject(schema.properties ?? {}, inner);
    case 'array':
      return mostly(fc.array(schema.items ? inner(schema.items) : anything, { maxLength: 4 }));
    case 'string':
      return mostly(anyText);
    default:
      return mostly(fc.oneof(fc.integer(), fc.double(), fc.boolean()));
  }
}

const mostly = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary, weight: 3 }, { arbitrary: anything, weight: 1 });

/**
 * An object with all its fields, some of them or extra fields that only the server may set, or
 * another value.
 */
function likeObject(
  properties: Record<string, Schema>,
  inner: (part: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, inner(field)]),
  );
  return fc.oneof(
    { arbitrary: fc.record(fields), weight: 3 },
    { arbitrary: fc.record(fields, { requiredKeys: [] }), weight: 2 },
    { arbitrary: fc.record({ ...fields, ...forbidden }, { requiredKeys: [] }), weight: 1 },
    { arbitrary: anything, weight: 1 },
  );
}

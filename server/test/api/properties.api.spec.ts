import fc from 'fast-check';
import type { Agent, TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { contentOf } from '../support/database.js';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
}
interface Operation {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
interface Door {
  method: Method;
  path: string;
  operation: Operation;
}

let register: TestApp;
let document: { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };
let doors: Door[];
let browsers: { applicant: Agent; staff: Agent };

beforeAll(async () => {
  register = await startApp();
  document = (await register.anonymous.get('/api/openapi.json').expect(200)).body as typeof document;
  doors = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method as Method, path, operation })),
  );
  const applicant = await Applicant.begins(register);
  const colleague = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  browsers = { applicant: applicant.browser, staff: colleague.browser };
});
afterAll(() => register.close());

/** What sqlmap and its like try first, and what breaks careless readers of text. */
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
const anyText = fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 60, unit: 'binary' }));
const anything = fc.oneof(
  anyText,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(anyText, { maxLength: 3 }),
  fc.object({ maxDepth: 2, maxKeys: 3 }),
);

/** Values that look like what a DTO wants, more or less, and with fields that only the server may set. */
function like(schema: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  if (!schema || depth > 4) return anything;
  if (schema.$ref) return like(document.components.schemas[schema.$ref.split('/').pop()!], depth);
  const wild = { arbitrary: anything, weight: 1 };
  if (schema.enum) return fc.oneof({ arbitrary: fc.constantFrom(...schema.enum), weight: 3 }, wild);
  if (schema.type === 'object' || schema.properties) {
    const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, like(field, depth + 1)]));
    const more = {
      state: anything,
      role: anything,
      roles: anything,
      approvedBy: anything,
      version: anything,
      createdAt: anything,
      constructor: anything,
    };
    return fc.oneof(
      { arbitrary: fc.record(fields, { requiredKeys: [] }), weight: 4 },
      { arbitrary: fc.record({ ...fields, ...more }, { requiredKeys: [] }), weight: 1 },
      wild,
    );
  }
  if (schema.type === 'array') return fc.oneof({ arbitrary: fc.array(like(schema.items, depth + 1), { maxLength: 4 }), weight: 3 }, wild);
  return fc.oneof({ arbitrary: schema.type === 'string' ? anyText : fc.oneof(fc.integer(), fc.double(), fc.boolean()), weight: 3 }, wild);
}

interface Request {
  door: Door;
  path: string;
  query: Record<string, string | undefined>;
  body: unknown;
  version: string;
}

function requests(door: Door): fc.Arbitrary<Request> {
  const names = (place: string) => (door.operation.parameters ?? []).filter((parameter) => parameter.in === place).map(({ name }) => name);
  const inPath = [...door.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return fc
    .record({
      pathValues: fc.array(
        anyText.filter((text) => text.length < 100 && !/[\ud800-\udfff]/.test(text) && !['', '.', '..'].includes(text)),
        {
          minLength: inPath.length,
          maxLength: inPath.length,
        },
      ),
      query: fc.record(Object.fromEntries(names('query').map((name) => [name, anyText.map((text) => text.replace(/[\ud800-\udfff]/g, ''))])), {
        requiredKeys: [],
      }),
      body: like(Object.values(door.operation.requestBody?.content ?? {})[0]?.schema),
      version: fc.constantFrom('"1"', '"2"', '*', 'x', '"-1"', '"1e9"'),
    })
    .map(({ pathValues, query, body, version }) => ({
      door,
      path: inPath.reduce((path, name, index) => path.replace(`{${name}}`, encodeURIComponent(pathValues[index]!)), door.path),
      query,
      body,
      version,
    }));
}

const send = (browser: Agent, { door, path, query, body, version }: Request) => {
  const call = browser[door.method](path).query(query).set('If-Match', version);
  return door.method === 'get' || door.method === 'delete' ? call : call.set('content-type', 'application/json').send(JSON.stringify(body) ?? 'null');
};

/** Doors that end what the others need: signed out or erased, everything else would be refused for that. */
const ends = new Set([
  'DELETE /api/v1/staff/session',
  'POST /api/v1/submission/erasure',
  'POST /api/v1/submission/withdrawal',
  'POST /api/v1/submission/sending',
]);
const runs = process.env['FAULTS'] === 'full' ? 300 : 8;

it(
  'S03 S09 S10 S28 whatever is sent to whatever door: never a 500, never slow, and a refusal changes nothing',
  async () => {
    let sent = 0;
    for (const door of doors.filter(({ method, path }) => !ends.has(`${method.toUpperCase()} ${path}`))) {
      const browser = door.path.startsWith('/api/v1/staff') ? browsers.staff : browsers.applicant;
      await fc.assert(
        fc.asyncProperty(requests(door), async (request) => {
          const writes = door.method !== 'get';
          const before = writes ? await content() : undefined;
          const begun = Date.now();
          const response = await send(browser, request);
          sent += 1;
          // oEmbed's own word for a format that it does not speak (oembed.com, 2.3.1).
          if (response.status >= 500 && response.status !== 501) throw new Error(`${response.status} ${response.text}`);
          expect(Date.now() - begun).toBeLessThan(3_000);
          // 431 is Node's own: more headers than it reads, so that nothing of ours has seen the request.
          if (response.status >= 400 && response.status !== 431) {
            expect(response.headers['content-type']).toMatch(/^application\/problem\+json; charset=utf-8$/);
            expect(response.text).not.toMatch(/password_hash|SELECT |node_modules|pg_/);
            if (writes) expect(await content()).toEqual(before);
          }
        }),
        { numRuns: runs, endOnFailure: true },
      );
      await register.forgetLimits();
    }
    console.log(`${sent} requests to ${doors.length} doors`);
  },
  runs * 60_000,
);

/** Refusals are told in the trail where they must be (S53), and counted; nothing else may be different. */
const content = () => contentOf(register.database, ['rate_limit', 'staff_session', 'place', 'event', 'event_head']);

it('S10 a null where a field has a default says nothing', async () => {
  await register.anonymous.post('/api/v1/submissions').send({ language: null }).expect(201);
});

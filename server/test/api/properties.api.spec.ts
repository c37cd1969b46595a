import fc from 'fast-check';
import type { Agent, TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { contentOf } from '../support/database.js';
import {
  anyText,
  like,
  withoutTyped,
  type Schema,
  type Schemas,
} from '../support/hostile-values.js';

interface Operation {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Door {
  name: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  operation: Operation;
}
interface Request {
  path: string;
  query: Record<string, string | undefined>;
  body: unknown;
  version: string;
}

const full = process.env['FAULTS'] === 'full';
const runs = full ? 60 : 5;
/** Printed on failure: `PROPERTIES_SEED=… npm test -- properties` sends the same requests again. */
const seed = Number(process.env['PROPERTIES_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let register: TestApp;
let schemas: Schemas;
let doors: Door[];
let browsers: { applicant: Agent; staff: Agent };
/** The ids of existing objects, by the word before `{id}` in a path. */
let known: Record<string, string>;

beforeAll(async () => {
  register = await startApp();
  const document = (await register.anonymous.get('/api/openapi.json').expect(200)).body as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Schemas };
  };
  schemas = document.components.schemas;
  doors = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method as Door['method'],
      path,
      operation,
    })),
  );
  const colleague = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  const waiting = await colleague.findsCase((await Applicant.endorses(register)).reference);
  const { signatory } = await colleague.approves((await Applicant.endorses(register)).reference);
  known = {
    submissions: waiting.id,
    versions: '1',
    documents: waiting.documents[0]!.id,
    signatories: signatory!.id,
    colleagues: (await Colleague.exists(register, ['reviewer'])).id,
  };
  browsers = { applicant: (await Applicant.begins(register)).browser, staff: colleague.browser };
});
afterAll(() => register.close());

/** A well-formed id that does not exist. */
const nobody = '01a20be3-8239-7462-9665-95ae42b5226f';
const bodyOf = (door: Door) => door.operation.requestBody?.content['application/json']?.schema;
const browserFor = (door: Door) =>
  door.path.startsWith('/api/v1/staff') ? browsers.staff : browsers.applicant;

/**
 * Fills the parameters of a path with matching values: an existing id, one of the allowed words, or
 * an id that does not exist.
 */
const holesOf = (door: Door): string[][] =>
  [...door.path.matchAll(/([\w-]+)\/\{(\w+)\}/g)].map(([, before, name]) => {
    const words = door.operation.parameters?.find((parameter) => parameter.name === name)?.schema
      ?.enum as string[] | undefined;
    return words ?? [known[before!] ?? nobody];
  });

/** Usually a valid value, so that the code behind the validation is reached. */
function inPath(door: Door): fc.Arbitrary<string[]> {
  const unusual = anyText.filter(
    (text) => text.length < 100 && !/[\ud800-\udfff]/.test(text) && !['', '.', '..'].includes(text),
  );
  return fc.tuple(
    ...holesOf(door).map((fitting) =>
      fc.oneof({ arbitrary: fc.constantFrom(...fitting), weight: 3 }, unusual),
    ),
  );
}

function requests(door: Door): fc.Arbitrary<Request> {
  const names = (door.operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => name);
  const text = anyText.map((value) => value.replace(/[\ud800-\udfff]/g, ''));
  return fc
    .record({
      values: inPath(door),
      query: fc.record(Object.fromEntries(names.map((name) => [name, text])), { requiredKeys: [] }),
      body: like(schemas, Object.values(door.operation.requestBody?.content ?? {})[0]?.schema),
      version: fc.constantFrom('"1"', '"2"', '"3"', '*', 'x', '"-1"', '"1e9"'),
    })
    .map(({ values, ...request }) => ({ ...request, path: filled(door.path, values) }));
}

const filled = (path: string, values: string[]) =>
  values.reduce((left, value) => left.replace(/\{\w+\}/, () => encodeURIComponent(value)), path);

function send(door: Door, { path, query, body, version }: Request) {
  const call = browserFor(door)[door.method](path).query(query).set('If-Match', version);
  return door.method === 'get' || door.method === 'delete'
    ? call
    : call.set('content-type', 'application/json').send(JSON.stringify(body) ?? 'null');
}

/**
 * Endpoints that would end what the others need, such as sign-out and erasure: afterwards every
 * other request would be refused for that reason.
 */
const ends = new Set([
  'DELETE /api/v1/staff/session',
  'POST /api/v1/submission/erasure',
  'POST /api/v1/submission/withdrawal',
  'POST /api/v1/submission/sending',
]);

/**
 * Ignores what `forgetLimits` empties (the counters of rate limits and of mails anyone can ask
 * for) and the refusals recorded as events (S53). Nothing else may change.
 */
const content = () =>
  contentOf(register.database, [
    ...['rate_limit', 'asked_mail'],
    ...['staff_session', 'place', 'event', 'event_head'],
  ]);

it('S03 S10 every DTO of the document is checked at its door: a field that it does not have is a 422, and changes nothing', async () => {
  const before = await content();
  const wrong: string[] = [];
  // Autosave keeps the input as it is, even if it is invalid.
  for (const door of doors.filter((each) => bodyOf(each) && !each.path.endsWith('/typed'))) {
    const path = filled(
      door.path,
      holesOf(door).map(([fitting]) => fitting!),
    );
    const response = await send(door, {
      path,
      query: {},
      body: { noSuchField: 1 },
      version: '"1"',
    });
    const pointers = ((response.body as { errors?: { pointer: string }[] }).errors ?? []).map(
      ({ pointer }) => pointer,
    );
    if (response.status !== 422 || !pointers.includes('/noSuchField'))
      wrong.push(`${door.name}: ${response.status} ${response.text}`);
    await register.forgetLimits();
  }
  expect(wrong).toEqual([]);
  expect(await content()).toEqual(before);
});

it(
  'S03 S09 S10 S28 whatever is sent to whatever door: never a 500, never slow, and a refusal changes nothing',
  async () => {
    const answers: Record<string, number> = {};
    let before = await content();
    for (const door of doors.filter(({ name }) => !ends.has(name))) {
      const holds = async (request: Request) => {
        const begun = Date.now();
        const { status, headers, text } = await send(door, request);
        answers[status] = (answers[status] ?? 0) + 1;
        // oEmbed's own status for an unsupported format (oembed.com, 2.3.1).
        if (status >= 500 && status !== 501) throw new Error(`${status} ${text}`);
        expect(Date.now() - begun).toBeLessThan(3_000);
        // Node itself answers 431 when there are too many headers, before our code sees the
        // request.
        const refused = status >= 400 && status !== 431;
        if (refused) {
          expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
          // What an earlier request typed may be in it, such as a colleague's name.
          expect(withoutTyped(text)).not.toMatch(/password_hash|SELECT |node_modules|pg_/);
        }
        if (door.method === 'get') return;
        const after = await content();
        if (refused) expect(after).toEqual(before);
        before = after;
      };
      await fc.assert(fc.asyncProperty(requests(door), holds), {
        seed,
        numRuns: runs,
        endOnFailure: true,
        includeErrorInReport: true,
      });
      await register.forgetLimits();
    }
    console.log(
      `seed ${seed}, ${doors.length} doors, answers by status: ${JSON.stringify(answers)}`,
    );
  },
  runs * 60_000,
);

it('S10 a null where a field has a default says nothing', async () => {
  await register.anonymous.post('/api/v1/submissions').send({ language: null }).expect(201);
});

import type { Test } from 'supertest';
import { encodeCursor } from '../../src/platform/http/cursor.js';
import type { SectionName } from '../../../contract/sections.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, password } from '../support/colleague.js';
import { endorsement } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let draft: Applicant;
let waiting: Applicant;
let staff: Colleague;
let caseId: string;
let signatory: { id: string; version: number };

beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  draft = await Applicant.begins(register);
  waiting = await Applicant.endorses(register);
  const found = await staff.findsCase(waiting.reference);
  await staff.opensDocuments(found);
  caseId = found.id;
  signatory = (await staff.approves((await Applicant.endorses(register)).reference)).signatory!;
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

interface Route {
  request(): Test;
  good: Record<string, unknown>;
}

/** Every route that takes a body, with a valid one. */
const routes: Record<string, Route> = {
  'POST /submissions': {
    request: () => register.anonymous.post('/api/v1/submissions'),
    good: { language: 'fr' },
  },
  'POST /confirmations': {
    request: () => register.anonymous.post('/api/v1/confirmations'),
    good: { token: 'x'.repeat(43) },
  },
  'POST /case-links': {
    request: () => register.anonymous.post('/api/v1/case-links'),
    good: { reference: 'CDFGHJKM', email: 'a@town.example' },
  },
  'POST /case-sessions': {
    request: () => register.anonymous.post('/api/v1/case-sessions'),
    good: { token: 'x'.repeat(43) },
  },
  'POST /staff/session': {
    request: () => register.anonymous.post('/api/v1/staff/session'),
    good: { email: 'nobody@congress.example', password },
  },
  'POST /staff/password': {
    request: () => staff.browser.post('/api/v1/staff/password').set('If-Match', '1'),
    good: { currentPassword: password, newPassword: 'a long swim in the Ill' },
  },
  'POST /staff/submissions/:id/decisions': {
    request: () =>
      staff.browser.post(`/api/v1/staff/submissions/${caseId}/decisions`).set('If-Match', '99'),
    good: { verdict: 'reject', reason: 'Why', duplicatesCompared: true },
  },
  'POST /staff/signatories/:id/changes': {
    request: () =>
      staff.browser.post(`/api/v1/staff/signatories/${signatory.id}/changes`).set('If-Match', '99'),
    good: { action: 'publish', reason: 'Why' },
  },
  ...Object.fromEntries(
    Object.entries(endorsement()).map(([section, good]): [string, Route] => [
      `PUT /submission/sections/${section}`,
      {
        request: () =>
          draft.browser
            .put(`/api/v1/submission/sections/${section as SectionName}`)
            .set('If-Match', '1'),
        good,
      },
    ]),
  ),
};

const raw: Record<string, [type: string, body: string | Buffer]> = {
  'broken JSON': ['application/json', '{"language":'],
  'nothing that is JSON': ['application/json', 'hello'],
  'an array': ['application/json', '[]'],
  'a text': ['application/json', '"text"'],
  'a number': ['application/json', '7'],
  null: ['application/json', 'null'],
  'a prototype': ['application/json', '{"__proto__":{"verdict":"approve"}}'],
  'S04 a constructor that is no function': ['application/json', '{"reason":{"constructor":7}}'],
  'a constructor': ['application/json', '{"constructor":{"prototype":{"verdict":"approve"}}}'],
  'bytes that are no UTF-8': [
    'application/json',
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  ],
  'JSON 30,000 deep': [
    'application/json',
    `{"language":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
  ],
  'objects 8,000 deep': ['application/json', `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`],
  'more than 64 kB': ['application/json', JSON.stringify({ text: 'x'.repeat(70_000) })],
  'plain text': ['text/plain', '{"language":"fr"}'],
  XML: ['application/xml', '<language>fr</language>'],
  'JSON of another kind': ['application/json-patch+json', '[]'],
};

describe('S10 a body that is no answer to the question is refused, and nothing happens', () => {
  describe.each(Object.keys(routes))('%s', (name) => {
    it.each(Object.keys(raw))('with %s', async (kind) => {
      const [type, body] = raw[kind]!;
      // Starting an endorsement requires no body.
      if (name === 'POST /submissions' && kind === 'null') return;
      const refusal = await changesNothing(register, () =>
        sendRaw(routes[name]!.request().set('Content-Type', type), body),
      );
      expectRefusal(refusal);
    });

    it('with nothing', async () => {
      if (name === 'POST /submissions')
        return void (await routes[name]!.request().send({}).expect(201));
      expectRefusal(await changesNothing(register, () => routes[name]!.request().send({})));
      expectRefusal(await changesNothing(register, () => routes[name]!.request()));
    });

    it('with a field too many', async () => {
      await changesNothing(register, async () => {
        for (const extra of ['id', 'state', 'version', 'roles', 'x']) {
          expectRefusal(
            await routes[name]!.request().send({ ...routes[name]!.good, [extra]: 1 }),
            422,
          );
        }
      });
    });

    it('with a field of the wrong type', async () => {
      const { good } = routes[name]!;
      await changesNothing(register, async () => {
        for (const field of Object.keys(good)) {
          for (const wrong of [{}, { length: 3 }, [[]], [null], [{}], 1e308 * 10]) {
            const body = JSON.stringify({ ...good, [field]: 0 }).replace(
              `"${field}":0`,
              `"${field}":${wrong === Infinity ? '1e309' : JSON.stringify(wrong)}`,
            );
            expectRefusal(
              await routes[name]!.request().set('Content-Type', 'application/json').send(body),
              422,
            );
          }
        }
      });
    });

    it('with a text that is too long', async () => {
      const { good } = routes[name]!;
      await changesNothing(register, async () => {
        for (const field of Object.keys(good).filter(
          (key) => typeof good[key] === 'string' && key !== 'population',
        )) {
          expectRefusal(
            await routes[name]!.request().send({ ...good, [field]: 'x'.repeat(10_000) }),
            422,
          );
        }
      });
    });

    it('with zero bytes and halves of characters: refused, or stored without them', async () => {
      const { good } = routes[name]!;
      for (const field of Object.keys(good).filter((key) => typeof good[key] === 'string')) {
        for (const dirt of ['\u0000', '\\u0000', '\ud800', '\udfff\ud800']) {
          const response = await routes[name]!.request().send({
            ...good,
            [field]: `${String(good[field])}${dirt}`,
          });
          if (response.status >= 300) expectRefusal(response);
        }
      }
      expect(
        await register.sql(
          `SELECT 1 FROM submission WHERE answers::text LIKE '%\\u0000%'
            OR answers::text LIKE '%\\ud800%'`,
        ),
      ).toEqual([]);
    });
  });
});

describe('S10 input is stored as typed, if it can be stored at all', () => {
  const type = (body: string) =>
    draft.browser
      .put('/api/v1/submission/sections/signer/typed')
      .set('Content-Type', 'application/json')
      .send(body);

  it.each([
    ['a zero byte', '{"name":"\\u0000"}'],
    ['half a character', '{"name":"\\ud800"}'],
    ['30,000 deep', `{"name":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['objects 8,000 deep', `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`],
    ['an array', '[]'],
    ['null', 'null'],
    ['a prototype', '{"__proto__":1}'],
  ])('%s is refused', async (_, body) => {
    expectRefusal(await changesNothing(register, () => type(body)));
  });

  it('for an unknown section there is nothing', async () => {
    for (const section of ['x', '__proto__', 'constructor', 'typed', '..', 'toString']) {
      expectRefusal(
        await changesNothing(register, () =>
          draft.browser.put(`/api/v1/submission/sections/${section}/typed`).send({ a: 1 }),
        ),
        404,
      );
      expectRefusal(
        await changesNothing(register, () =>
          draft.browser
            .put(`/api/v1/submission/sections/${section}`)
            .set('If-Match', '1')
            .send({ a: 1 }),
        ),
        404,
      );
    }
  });
});

describe('S10 an address that is none', () => {
  const noDay = encodeCursor([
    '2026-99-99T99:99:99.999999Z',
    '018f0000-0000-7000-8000-000000000000',
  ]);
  it.each([
    ['GET', '/api/v1/signatories/%E0%A4%A', 400],
    ['GET', '/api/v1/%', 400],
    ['GET', `/api/v1/signatories/${'x'.repeat(300)}`, 414],
    ['GET', '/api/v1/nothing', 404],
    ['PUT', '/api/v1/signatories', 404],
    ['DELETE', '/api/v1/submission/documents/not-a-uuid', 400],
    ['GET', '/api/v1/staff/submissions/1', 400],
    ['GET', '/api/v1/staff/documents/%00', 400],
    ['GET', `/api/v1/staff/submissions?after=${noDay}`, 400],
    ['GET', `/api/v1/signatories?sort=newest&after=${noDay}`, 400],
    ['GET', '/api/v1/staff/submissions?after=x', 422],
    ['GET', '/api/v1/staff/submissions?show=all', 422],
    ['GET', `/api/v1/staff/submissions?q=${'x'.repeat(600)}`, 422],
  ])('%s %s', async (method, path, status) => {
    const browser = path.includes('/staff/') ? staff.browser : draft.browser;
    expectRefusal(
      await changesNothing(register, () => browser[method.toLowerCase() as 'get'](path)),
      status,
    );
  });
});

/** superagent would serialise a Buffer as JSON, so the bytes are sent as they are. */
function sendRaw(request: Test, body: string | Buffer): Test {
  return request.serialize((value: unknown) => value as string).send(body as string);
}

function expectRefusal(response: Parameters<typeof expectProblem>[0], status?: number): void {
  expect({ is: response.status, text: response.text }).toMatchObject({
    is: status ?? (response.status >= 400 && response.status < 500 ? response.status : 'a refusal'),
  });
  expectProblem(response, response.status);
}

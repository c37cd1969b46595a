import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, bytes } from '../support/colleague.js';

let register: TestApp;
let town: Applicant;
let reviewer: Colleague;
let caseId: string;
beforeAll(async () => {
  register = await startApp();
  town = await Applicant.endorses(register);
  reviewer = await Colleague.signsIn(register, 'reviewer');
  caseId = (await reviewer.findsCase(town.reference)).id;
});
afterAll(() => register.close());

type Who = 'town' | 'reviewer';
const paths: [what: string, who: Who, path: () => string][] = [
  ['a page of the form', 'town', () => '/en/endorse'],
  ['the page of the case', 'town', () => '/en/case'],
  ['the case in the workbench', 'reviewer', () => `/api/v1/staff/submissions/${caseId}`],
  ['the shell of the workbench', 'reviewer', () => '/staff'],
];

/** The client unpacks what it gets; the header has the length that was sent. */
async function answer(who: Who, path: string, accept: string) {
  const { browser } = { town, reviewer }[who];
  return browser.get(path).set('Accept-Encoding', accept).buffer(true).parse(bytes).expect(200);
}
/** What no two answers have in common is left out: masked form tokens, the hour of a lease. */
const words = (body: Buffer) => body.toString('utf8').replace(/[\w-]{86}/g, '');

describe.each(paths)('an answer that is kept nowhere: %s', (_, who, path) => {
  it.each(['br', 'gzip'] as const)(
    'comes as %s, a good deal smaller, and is the same',
    async (coding) => {
      const plain = await answer(who, path(), 'identity');
      const packed = await answer(who, path(), coding);
      expect(packed.headers['content-encoding']).toBe(coding);
      expect(packed.headers['vary']).toMatch(/accept-encoding/i);
      expect(packed.headers['cache-control']).toContain('no-store');
      expect(words(packed.body as Buffer)).toBe(words(plain.body as Buffer));
      expect(Number(packed.headers['content-length'])).toBeLessThan(
        Number(plain.headers['content-length']) * 0.75,
      );
    },
  );
});

it('a client that refuses plain answers gets none, however small', async () => {
  const refused = await register.anonymous
    .get('/api/v1/staff/session')
    .set('Accept-Encoding', 'gzip, identity;q=0')
    .buffer(true)
    .parse(bytes);
  expect(refused.status).toBe(401);
  expect(refused.headers['content-encoding']).toBe('gzip');
  expect(JSON.parse((refused.body as Buffer).toString('utf8'))).toMatchObject({ status: 401 });
});

it('a document is sent as it is', async () => {
  const { documents } = await reviewer.opensCase(caseId);
  const { headers } = await reviewer.browser
    .get(`/api/v1/staff/documents/${documents[0]!.id}`)
    .set('Accept-Encoding', 'br, gzip')
    .buffer(true)
    .parse(bytes)
    .expect(200);
  expect(headers['content-encoding']).toBeUndefined();
});

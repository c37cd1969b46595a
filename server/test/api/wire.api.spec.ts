import { connect, type AddressInfo } from 'node:net';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let reviewer: Colleague;
beforeAll(async () => {
  register = await startApp();
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/**
 * Sends bytes that no well-behaved client would send.
 * @returns everything received until the server closes the connection.
 */
function raw(bytes: string): Promise<string> {
  const { port } = register.app.getHttpServer().address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

const post = (...headers: string[]) =>
  'POST /api/v1/submissions HTTP/1.1\r\nHost: register.example\r\nContent-Type: ' +
  `application/json\r\n${headers.join('\r\n')}\r\n\r\n`;

describe('S47 a request that two readers could understand in two ways', () => {
  it.each([
    [
      'a length and chunks',
      `${post('Content-Length: 17', 'Transfer-Encoding: chunked')}0\r\n\r\n{"language":"en"}`,
    ],
    ['two lengths', `${post('Content-Length: 17', 'Content-Length: 3')}{"language":"en"}`],
    ['a chunk of no size', `${post('Transfer-Encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n`],
    ['a coding nobody knows', `${post('Transfer-Encoding: xchunked')}{}`],
    ['a header that begins with a space', post('X-One: 1', ' X-Two: 2')],
    ['a carriage return inside a header', post('X-One: a\rX-Two: b')],
    ['a name with a space before its colon', post('Content-Length : 2')],
    ['headers without end', post(`X-Long: ${'a'.repeat(20_000)}`)],
  ])('%s: refused, nothing begun, and the line is closed', async (_, bytes) => {
    await changesNothing(register, async () =>
      expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 (400|431) /),
    );
  });
});

describe('S49 every answer says what it is', () => {
  it.each([
    ['/en', 'text/html; charset=utf-8'],
    ['/api/v1/signatories', 'application/json; charset=utf-8'],
    ['/api/v1/nothing', 'application/problem+json; charset=utf-8'],
    ['/api/v1/signatories?sort=password', 'application/problem+json; charset=utf-8'],
    ['/en/nothing', 'text/html; charset=utf-8'],
    ['/robots.txt', 'text/plain; charset=utf-8'],
    ['/sitemap.xml', 'application/xml; charset=utf-8'],
    ['/api/openapi.json', 'application/json; charset=utf-8'],
  ])('%s is %s', async (path, type) => {
    const { headers } = await register.anonymous
      .get(path)
      .set('Accept', path.startsWith('/api') ? '*/*' : 'text/html,*/*');
    expect({ type: headers['content-type'], nosniff: headers['x-content-type-options'] }).toEqual({
      type,
      nosniff: 'nosniff',
    });
  });
});

describe('S51 what is not meant for the public is not there', () => {
  it.each([
    '/.git/config',
    '/.env',
    '/package.json',
    '/assets/',
    '/assets/staff.js.map',
    '/server/dist/main.js',
    '/debug',
    '/api-json',
    '/..%2f.env',
    '/assets/..%2f..%2fpackage.json',
  ])('%s', async (path) => {
    // A slash too many leads to the address without it (decision 0042), where nothing is either.
    const response = await register.anonymous.get(path).redirects(1);
    expect({ path, gone: [400, 404].includes(response.status) }).toEqual({ path, gone: true });
    expect(response.text).not.toMatch(/dependencies|APP_SECRET|\[core\]|"mappings"/);
  });

  it('TRACE echoes nobody’s cookie', async () => {
    const answer = await raw(
      'TRACE /en HTTP/1.1\r\nHost: register.example\r\nCookie: secret=1\r\nConnection: ' +
        'close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (400|404|405|501) /);
    expect(answer).not.toContain('secret=1');
  });
});

describe('S52 when something breaks inside', () => {
  /** Hides a table of the database for a moment, an error that no code of ours expects. */
  async function without<Result>(table: string, attempt: () => Promise<Result>): Promise<Result> {
    await register.sql(`ALTER TABLE ${table} RENAME TO lost`);
    try {
      return await attempt();
    } finally {
      await register.sql(`ALTER TABLE lost RENAME TO ${table}`);
    }
  }

  it('the answer is general, with the number of the request, and nothing of our inside', async () => {
    const town = await Applicant.begins(register);
    await changesNothing(register, async () =>
      without('submission', async () => {
        const refused = await town.saves('authority', town.endorsement.authority);
        expectProblem(refused, 500);
        expect(refused.text).not.toMatch(/relation|submission"|42P01/);
      }),
    );
  });

  it('a guard that cannot look opens no door', async () => {
    await without('staff_session', async () => {
      for (const path of ['/api/v1/staff/submissions', '/api/v1/staff/session'])
        expectProblem(await reviewer.browser.get(path), 500);
    });
    await reviewer.browser.get('/api/v1/staff/session').expect(200);
  });
});

it('S37 whatever a file is called, its download is one header with one name', async () => {
  const town = await Applicant.begins(register);
  await town.fillsIn();
  await town.uploads(signedPact(town.town), 'Пакт "Київ"; x=1\r\nSet-Cookie: a=b.pdf');
  await town.sends();
  await town.confirms();
  const { documents } = await reviewer.findsCase(town.reference);
  const { headers } = await reviewer.browser
    .get(`/api/v1/staff/documents/${documents[0]!.id}`)
    .expect(200);
  expect(headers).not.toHaveProperty('set-cookie');
  // RFC 6266: an ASCII name that needs no quoting, and the real one in RFC 8187 encoding.
  expect(headers['content-disposition']).toMatch(
    /^(inline|attachment); filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%._!#$&+^`|~-]+$/,
  );
  expect(
    decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(String(headers['content-disposition']))![1]!),
  ).toContain('Київ');
});

it('S56 signing out leaves nothing in the browser', async () => {
  const colleague = await Colleague.signsIn(register, 'reviewer');
  const { headers } = await colleague.browser.delete('/api/v1/staff/session').expect(204);
  expect(headers['clear-site-data']).toBe('"cache", "storage"');
  expect(headers['cache-control']).toBe('no-store');
  expectProblem(await colleague.browser.get('/api/v1/staff/session'), 401);
});

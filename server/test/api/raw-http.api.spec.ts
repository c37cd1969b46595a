import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { limits } from '../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { changesNothing } from '../support/problems.js';

let register: TestApp;
let port: number;
beforeAll(async () => {
  register = await startApp();
  ({ port } = register.app.getHttpServer().address() as AddressInfo);
});
afterAll(() => register.close());

/**
 * The response to a client that writes raw bytes, until the connection closes or nothing more
 * arrives.
 */
function raw(bytes: string, timeout = 1_000): Promise<{ text: string; closed: boolean }> {
  return new Promise((done) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => finish(false), timeout);
    const finish = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      done({ text, closed });
    };
    socket
      .on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
      .on('error', () => undefined)
      .on('close', () => finish(true));
    socket.write(bytes, 'latin1');
  });
}

const body = '{"language":"en"}';
const post = (headers: string, content = body) =>
  'POST /api/v1/submissions HTTP/1.1\r\nHost: a\r\nContent-Type: ' +
  `application/json\r\n${headers}\r\n\r\n${content}`;
const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

describe('S47 a request whose end can be read in two ways is refused, and its connection closed', () => {
  it.each([
    [
      'a length and chunks',
      post(`Content-Length: ${body.length}\r\nTransfer-Encoding: chunked`, chunked),
    ],
    ['chunks and a length', post(`Transfer-Encoding: chunked\r\nContent-Length: 5`, chunked)],
    ['two lengths', post(`Content-Length: ${body.length}\r\nContent-Length: 5`)],
    ['a length that is no number', post('Content-Length: 1e1')],
    ['a negative length', post('Content-Length: -5')],
    ['a chunk that is no number', post('Transfer-Encoding: chunked', `zz\r\n${body}\r\n0\r\n\r\n`)],
    ['an unknown encoding', post('Transfer-Encoding: xchunked', chunked)],
    [
      'chunks that are not the last encoding',
      post('Transfer-Encoding: chunked, identity', chunked),
    ],
    [
      'a line break inside of a header',
      post(`X-A: b\rSet-Cookie: c=d\r\nContent-Length: ${body.length}`),
    ],
    ['a zero byte in a header', post(`X-A: b\0c\r\nContent-Length: ${body.length}`)],
    ['a blank before the colon', post(`Content-Length : ${body.length}`)],
    ['a header that is folded', post(`X-A: b\r\n\tContent-Length: ${body.length}`)],
    ['no host', 'GET /en HTTP/1.1\r\n\r\n'],
    ['two hosts', 'GET /en HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n'],
    ['the same host twice', 'GET /en HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n'],
    ['a site for a path', 'GET http://evil.example/en HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('%s', async (_, bytes) => {
    const { text, closed } = await changesNothing(register, () => raw(bytes));
    // Node unfolds a folded header, as RFC 9112 allows. The request then has no length and so no
    // body.
    expect(text.slice(0, 12)).toMatch(/^HTTP\/1\.1 4(00|15|22)/);
    expect(closed || /connection: close/i.test(text) || text.startsWith('HTTP/1.1 4')).toBe(true);
    expect(text.match(/^HTTP\/1\.1 2/gm)).toBeNull();
  });

  it('a smuggled request is at most a separate request', async () => {
    const smuggled = 'GET /livez HTTP/1.1\r\nHost: a\r\n\r\n';
    const { text } = await raw(
      post(`Content-Length: ${body.length}\r\nTransfer-Encoding: chunked`, `0\r\n\r\n${smuggled}`),
    );
    expect(text).not.toContain('"live"');
  });
});

describe('S46 a client’s claims about itself are not trusted', () => {
  it.each([
    ['X-Forwarded-Host', 'evil.example'],
    ['X-Forwarded-Proto', 'gopher'],
    ['Forwarded', 'for=192.0.2.1;host=evil.example;proto=http'],
    ['Host', 'evil.example'],
    ['X-Original-URL', '/staff'],
    ['X-Rewrite-URL', '/staff'],
    ['X-HTTP-Method-Override', 'DELETE'],
  ])('%s: %s changes neither pages nor what is kept of them', async (name, value) => {
    for (const path of ['/en', '/en/signatories', '/sitemap.xml', '/feed.xml', '/en/feed.atom']) {
      const there = await register.anonymous.get(path).set(name, value);
      expect(there.text ?? '').not.toContain('evil.example');
      expect(JSON.stringify(there.headers)).not.toContain('evil.example');
      const after = await register.anonymous.get(path);
      expect(after.text ?? '').not.toContain('evil.example');
    }
  });

  it('links in mails are built from the setting', async () => {
    const applicant = await Applicant.begins(register);
    for (const [section, value] of Object.entries(applicant.endorsement))
      await applicant.saves(section as 'signer', value);
    await applicant.uploads();
    await applicant.browser
      .post('/api/v1/submission/sending')
      .set('Host', 'evil.example')
      .set('X-Forwarded-Host', 'evil.example')
      .expect(200);
    await register.drain();
    const mail = register.mailbox.newest(applicant.email, /^Confirm/);
    expect(mail.raw).not.toContain('evil.example');
    expect(mail.text).toContain('http://register.example/en/confirm?token=');
  });
});

describe('S48 one name, several values', () => {
  it.each([
    'q=a&q=b',
    'q[]=a',
    'q[0]=a',
    'q[x]=a',
    'country=NO&country=EE',
    'country[]=NO',
    'after=1&after=2',
    'sort=newest&sort=name',
    '__proto__[x]=1',
    '%71=a&q=b',
  ])('?%s is answered or refused, never a 500', async (query) => {
    for (const path of [
      '/api/v1/signatories',
      '/en/signatories',
      '/api/v1/map',
      '/api/v1/signatories.csv',
      '/api/v1/places',
    ]) {
      const { status } = await register.anonymous.get(`${path}?${query}`);
      expect({ path, status: status < 500 }).toEqual({ path, status: true });
    }
  });

  it('a field is never read from the query where a body has it', async () => {
    const { body: answer } = (await register.anonymous
      .post('/api/v1/submissions?language=fr')
      .send({ language: 'en' })
      .expect(201)) as {
      body: { language: string };
    };
    expect(answer.language).toBe('en');
  });
});

describe('RL8 requests that do not wait for their answers', () => {
  const asks = (times: number) => raw('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(times));

  it('are answered one after the other', async () => {
    const { text, closed } = await asks(limits.pipelinedRequests);
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(limits.pipelinedRequests);
    expect(closed).toBe(false);
  });

  it('end the connection when there are too many of them, and nobody else’s', async () => {
    const { closed } = await asks(limits.pipelinedRequests + 1);
    expect(closed).toBe(true);
    await register.anonymous.get('/livez').expect(200);
  });
});

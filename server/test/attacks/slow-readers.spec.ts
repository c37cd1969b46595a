import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../../src/platform/config/limits.js';
import { PublicDatabase } from '../../src/site/public/public-database.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, signInFully } from '../support/colleague.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let cookie: string;
let port: number;
const sockets: Socket[] = [];
beforeAll(async () => {
  register = await startApp();
  cookie = await signInFully(
    register,
    (await Colleague.exists(register, ['reviewer', 'publisher'])).email,
  );
  ({ port } = register.app.getHttpServer().address() as AddressInfo);
  // More than the buffers between two programs hold.
  await register.sql(`
    INSERT INTO authority (id, kind, country_code, name_official, name_en, name_fr, identity_key,
      search_text, website, demo)
    SELECT gen_random_uuid(), 'municipality', 'DE', name, name, name, name, ' ' || name,
      'https://town.example/' || repeat('x', 250), true
    FROM (SELECT 'town ' || n || repeat(' of the long name', 6) AS name
      FROM generate_series(1, 18000) n) towns`);
  await register.sql(`
    INSERT INTO signatory (id, public_id, authority_id, state, published_at, demo)
    SELECT gen_random_uuid(), lpad(to_hex(row_number() OVER ()), 8, '0'), id, 'published', now(),
      true FROM authority WHERE demo`);
  await register.sql('ANALYZE authority, signatory');
  await register.sql(`UPDATE register SET version = version + 1`);
  await register.sql(`SELECT pg_notify('register', version::text) FROM register`);
  await register.hearsOfChanges();
}, 120_000);
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => register.close());

/** A reader who takes so many bytes each second, or nothing. */
function reads(path: string, bytesEachSecond: number): Socket {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: identity\r\nCookie: ${cookie}\r\n\r\n`,
  );
  socket.on('error', () => undefined).pause();
  const timer = setInterval(() => void socket.read(bytesEachSecond), 1_000);
  socket.once('close', () => clearInterval(timer));
  sockets.push(socket);
  return socket;
}
const inUse = () => {
  const pool = register.app
    .get(PublicDatabase)
    .pools()
    .find(({ name }) => name === 'exports')!;
  return pool.size - pool.idle;
};
const ended = 6 * limits.readerPause;

describe('RL8 slow readers', () => {
  it('of public files: a network takes no more than its share, pages keep working, and each slot is freed', async () => {
    const first = reads('/api/v1/signatories.csv', 0);
    const second = reads('/api/v1/signatories.json', 1_000);
    await Promise.all([first, second].map((reader) => once(reader, 'readable')));
    expectProblem(
      await register.anonymous.get('/api/v1/signatories.csv?kind=municipality'),
      503,
      'exports-busy',
    );
    await register.anonymous.get('/en/signatories').expect(200);
    await register.anonymous.get('/api/v1/signatories?q=town').expect(200);
    await eventually(() => expect(inUse()).toBe(0), ended);
    const { text } = await register.anonymous.get('/api/v1/signatories.csv').expect(200);
    expect(text.length).toBeGreaterThan(1_000_000);
  }, 180_000);

  it('of staff files: three at a time are served, and their slots are freed', async () => {
    const path = '/api/v1/staff/signatories/export?format=csv';
    const answers = await Promise.all(
      Array.from(
        { length: 12 },
        () =>
          new Promise<number>((status) => {
            const socket = reads(path, 500);
            socket.once('readable', () =>
              status(Number(/^HTTP\/1\.1 (\d+)/.exec(String(socket.read() ?? ''))?.[1] ?? 0)),
            );
          }),
      ),
    );
    const letIn = answers.filter((status) => status === 200).length;
    expect(letIn).toBeGreaterThan(0);
    expect(letIn).toBeLessThanOrEqual(limits.exportsAtOnce);
    expect(answers.filter((status) => status === 503)).toHaveLength(12 - letIn);
    await register.anonymous.get('/en/signatories').expect(200);
    await eventually(
      async () => void (await register.anonymous.get(path).set('Cookie', cookie).expect(200)),
      ended,
    );
  }, 180_000);

  it('an honest reader on a slow line gets the whole file', async () => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.write(
      'GET /api/v1/signatories.csv HTTP/1.1\r\nHost: a\r\nAccept-Encoding: ' +
        'identity\r\nConnection: close\r\n\r\n',
    );
    let bytes = 0;
    for await (const piece of socket) {
      bytes += (piece as Buffer).length;
      await wait(5);
    }
    expect(bytes).toBeGreaterThan(5_000_000);
  }, 180_000);
});

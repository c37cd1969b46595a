import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as secured } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../src/platform/config/limits.js';
import { Applicant } from './support/applicant.js';
import { startApp, type TestApp } from './support/app.js';
import { Colleague, signInFully } from './support/colleague.js';
import { Edge, hasNginx } from './support/edge.js';
import { unpacked, watches } from './support/edge-readers.js';
import { eventually } from './support/eventually.js';
import { inOneMoment } from './support/moments.js';

const settings = { TRUSTED_PROXIES: '127.0.0.1' };
const always = 'max-age=63072000; includeSubDomains';
const second = 1_000;
const token = 'x'.repeat(43);

if (!hasNginx)
  console.warn('nginx is not installed: what docs/nginx/pact.conf promises is not tested here');

(hasNginx ? describe : describe.skip)('the edge that we ship', () => {
  let register: TestApp;
  /** The instance behind nginx. */
  let behind: TestApp;
  let edge: Edge;
  let staff: Colleague;
  let administrator: Colleague;
  let asked: string[] = [];
  beforeAll(async () => {
    register = await startApp();
    behind = await startApp({ beside: register, settings });
    behind.app
      .getHttpServer()
      .on('request', ({ method, url }: IncomingMessage) => asked.push(`${method} ${url}`));
    edge = await Edge.before([portOf(behind)]);
    staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
    administrator = await Colleague.signsIn(register, 'administrator');
  });
  beforeEach(async () => {
    await register.forgetLimits();
    asked = [];
  });
  afterAll(async () => {
    await edge.stop();
    await behind.close();
    await register.close();
  });

  const keptPaths = async () => [
    ...new Set((await edge.kept()).map(({ key }) => key.split(' ').at(-1)!)),
  ];

  describe('RL1 public answers come from its cache', () => {
    it.each(['/en', '/en/signatories', '/api/v1/signatories', '/api/v1/map'])(
      '%s, asked for many times in half a second: the register is asked once',
      async (path) => {
        await edge.get(path);
        await inOneMoment(
          async () => {
            asked = [];
            const { status } = await edge.get(path);
            const others = await Promise.all(Array.from({ length: 9 }, () => edge.get(path)));
            return { asked: [...asked], statuses: [status, ...others.map((each) => each.status)] };
          },
          { asked: [`GET ${path}`], statuses: Array<number>(10).fill(200) },
        );
      },
    );

    it('in the next half second the register is asked anew, and a reader who has the answer gets 304', async () => {
      const { headers } = await edge.get('/en/signatories');
      await wait(second / 2);
      asked = [];
      const again = await edge.get('/en/signatories', { 'if-none-match': headers.etag! });
      expect([asked, again.status, again.body.length]).toEqual([['GET /en/signatories'], 304, 0]);
    });

    it('languages and codings are not mixed, and a weight is left to the register', async () => {
      const codings = { br: 'br', 'gzip, deflate, br, zstd': 'br', 'gzip, deflate': 'gzip' };
      const plain = await edge.get('/en');
      const french = await edge.get('/fr');
      for (const _ of ['made', 'kept']) {
        for (const [accept, coding] of Object.entries(codings)) {
          const answer = await edge.get('/en', { 'accept-encoding': accept });
          expect(answer.headers['content-encoding']).toBe(coding);
          expect(unpacked(answer)).toBe(plain.text);
        }
        const weighed = await edge.get('/en', { 'accept-encoding': 'br;q=0.1, gzip;q=0.5' });
        expect(weighed.headers['content-encoding']).toBe('gzip');
        expect((await edge.get('/en', { 'accept-encoding': 'zstd' })).text).toBe(plain.text);
        const refused = await edge.get('/en', { 'accept-encoding': 'zstd, *;q=0' });
        expect(refused.status).toBe(406);
        expect((await edge.get('/fr')).text).toBe(french.text);
      }
      expect(french.text).toContain('lang="fr"');
      expect(plain.text).toContain('lang="en"');
      for (const language of ['fr', 'en'])
        expect((await edge.get('/', { 'accept-language': language })).headers.location).toBe(
          `/${language}`,
        );
    });
  });

  it('PR8 caches only public answers, for any request', async () => {
    await isForgotten(async () => expect(await keptPaths()).toEqual([]));
    const paths = [
      '/staff',
      '/api/v1/staff/session',
      '/api/v1/staff/home',
      '/api/v1/submission',
      '/en/endorse',
      '/en/endorse/authority',
      '/en/case',
      `/en/case/confirm?token=${token}`,
      '/en/not-there',
      '/',
      '/readyz',
      '/metrics',
    ];
    const cookie = await signInFully(register, staff.email);
    for (const _ of ['first', 'again']) {
      for (const path of paths) await edge.get(path);
      await edge.get('/en', { cookie: 'form=1' });
      expect((await edge.get('/api/v1/staff/session', { cookie })).status).toBe(200);
      await edge.get('/api/v1/signatories', { authorization: 'Bearer x' });
      await edge.get('/en/about', { range: 'bytes=0-9' });
      await sendsJson('/api/v1/submissions', { language: 'en' });
    }
    expect(asked.filter((one) => one === 'GET /en')).toHaveLength(2);
    expect(asked.filter((one) => one === 'POST /api/v1/submissions')).toHaveLength(2);
    expect(await keptPaths()).toEqual([]);
    await edge.get('/en');
    expect(await keptPaths()).toEqual(['/en']);
  }, 60_000);

  it('RL1 caches nothing for parameters appended to an address', async () => {
    await isForgotten(async () => expect(await keptPaths()).toEqual([]));
    const [made, home] = ['/en?utm_source=', '/en?q='];
    const paths = ['/en/signatories?utm_source=', '/en/signatories?q=a&fbclid=', made, home];
    for (let time = 0; time < 5; time += 1)
      for (const path of paths) expect((await edge.get(`${path}${time}`)).status).toBe(200);
    expect(asked).toHaveLength(20);
    expect(await keptPaths()).toEqual([]);
    const own = ['/en/signatories?q=a&country=DE,FR&sort=newest', '/api/v1/signatories?limit=2'];
    for (const path of own) await edge.get(path);
    expect((await keptPaths()).sort()).toEqual(own.sort());
  }, 30_000);

  describe('TR3 PR10 what is removed from the register disappears from its cache within a second', () => {
    it('an entry that is withdrawn', async () => {
      const { town, signatory, paths } = await published();
      const watch = watches(edge, paths, ({ status, text }, path) =>
        // The page of a signatory that has left shows its names, and answers 410.
        path.includes(signatory.publicId) ? status === 200 : text.includes(town.town),
      );
      await eventually(() => expect(watch.seen()).toBeGreaterThan(20));
      const answer = await staff.changes(signatory, 'withdraw', 'The council has left the Pact.');
      expect(answer.status).toBe(200);
      expect(await watch.lastSeenAfter(Date.now())).toBeLessThan(second);
    });

    it('the name of a person who was erased, and soon it is in no file of the cache either', async () => {
      const { town, signatory, paths } = await published();
      const name = 'Wendelin Zauberberg';
      await register.sql(
        `UPDATE pledge SET own_words = 'Ask ' || $2, action_code = NULL, own_words_language = 'en'
          WHERE signatory_id = $1`,
        [signatory.id, name],
      );
      await register.sql(
        `UPDATE submission SET answers = jsonb_set(answers, '{contact,name}', to_jsonb($2::text))
          WHERE reference = $1`,
        [town.reference, name],
      );
      await register.sql(`UPDATE register SET version = version + 1`);
      await register.sql(`SELECT pg_notify('register', version::text) FROM register`);
      await behind.hearsOfChanges();
      const watch = watches(edge, paths, ({ text }) => text.includes(name));
      await eventually(() => expect(watch.seen()).toBeGreaterThan(20));
      const erasure = administrator.browser.post('/api/v1/staff/persons/erasure');
      await erasure.send({ email: town.email }).expect(200);
      expect(await watch.lastSeenAfter(Date.now())).toBeLessThan(second);
      await isForgotten(async () =>
        expect((await edge.kept()).filter(({ stored }) => stored.includes(name))).toEqual([]),
      );
    }, 60_000);
  });

  describe('S46 the connection', () => {
    it('the register counts the reader’s own address, not a forged one', async () => {
      const tries = limits.tokenTriesPerAddress.points + 1;
      const statuses: number[] = [];
      for (let time = 0; time < tries; time += 1)
        statuses.push(
          (
            await sendsJson(
              '/api/v1/confirmations',
              { token },
              { 'x-forwarded-for': `198.51.100.${time}` },
            )
          ).status,
        );
      expect(statuses.filter((status) => status === 429)).toHaveLength(1);
      const elsewhere = edge.http2('127.0.0.2');
      const other = await sendsJson('/api/v1/confirmations', { token }, {}, elsewhere);
      elsewhere.destroy();
      expect(other.status).not.toBe(429);
    });
  });

  it('a document above every limit reaches the register, which answers in its words', async () => {
    const upload = secured(`https://127.0.0.1:${edge.port}/en/endorse/documents`, {
      ...{ method: 'POST', ca: edge.certificate, servername: 'localhost' },
      headers: { 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html' },
    });
    upload.on('error', () => undefined);
    upload.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n');
    upload.end(Buffer.alloc(12_000_000));
    const [answer] = (await once(upload, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.headers['content-security-policy']]).toEqual([
      403,
      expect.stringContaining("default-src 'self'"),
    ]);
    upload.destroy();
  });

  // The last one: an instance with TLS has other cookies, which all in this process would read.
  it('RL5 while the register is down, nothing cached is served: 503 with Retry-After, always over TLS', async () => {
    const BASE_URL = 'https://register.example';
    const lonely = await startApp({ beside: register, settings: { ...settings, BASE_URL } });
    const before = await Edge.before([portOf(lonely)]);
    try {
      for (const path of ['/en', '/en', '/staff', '/en/not-there', '/api/v1/staff/session'])
        // Twice would be 'max-age…, max-age…'.
        expect((await before.get(path)).headers['strict-transport-security']).toBe(always);
      expect((await before.get('/en')).status).toBe(200);
      await lonely.close();
      await wait(second / 2);
      const { status, headers, text } = await before.get('/en');
      expect([status, headers['retry-after'], headers['cache-control']]).toEqual([
        503,
        '10',
        'no-store',
      ]);
      expect(text).toMatch(/^The register is not available.*\nLe registre n’est pas disponible/);
      expect(headers['strict-transport-security']).toBe(always);
    } finally {
      await before.stop();
    }
  });

  async function published() {
    const town = await Applicant.endorses(register);
    const signatory = await staff.approvesAndPublishes(town.reference);
    await behind.hearsOfChanges();
    const paths = [
      ...['/en', '/fr', '/api/v1'].map((place) => `${place}/signatories/${signatory.publicId}`),
      ...['/en/signatories?sort=newest', '/api/v1/signatories?sort=newest', '/api/v1/map'],
      ...['csv', 'json', 'geojson'].map((format) => `/api/v1/signatories.${format}`),
    ];
    return { town, signatory, paths };
  }

  const sendsJson = (
    path: string,
    body: object,
    headers: Record<string, string> = {},
    session = edge.http2(),
  ) =>
    edge.sends(
      {
        ':method': 'POST',
        ':path': path,
        origin: 'http://register.example',
        'content-type': 'application/json',
        ...headers,
      },
      JSON.stringify(body),
      session,
    );
});

/** nginx checks at least every ten seconds for entries not read for two. */
const isForgotten = (look: () => Promise<void>) => eventually(look, 15 * second);
const portOf = ({ app }: TestApp) => (app.getHttpServer().address() as AddressInfo).port;

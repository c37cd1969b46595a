import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Edge, hasNginx } from './support/edge.js';
import { inOneMoment } from './support/moments.js';

const token = 'x'.repeat(43);
const portAt = (server: Server) => (server.address() as AddressInfo).port;

(hasNginx ? describe : describe.skip)('the edge that we ship, whatever the register does', () => {
  /** Offers everything to everyone, or hangs up. */
  const careless = { asked: [] as string[], hangsUp: false };
  const instances = [1, 2].map(() =>
    createServer((request, response) => {
      const { method, url, headers } = request;
      careless.asked.push(`${method} ${url} ${headers['accept-encoding']}`);
      if (careless.hangsUp) return void request.socket.destroy();
      response.setHeader('cache-control', 'public, max-age=0, s-maxage=30');
      response.setHeader('x-request-id', String(careless.asked.length));
      response.setHeader('content-length', 2).end('ok');
    }),
  );
  beforeAll(async () => {
    for (const instance of instances) await once(instance.listen(0, '127.0.0.1'), 'listening');
  });
  let before: Edge;
  beforeEach(async () => {
    Object.assign(careless, { asked: [], hangsUp: false });
    before = await Edge.before(instances.map(portAt));
  });
  afterEach(() => before.stop());
  afterAll(() => instances.forEach((instance) => instance.close()));

  it.each(['PUT', 'DELETE', 'POST', 'PATCH'])(
    'RL11 a %s that an instance may have got is not sent to the other one',
    async (method) => {
      const write = { ':method': method, ':path': '/api/v1/staff/x' };
      expect((await before.sends(write)).text).toBe('ok');
      Object.assign(careless, { asked: [], hangsUp: true });
      const { status } = await before.sends(write);
      expect([status, careless.asked.length]).toEqual([503, 1]);
    },
  );

  it('PR8 nothing private is cached, even if the register allows it', async () => {
    for (const path of ['endorse', 'case/open', 'confirm', 'continue', 'hand-over', 'newsletter'])
      await before.get(`/fr/${path}`);
    for (const path of ['staff', 'staff/cases', 'submission', 'confirmations'])
      await before.get(`/api/v1/${path}`);
    await before.get('/staff/cases');
    expect(await before.kept()).toEqual([]);
    await before.get('/fr/about');
    expect(await before.kept()).toHaveLength(1);
  });

  it('an answer that exists only in gzip is sent as gzip to clients that also accept br', async () => {
    for (const accept of ['gzip, deflate, br, zstd', 'br,gzip', 'br', 'gzip', 'gzip;q=0.1'])
      await before.get('/en/map', { 'accept-encoding': accept });
    const forwarded = careless.asked.map((one) => one.replace('GET /en/map ', ''));
    expect([...new Set(forwarded)]).toEqual(['br, gzip', 'br', 'gzip', 'gzip;q=0.1']);
  });

  it('an answer from the cache has no request id of another reader', async () => {
    const ids = async () => {
      const [first, kept] = [await before.get('/en/pact'), await before.get('/en/pact')];
      return [first, kept].map(({ headers }) => headers['x-request-id'] !== undefined);
    };
    await inOneMoment(ids, [true, false]);
  });

  it('PR8 logs neither who asked nor for what, even on errors', async () => {
    for (const hangsUp of [false, true]) {
      careless.hangsUp = hangsUp;
      await before.get(`/en/case/confirm?token=${token}`);
      await before.get('/en/help?country=FR');
      await fetch(`http://127.0.0.1:${before.plainPort}/en/confirm?token=${token}`, {
        redirect: 'manual',
      });
      // A body that nginx itself refuses.
      await before.sends({ ':method': 'POST', ':path': '/en/help', 'content-length': '999999999' });
      expect(await before.logged()).not.toMatch(/127\.0\.0\.1|token|help|confirm/);
    }
  });

  describe('S46 the connection', () => {
    it('is HTTP/2 over TLS 1.3, or 1.2, and nothing older', async () => {
      const versions = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1'] as const;
      const made = await Promise.all(versions.map((version) => before.handshake(version)));
      expect(made).toEqual(['TLSv1.3 h2', 'TLSv1.2 h2', 'refused', 'refused']);
    });

    it('plain HTTP redirects to it, except for the certificate’s challenge', async () => {
      await mkdir(join(before.folder, 'www/.well-known/acme-challenge'), { recursive: true });
      await writeFile(join(before.folder, 'www/.well-known/acme-challenge/token'), 'proof');
      const plain = `http://127.0.0.1:${before.plainPort}`;
      const led = await fetch(`${plain}/en?q=a`, { redirect: 'manual' });
      expect([led.status, led.headers.get('location')]).toEqual([
        301,
        'https://pact.example.org/en?q=a',
      ]);
      expect(led.headers.get('server')).toBe('nginx');
      const challenge = await fetch(`${plain}/.well-known/acme-challenge/token`);
      expect(await challenge.text()).toBe('proof');
    });
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { discoverProvider, IssuerMismatch } from '../../src/accounts/provider/discovery.js';
import { AppContext } from '../../src/platform/database/app-context.js';
import { readConfig } from '../../src/platform/config/config.js';
import { surroundingsChecks } from '../../src/operations/doctor/surroundings-checks.js';
import { startApp, type TestApp } from '../support/app.js';
import { CapturedLog } from '../support/captured-log.js';
import { expectProblem } from '../support/problems.js';

let server: Server;
let base: string;
/** What the provider calls itself; its address is `/application/o/register/` whatever it says. */
let issuer: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const found = request.url === '/application/o/register/.well-known/openid-configuration';
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${base}/authorize/`,
        token_endpoint: `${base}/token/`,
        jwks_uri: `${base}/jwks/`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

const settings = (name: string) => ({
  OIDC_ISSUER: name,
  OIDC_CLIENT_ID: 'register',
  OIDC_CLIENT_SECRET: 'a secret between the two',
});
const config = (name: string) =>
  readConfig({
    DATABASE_URL: 'postgres://nobody@localhost/nowhere',
    APP_SECRET: 'x'.repeat(40),
    ...settings(name),
  });

describe('S41 the name of the provider, with and without a slash at its end', () => {
  it.each([
    ['/application/o/register', '/application/o/register/'],
    ['/application/o/register/', '/application/o/register'],
    ['/application/o/register/', '/application/o/register/'],
    ['/application/o/register', '/application/o/register'],
  ])('set as %s, published as %s: its own spelling counts', async (set, published) => {
    issuer = base + published;
    const found = await discoverProvider(config(base + set));
    expect(found.serverMetadata().issuer).toBe(issuer);
  });

  it.each(['/application/o/Register/', '/application/o/register//', '/other/', '/'])(
    'a provider that calls itself %s is another one',
    async (published) => {
      issuer = base + published;
      await expect(discoverProvider(config(`${base}/application/o/register`))).rejects.toThrow(
        IssuerMismatch,
      );
    },
  );

  it('log and doctor name both values', async () => {
    issuer = `${base}/other/`;
    const set = `${base}/application/o/register/`;
    const register: TestApp = await startApp({ settings: settings(set) });
    const log = new CapturedLog();
    try {
      const refused = await register.browser().post('/api/v1/staff/provider/visits').send({});
      expectProblem(refused, 503, 'provider-unavailable');
      expect(log.take()).toContainEqual(
        expect.objectContaining({ what: 'provider', expected: set, published: issuer }),
      );
    } finally {
      log.end();
      await register.close();
    }
    const context = new AppContext(config(set), 'x'.repeat(40), {} as never);
    const check = surroundingsChecks(context).find(({ subject }) => subject === 'provider');
    const verdict = await check!.look();
    expect(verdict.state).toBe('fault');
    expect(verdict.text).toContain(set);
    expect(verdict.text).toContain(issuer);
  });
});

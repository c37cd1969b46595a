import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing } from '../support/problems.js';

let register: TestApp;
let cookie: string;
const usual = { ...limits };
// One second in the test represents half a minute in production.
const quick = { bodyTime: 300, documentPause: 200, documentRate: 2_000 };
beforeAll(async () => {
  register = await startApp();
  const begun = await register.anonymous
    .post('/api/v1/submissions')
    .send({ language: 'en' })
    .expect(201);
  cookie = (begun.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
  Object.assign(limits, quick);
});
afterAll(async () => {
  Object.assign(limits, usual);
  await register.close();
});

const boundary = 'x--town';
const form = Buffer.concat([
  Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; ` +
      `name="kind"\r\n\r\nsigned_pact\r\n--${boundary}\r\n`,
  ),
  Buffer.from(
    'Content-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: ' +
      'application/pdf\r\n\r\n',
  ),
  signedPact('x'.repeat(20_000)),
  Buffer.from(`\r\n--${boundary}--\r\n`),
]);

/**
 * Sends the form without scripts at the given number of bytes at a time.
 * @returns the status, or that the connection was cut, and after how long.
 */
async function sends(
  bytes: number,
  every: number,
): Promise<{ answer: number | 'cut'; milliseconds: number }> {
  const { port } = register.app.getHttpServer().address() as AddressInfo;
  const headers = {
    cookie,
    // As every browser sends it; without it only a token would show where the form stood.
    origin: 'http://register.example',
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': form.length,
    accept: 'text/html',
  };
  const started = Date.now();
  const outgoing = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/en/endorse/documents',
    headers,
  });
  const answer = new Promise<number | 'cut'>((done) => {
    outgoing
      .on('response', (response) => done(response.resume().statusCode!))
      .on('error', () => done('cut'));
  });
  for (let at = 0; at < form.length && !outgoing.destroyed; at += bytes) {
    outgoing.write(form.subarray(at, at + bytes));
    await pause(every);
  }
  outgoing.end();
  return { answer: await answer, milliseconds: Date.now() - started };
}

it('U7 a document that comes on slowly arrives, long after any other body would have been cut', async () => {
  const { answer, milliseconds } = await sends(1_500, 100);
  expect(answer).toBe(303);
  expect(milliseconds).toBeGreaterThan(3 * quick.bodyTime);
  expect(await register.sql(`SELECT 1 FROM document`)).toHaveLength(1);
});

it('RL8 one that drips is cut after a pause or two, and nothing is changed', async () => {
  const { answer, milliseconds } = await changesNothing(register, () => sends(10, 50));
  expect(answer).toBe('cut');
  expect(milliseconds).toBeLessThan(5_000);
});

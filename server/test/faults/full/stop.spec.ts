import { request as send } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { startApp, type TestApp } from '../../support/app.js';
import { Applicant } from '../../support/applicant.js';
import { signedPact } from '../../support/endorsement.js';
import { eventually } from '../../support/eventually.js';
import { Instance } from '../../support/instance.js';

let helper: TestApp;
let instance: Instance;
beforeAll(async () => {
  helper = await startApp();
}, 120_000);
afterAll(() => helper.close());
beforeEach(async () => {
  instance = await Instance.beside(helper);
}, 120_000);
afterEach(() => instance.kill());

/**
 * Uploads a document over the given number of milliseconds.
 * @returns the response.
 */
async function slowUpload(milliseconds: number): Promise<number | string> {
  const applicant = await Applicant.begins(instance.register);
  const cookie = applicant.browser.jar
    .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
    .toValueString();
  const form =
    '--b\r\nContent-Disposition: form-data; ' +
    'name="kind"\r\n\r\nsigned_pact\r\n--b\r\nContent-Disposition: form-data; name="file"; ' +
    'filename="a.pdf"\r\n\r\n';
  const outgoing = send(`${instance.url}/api/v1/submission/documents`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'multipart/form-data; boundary=b' },
  });
  const answer = new Promise<number | string>((done) => {
    outgoing
      .on('response', (response) => done(response.resume().statusCode!))
      .on('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'cut'));
  });
  outgoing.write(form);
  await wait(milliseconds);
  outgoing.end(Buffer.concat([signedPact(), Buffer.from('\r\n--b--\r\n')]));
  return answer;
}

it('RL4 SIGTERM under load with keep-alive and a slow upload: requests in flight finish, new ones are refused, and it exits within 10 s', async () => {
  // The first document starts the inspection thread.
  expect(await slowUpload(0)).toBe(201);
  const upload = slowUpload(2_000);
  let stopping = false;
  const broken: string[] = [];
  const readers = Array.from({ length: 8 }, async () => {
    while (!stopping) {
      const answer = await fetch(`${instance.url}/en/signatories?q=${Math.random()}`).catch(
        (error: Error) => String((error.cause as { code?: string })?.code),
      );
      if (!stopping && (typeof answer === 'string' || answer.status !== 200))
        broken.push(typeof answer === 'string' ? answer : String(answer.status));
      if (typeof answer !== 'string') await answer.arrayBuffer().catch(() => undefined);
    }
  });
  await wait(1_000);
  stopping = true;
  const begun = Date.now();
  const ended = instance.stop();
  await eventually(async () => {
    const answer = await fetch(`${instance.url}/readyz`).catch(() => undefined);
    expect(answer === undefined || answer.status === 503).toBe(true);
  }, 2_000);
  expect(await upload).toBe(201);
  expect(await ended).toBe(0);
  expect(Date.now() - begun).toBeLessThan(10_000);
  await Promise.all(readers);
  expect(broken).toEqual([]);
}, 60_000);

const documents = async () => (await helper.sql('SELECT 1 FROM document')).length;

it('RL4 an upload that takes longer than the stop is cut, and leaves no row', async () => {
  const before = await documents();
  const upload = slowUpload(20_000);
  await wait(500);
  const begun = Date.now();
  await instance.stop();
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(await upload).not.toBe(201);
  expect(await documents()).toBe(before);
}, 60_000);

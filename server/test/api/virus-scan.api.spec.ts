import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '../../src/platform/config/limits.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Clamd } from '../support/clamd.js';
import { Colleague } from '../support/colleague.js';
import { sha256, signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let clamd: Clamd;
let register: TestApp;
beforeAll(async () => {
  clamd = await Clamd.open();
  register = await startApp({ described: true, settings: { CLAMD_URL: clamd.url } });
});
afterAll(async () => {
  await register.close();
  await clamd.close();
});
beforeEach(() => {
  clamd.says = undefined;
});

// Written in two halves, so that a scanner on the developer's machine does not remove this file.
const virus = signedPact(
  String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-` + 'ANTIVIRUS-TEST-FILE!$H+H*',
);
const files = async () =>
  (await readdir(register.dataDir, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  ).length;

describe('S38 the virus scanner', () => {
  it('hears the whole file before it is kept, and staff see that it found nothing', async () => {
    const content = signedPact('clean');
    const town = await Applicant.begins(register);
    await town.fillsIn();
    await town.uploads(content);
    expect(clamd.heard.at(-1)).toBe(content.length);
    await town.sends();
    await town.confirms();
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    expect((await reviewer.findsCase(town.reference)).documents).toMatchObject([{ scan: 'clean' }]);
  });

  it('finds a virus: the file is not kept, and the trail has its hash and its name', async () => {
    const town = await Applicant.begins(register);
    const before = await files();
    expectProblem(await town.sendsFile(virus), 422, 'file-infected');
    expect(await files()).toBe(before);
    expect((await town.looks()).documents).toEqual([]);
    const [event] = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'document.refuse'`,
    );
    expect(event!.details).toEqual({
      reason: 'infected',
      signature: 'Eicar-Test-Signature',
      sha256: sha256(virus),
      bytes: virus.length,
    });
  });

  it.each([
    ['says that it cannot', 'INSTREAM size limit exceeded. ERROR'],
    ['says nonsense', 'OK FOUND?'],
    ['hangs up without a word', ''],
  ])('that %s lets no file in, and nothing is changed', async (_, says) => {
    clamd.says = says;
    const town = await Applicant.begins(register);
    const before = await files();
    const response = await changesNothing(register, () => town.sendsFile(signedPact()));
    expectProblem(response, 503, 'scan-unavailable');
    expect(response.headers['retry-after']).toBe('60');
    expect(await files()).toBe(before);
  });

  it('that never answers is not waited for any longer', async () => {
    clamd.says = null;
    (limits as { scanTime: number }).scanTime = 300;
    const town = await Applicant.begins(register);
    expectProblem(
      await changesNothing(register, () => town.sendsFile(signedPact())),
      503,
      'scan-unavailable',
    );
    (limits as { scanTime: number }).scanTime = 30_000;
  });

  it('at a unix socket is asked as well; once its socket is gone, no file comes in', async () => {
    const local = await Clamd.open(join(await mkdtemp(join(tmpdir(), 'clamd-')), 'clamd.ctl'));
    const beside = await startApp({
      described: true,
      beside: register,
      settings: { CLAMD_URL: local.url },
    });
    const town = await Applicant.begins(beside);
    await town.sendsFile(signedPact('clean')).expect(201);
    expect(local.heard).toEqual([signedPact('clean').length]);
    expectProblem(await town.sendsFile(virus), 422, 'file-infected');
    await local.close();
    expectProblem(
      await changesNothing(beside, () => town.sendsFile(signedPact())),
      503,
      'scan-unavailable',
    );
    await beside.close();
  });

  it('that is down: the page says so at the field and keeps what was chosen', async () => {
    const down = await startApp({
      described: true,
      beside: register,
      settings: { CLAMD_URL: 'tcp://127.0.0.1:1' },
    });
    const town = await Applicant.begins(down);
    expectProblem(
      await changesNothing(down, () => town.sendsFile(signedPact())),
      503,
      'scan-unavailable',
    );
    const page = await town.browser
      .post('/en/endorse/documents')
      .accept('text/html')
      .field({ kind: 'council_decision' })
      .attach('file', signedPact(), 'a.pdf');
    expect(page.status).toBe(503);
    expect(page.text).toContain('We cannot check files for viruses right now');
    expect(page.text).toMatch(/value="council_decision" checked/);
    await down.close();
  });
});

it('S38 without a scanner staff see that nothing was scanned', async () => {
  const without = await startApp({ described: true });
  const town = await Applicant.endorses(without);
  const reviewer = await Colleague.signsIn(without, 'reviewer');
  expect((await reviewer.findsCase(town.reference)).documents).toMatchObject([
    { scan: 'not_scanned' },
  ]);
  await without.close();
});

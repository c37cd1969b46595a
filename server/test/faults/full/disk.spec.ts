import { readdir } from 'node:fs/promises';
import { startApp, type TestApp } from '../../support/app.js';
import { Applicant } from '../../support/applicant.js';
import { Colleague } from '../../support/colleague.js';
import { eventually } from '../../support/eventually.js';
import { OwnServer } from '../../support/own-server.js';
import { expectProblem } from '../../support/problems.js';
import { SmallDisk } from '../../support/small-disk.js';
import { onePagePdf } from '../../../src/commands/seed/demo-documents.js';

/** A PDF of the given size; readers ignore what follows its end. */
const pdfOf = (bytes: number) =>
  Buffer.concat([onePagePdf(['The Pact']), Buffer.alloc(bytes, '\n')]);

describe('RL7 the disk for documents is full', () => {
  let disk: SmallDisk;
  let register: TestApp;
  beforeAll(async () => {
    disk = await SmallDisk.of(4);
    register = await startApp({ settings: { DATA_DIR: disk.path } });
  }, 60_000);
  afterAll(async () => {
    await register.close();
    await disk.remove();
  });

  const files = async () =>
    (await readdir(disk.path, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !entry.name.startsWith('filler'))
      .map(({ name }) => name);

  it.each([
    ['in the middle of a file', pdfOf(6 * 1024 * 1024), false],
    ['to the last byte', pdfOf(10), true],
  ])(
    '%s: the upload is refused, no row and no piece of it stays; the rest of the register works, and so do uploads once there is room',
    async (_, file, fills) => {
      const applicant = await Applicant.begins(register);
      if (fills) await disk.fill();
      const before = await files();
      const refused = await applicant.sendsFile(file);
      expectProblem(refused, 503, 'unavailable');
      expect(refused.headers['retry-after']).toBe('60');
      expect(await files()).toEqual(before);
      expect(
        await register.sql(
          'SELECT 1 FROM document d JOIN submission s ON s.id = d.submission_id WHERE ' +
            'reference = $1',
          [applicant.reference],
        ),
      ).toEqual([]);

      await applicant.fillsIn();
      await Colleague.signsIn(register, 'reviewer');
      await register.anonymous.get(`/en/signatories?q=full-${String(fills)}`).expect(200);
      await disk.free();
      await applicant.uploads();
      await applicant.sends();
    },
  );
});

describe('RL7 the disk for the database is full', () => {
  let disk: SmallDisk;
  let server: OwnServer;
  let register: TestApp;
  beforeAll(async () => {
    disk = await SmallDisk.of(400);
    server = await OwnServer.start({ max_wal_size: '64MB', min_wal_size: '32MB' }, disk.path);
    register = await startApp({ database: server.database });
  }, 60_000);
  afterAll(async () => {
    await register.close();
    await server.close();
    await disk.remove();
  });

  it('writes get 503 and never 500, the list keeps working, nothing acknowledged is lost, and with room it recovers without a restart', async () => {
    const known = await Applicant.endorses(register);
    const colleague = await Colleague.signsIn(register, 'reviewer');
    await register.anonymous.get('/en/signatories').expect(200);
    await disk.fill();
    const statuses = new Set<number>();
    const acknowledged = [known.reference];
    // Memory and the open log file still accept some writes, and then none.
    for (let number = 0; number < 3_000 && !statuses.has(503); number += 1) {
      const answer = await register.anonymous.post('/api/v1/submissions').send({ language: 'en' });
      statuses.add(answer.status);
      if (answer.status === 201)
        acknowledged.push((answer.body as { reference: string }).reference);
      await register.forgetLimits().catch(() => undefined);
    }
    console.log(`${acknowledged.length} drafts were taken until there was no room`);
    expect([...statuses].sort()).toEqual([201, 503]);
    await register.anonymous.get('/en/signatories').expect(200);
    await register.anonymous.get('/livez').expect(200);

    await disk.free();
    await server.comesBack().catch(() => undefined);
    await eventually(async () => {
      await register.anonymous.get('/readyz').expect(200);
      await register.anonymous.post('/api/v1/submissions').send({ language: 'en' }).expect(201);
    }, 30_000);
    const rows = await register.sql<{ reference: string }>('SELECT reference FROM submission');
    expect(rows.map(({ reference }) => reference)).toEqual(expect.arrayContaining(acknowledged));
    expect((await colleague.findsCase(known.reference)).state).toBe('waiting');
  }, 180_000);
});

import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { CopiesService } from '../../src/platform/documents/copies.service.js';
import { DocumentStorage } from '../../src/platform/documents/document-storage.js';
import type { Problem } from '../../src/platform/http/problem.js';
import { UploadAllowance } from '../../src/platform/documents/upload-allowance.service.js';
import { limits } from '../../src/platform/config/limits.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
const usual = { ...limits };
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());
afterEach(() => void Object.assign(limits, usual));

const piece = (town: Applicant, id: string, content: Buffer) =>
  town.browser
    .patch(`/api/v1/submission/uploads/${id}`)
    .set('Upload-Offset', '0')
    .set('Content-Type', 'application/offset+octet-stream')
    .send(content);

describe('RL9 S44 how much may come', () => {
  it('for one submission in an hour, whole, in pieces and from a form: counted before it is taken', async () => {
    const town = await Applicant.begins(register);
    const large = signedPact('x'.repeat(200_000));
    const most = Math.floor(limits.documentKilobytesPerSubmission.points / 10_000);
    await Promise.all(
      Array.from({ length: most }, async () => {
        // Announced, not sent: the announced size counts.
        await town.sendsFile(Buffer.alloc(9_999_000, ' ')).expect(415);
      }),
    );
    await changesNothing(register, async () => {
      expectProblem(await town.sendsFile(large), 429, 'too-many');
      const page = await town.browser
        .post('/en/endorse/documents')
        .accept('text/html')
        .field({ kind: 'signed_pact' })
        .attach('file', large, 'a.pdf');
      expect(page.status).toBe(429);
    });
    const begun = await town.browser
      .post('/api/v1/submission/uploads')
      .send({ kind: 'other', fileName: 'a.pdf', bytes: large.length })
      .expect(201);
    const { id } = begun.body as { id: string };
    await changesNothing(register, async () =>
      expectProblem(await piece(town, id, large), 429, 'too-many'),
    );
    // Another town may still send.
    await (await Applicant.begins(register)).uploads();
  });

  it('from one network in an hour, and from the larger ones around it', async () => {
    const allowance = register.app.get(UploadAllowance);
    Object.assign(limits, {
      documentKilobytesPerNetwork: { points: 10_000, seconds: 3600 },
      documentsPerNetwork: { points: 2, seconds: 3600 },
    });
    const refusedAt = async (step: (address: string) => Promise<void>) => {
      for (let network = 1; network <= 200; network += 1) {
        // Each time another /56 of one rented /48.
        const address = `2001:db8:7:${(network * 256).toString(16)}::1`;
        const refused = await step(address).then(
          () => false,
          (error: unknown) => (error as Problem).getStatus() === 429,
        );
        if (refused) return network;
      }
      return null;
    };
    const bytes = (address: string) => allowance.spend(uuidv7(), address, 10_000_000);
    expect(await refusedAt(bytes)).toBe(17);
    expect(await refusedAt((address) => allowance.spendFile(address))).toBe(33);
  });

  it('no upload starts when the disk is nearly full, and uploads work again when there is room', async () => {
    const town = await Applicant.begins(register);
    Object.assign(limits, { diskReserve: Number.MAX_SAFE_INTEGER });
    await changesNothing(register, async () => {
      const refusal = await town.sendsFile(signedPact());
      expectProblem(refusal, 503, 'no-room');
      expect(Number(refusal.headers['retry-after'])).toBeGreaterThan(60);
    });
    Object.assign(limits, usual);
    await town.uploads();
  });
});

describe('PR7 copies that were cleaned by earlier rules', () => {
  it('are made anew, published or not; one that cannot be is taken away', async () => {
    const town = await Applicant.endorses(register);
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    const { documents } = await reviewer.findsCase(town.reference);
    const { id, cleanSha256 } = documents[0]!;
    await register.sql(
      `UPDATE document SET copy_rules = 1, clean_sha256 = decode(repeat('00', 32), 'hex'),
        clean_bytes = 1 WHERE id = $1`,
      [id],
    );
    const copies = register.app.get(CopiesService);
    const renew = () =>
      register.app.get(DataSource).transaction((manager) => copies.renew(manager));
    expect(await renew()).toBe(1);
    expect(await renew()).toBe(0);
    expect((await reviewer.findsCase(town.reference)).documents[0]).toMatchObject({ cleanSha256 });
    const copy = await reviewer.browser
      .get(`/api/v1/staff/documents/${id}/copy`)
      .buffer(true)
      .parse(bytes)
      .expect(200);
    expect(copy.headers['etag']).toBe(`"${cleanSha256}"`);

    const storage = register.app.get(DocumentStorage);
    await storage.remove(id);
    const twice = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n1 0 obj\n<<>>\nendobj\n');
    const received = await storage.receive(Readable.from([twice]));
    await storage.keep(received, id, undefined);
    await register.sql(`UPDATE document SET copy_rules = 1 WHERE id = $1`, [id]);
    expect(await renew()).toBe(1);
    expect((await reviewer.findsCase(town.reference)).documents[0]).toMatchObject({
      cleanSha256: null,
      noCopy: 'structure',
    });
    const events = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'document.clean' ORDER BY seq`,
    );
    expect(events).toHaveLength(2);
    expect(events[1]!.details).toMatchObject({ document: id, cleanSha256: null });
  });
});

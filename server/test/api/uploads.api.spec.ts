import type { UploadDto } from '../../src/joining/drafts/uploads.dto.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { sha256, signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const content = signedPact('in pieces');
const begins = async (applicant: Applicant, more: object = {}) =>
  (
    await applicant.browser
      .post('/api/v1/submission/uploads')
      .send({ fileName: 'pact.pdf', kind: 'signed_pact', bytes: content.length, ...more })
      .expect(201)
  ).body as UploadDto;
const sends = (
  applicant: Applicant,
  id: string,
  offset: number,
  piece: Buffer,
  register_ = applicant.browser,
) =>
  register_
    .patch(`/api/v1/submission/uploads/${id}`)
    .set('Upload-Offset', String(offset))
    .set('Content-Type', 'application/offset+octet-stream')
    .send(piece);

describe('U7 a document in pieces', () => {
  it('survives cuts: the sender asks how much arrived and goes on, also at another instance; what is kept is what was sent', async () => {
    const begun = await register.anonymous
      .post('/api/v1/submissions')
      .send({ language: 'en' })
      .expect(201);
    const cookie = (begun.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
    const elsewhere = await startApp({ described: true, beside: register });
    const call = (method: 'get' | 'post' | 'patch', at: TestApp, path = '') =>
      at.anonymous[method](`/api/v1/submission/uploads${path}`).set('Cookie', cookie);
    const piece = (at: TestApp, id: string, from: number, to?: number) =>
      call('patch', at, `/${id}`)
        .set({ 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' })
        .send(content.subarray(from, to));
    const { body } = await call('post', register)
      .send({ fileName: 'pact.pdf', kind: 'signed_pact', bytes: content.length })
      .expect(201);
    const { id } = body as UploadDto;
    await piece(register, id, 0, 100).expect(200);
    expect((await call('get', elsewhere, `/${id}`).expect(200)).body).toMatchObject({
      offset: 100,
      documentId: null,
    });
    await piece(elsewhere, id, 100, 300).expect(200);
    await elsewhere.close();
    const done = (await piece(register, id, 300).expect(200)).body as UploadDto;
    expect(done).toMatchObject({ offset: content.length });
    const [row] = await register.sql<{ hash: string; name: string }>(
      `SELECT encode(sha256, 'hex') AS hash, file_name AS name FROM document WHERE id = $1`,
      [done.documentId],
    );
    expect(row).toEqual({ hash: sha256(content), name: 'pact.pdf' });
    expect(await register.sql(`SELECT 1 FROM upload_piece WHERE upload_id = $1`, [id])).toEqual([]);
    // The response to the last piece was lost. Asking again reports completion and creates no
    // second document.
    expect((await call('get', register, `/${id}`).expect(200)).body).toEqual(done);
    expect(
      await register.sql(
        `SELECT 1 FROM document
          WHERE submission_id = (SELECT submission_id FROM upload WHERE id = $1)`,
        [id],
      ),
    ).toHaveLength(1);
  });

  it('a piece that does not fit is refused and tells where to go on', async () => {
    const officer = await Applicant.begins(register);
    const { id } = await begins(officer);
    await sends(officer, id, 0, content.subarray(0, 100)).expect(200);
    await changesNothing(register, async () => {
      expect(
        expectProblem(await sends(officer, id, 0, content.subarray(0, 100)), 409, 'upload-offset'),
      ).toMatchObject({ offset: 100 });
      expectProblem(await sends(officer, id, 100, Buffer.alloc(content.length)), 413);
      expectProblem(await sends(officer, id, 100, Buffer.alloc(600 * 1024)), 413);
      expectProblem(
        await officer.browser
          .patch(`/api/v1/submission/uploads/${id}`)
          .set('Upload-Offset', '100')
          .send({ piece: 'x' }),
        415,
      );
      expectProblem(
        await officer.browser
          .post('/api/v1/submission/uploads')
          .send({ fileName: 'x.pdf', kind: 'other', bytes: 11 * 1024 * 1024 }),
        422,
      );
    });
  });

  it('the same last piece at the same moment makes one document', async () => {
    const officer = await Applicant.begins(register);
    const { id } = await begins(officer);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => sends(officer, id, 0, content)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await officer.looks()).documents).toHaveLength(1);
  });

  it('what is no document is refused as ever, and nothing of it stays', async () => {
    const officer = await Applicant.begins(register);
    const text = Buffer.from('This is no PDF at all.');
    const { id } = await begins(officer, { bytes: text.length });
    expectProblem(await sends(officer, id, 0, text), 415, 'file-type');
    expect(await register.sql(`SELECT 1 FROM upload WHERE id = $1`, [id])).toEqual([]);
    expect((await officer.looks()).documents).toEqual([]);
  });

  it('S27 nobody reaches an upload of another, or adds to what was sent', async () => {
    const [mine, other] = [await Applicant.begins(register), await Applicant.begins(register)];
    const { id } = await begins(mine);
    await changesNothing(register, async () => {
      expectProblem(await sends(mine, id, 0, content.subarray(0, 10), other.browser), 404);
      expectProblem(await other.browser.get(`/api/v1/submission/uploads/${id}`), 404);
      await other.browser.delete(`/api/v1/submission/uploads/${id}`).expect(204);
    });
    const sent = await Applicant.sends(register);
    expectProblem(
      await sent.browser
        .post('/api/v1/submission/uploads')
        .send({ fileName: 'x.pdf', kind: 'other', bytes: 10 }),
      409,
    );
  });

  it('a fourth gives the oldest up, a cancelled one is gone, a forgotten one is removed after a day', async () => {
    const officer = await Applicant.begins(register);
    const uploads = [];
    for (let index = 0; index < 4; index += 1) uploads.push(await begins(officer));
    await officer.browser.get(`/api/v1/submission/uploads/${uploads[0]!.id}`).expect(404);
    await officer.browser.delete(`/api/v1/submission/uploads/${uploads[1]!.id}`).expect(204);
    await officer.browser.get(`/api/v1/submission/uploads/${uploads[1]!.id}`).expect(404);
    await register.sql(`UPDATE upload SET touched_at = now() - interval '25 hours' WHERE id = $1`, [
      uploads[2]!.id,
    ]);
    await register.app.get(JobsService).runAll();
    await officer.browser.get(`/api/v1/submission/uploads/${uploads[2]!.id}`).expect(404);
    await officer.browser.get(`/api/v1/submission/uploads/${uploads[3]!.id}`).expect(200);
  });
});

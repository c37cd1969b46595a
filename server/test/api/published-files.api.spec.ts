import { createHash } from 'node:crypto';
import type { ApplicantSubmissionDto } from '../../src/joining/submissions/submissions.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { bytes, Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';
import {
  filesOfCase,
  joinedWithDecision,
  opensAndPublishesCopy,
  opensCopy as opensCopyOf,
  publishesCopy,
} from '../support/published-files.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const filesOf = (submissionId: string) => filesOfCase(staff, submissionId);
const publishes = (documentId: string, body?: object, by = staff) =>
  publishesCopy(register, by, documentId, body);
const opensCopy = (documentId: string, by = staff) => opensCopyOf(documentId, by);
const opensAndPublishes = (documentId: string, body?: object) =>
  opensAndPublishesCopy(register, staff, documentId, body);
const page = (publicId: string) => publicPageOf(register, publicId);
const joined = () => joinedWithDecision(register, staff);

describe('PR7 files for the public', () => {
  it('nothing of a document is public until a publisher publishes its copy without metadata; taken back it is gone', async () => {
    const { submissionId, signatory } = await joined();
    expect((await page(signatory.publicId)).files).toEqual([]);
    const { files, open } = await filesOf(submissionId);
    expect(open).toBe(true);
    await opensAndPublishes(files[0]!.documentId);

    const [file] = (await page(signatory.publicId)).files;
    expect(file).toMatchObject({
      title: 'The decision',
      language: 'en',
      mediaType: 'application/pdf',
    });
    const got = await register.anonymous.get(file!.path).buffer(true).parse(bytes).expect(200);
    const [stored] = await register.sql<{ clean: string; original: string }>(
      `SELECT encode(clean_sha256, 'hex') AS clean, encode(sha256, 'hex') AS original FROM document
        WHERE id = $1`,
      [files[0]!.documentId],
    );
    const sha256 = createHash('sha256')
      .update(got.body as Buffer)
      .digest('hex');
    expect(sha256).toBe(stored!.clean);
    expect(sha256).not.toBe(stored!.original);
    expect(got.headers['content-security-policy']).toContain('sandbox');
    await register.anonymous.get(file!.path).set('If-None-Match', got.headers['etag']!).expect(304);

    expectProblem(await publishes(files[0]!.documentId), 409, 'file-published');
    await staff.browser
      .delete(`/api/v1/staff/documents/${files[0]!.documentId}/publication`)
      .expect(204);
    await register.anonymous.get(file!.path).expect(404);
    expect((await page(signatory.publicId)).files).toEqual([]);
    const events = await register.sql<{ action: string }>(
      `SELECT action FROM event WHERE action LIKE 'file.%' AND subject_id = $1 ORDER BY seq`,
      [submissionId],
    );
    expect(events.map(({ action }) => action)).toEqual(['file.publish', 'file.take_back']);
  });

  it('TR17 the publisher must have opened this copy: not the original, not another copy, and not through a colleague', async () => {
    const { submissionId, signatory } = await joined();
    const { documentId } = (await filesOf(submissionId)).files[0]!;
    const other = await Colleague.signsIn(register, 'publisher');
    await opensCopy(documentId, other);
    await staff.browser.get(`/api/v1/staff/documents/${documentId}`).expect(200);
    await changesNothing(register, async () => {
      expectProblem(await publishes(documentId), 409, 'copy-not-opened');
      const sha256 = 'f'.repeat(64);
      expectProblem(
        await publishes(documentId, { title: 'x', language: 'en', sha256 }),
        409,
        'copy-changed',
      );
      expectProblem(
        await publishes(documentId, { title: 'x', language: 'en', sha256: 'x' }),
        422,
        'invalid-input',
      );
    });
    const { headers } = await opensCopy(documentId);
    // Made anew meanwhile: what was seen is not what would be public.
    await register.sql(`UPDATE document SET clean_sha256 = decode($2, 'hex') WHERE id = $1`, [
      documentId,
      'a'.repeat(64),
    ]);
    await changesNothing(register, async () => {
      const sha256 = headers['etag']!.replace(/"/g, '');
      expectProblem(
        await publishes(documentId, { title: 'x', language: 'en', sha256 }),
        409,
        'copy-changed',
      );
      expectProblem(await publishes(documentId), 409, 'copy-not-opened');
    });
    expect((await page(signatory.publicId)).files).toEqual([]);
  });

  it('the signed Pact is not offered and not published: its signature could be used to sign for others', async () => {
    const { submissionId, signatory } = await joined();
    const [signed] = await register.sql<{ id: string }>(
      `SELECT id FROM document WHERE submission_id = $1 AND kind = 'signed_pact'`,
      [submissionId],
    );
    expect((await filesOf(submissionId)).files.map(({ fileName }) => fileName)).toEqual([
      'decision.pdf',
    ]);
    await changesNothing(register, async () =>
      expectProblem(await publishes(signed!.id), 409, 'signed-pact-private'),
    );
    expect((await page(signatory.publicId)).files).toEqual([]);

    // Staff still see a file that an earlier version allowed, and can unpublish it.
    await register.sql(
      `INSERT INTO published_file (document_id, public_id, signatory_id, title, language, staff_id)
       SELECT $1, 'abcdefgh', $2, 'The Pact', 'en', id FROM staff LIMIT 1`,
      [signed!.id, signatory.id],
    );
    expect((await filesOf(submissionId)).files.map(({ documentId }) => documentId)).toContain(
      signed!.id,
    );
    await staff.browser.delete(`/api/v1/staff/documents/${signed!.id}/publication`).expect(204);
    expect((await filesOf(submissionId)).files.map(({ fileName }) => fileName)).toEqual([
      'decision.pdf',
    ]);
  });

  it('TR3 a withdrawn signatory takes its files along', async () => {
    const { submissionId, signatory } = await joined();
    const { files } = await filesOf(submissionId);
    await opensAndPublishes(files[0]!.documentId);
    const [file] = (await page(signatory.publicId)).files;
    const [{ version }] = (await register.sql<{ version: number }>(
      'SELECT version FROM signatory WHERE id = $1',
      [signatory.id],
    )) as [{ version: number }];
    expect(
      (await staff.changes({ ...signatory, version }, 'withdraw', 'It left the Pact')).status,
    ).toBe(200);
    await register.anonymous.get(file!.path).expect(404);
  });

  it('before approval, by a reviewer, without a signatory, with another’s pledge or a bad title: refused, and nothing changes', async () => {
    const waiting = await Applicant.endorsesWithDecision(register);
    const record = await staff.findsCase(waiting.reference);
    const { submissionId, signatory } = await joined();
    const documentId = (await filesOf(submissionId)).files[0]!.documentId;
    const other = await joined();
    const foreign = (await filesOf(other.submissionId)).pledges[0]!.id;
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    await changesNothing(register, async () => {
      const decision = record.documents.find(({ kind }) => kind === 'council_decision')!;
      expectProblem(await publishes(decision.id), 409, 'not-published');
      expectProblem(await publishes(documentId, undefined, reviewer), 403, 'not-allowed');
      expectProblem(await publishes(submissionId), 404, 'not-found');
      expectProblem(
        await publishes(documentId, { title: 'x', language: 'en', pledgeId: foreign }),
        422,
        'invalid-input',
      );
      expectProblem(
        await publishes(documentId, { title: '<b>x</b> http://x', language: 'english' }),
        422,
        'invalid-input',
      );
      await register.anonymous
        .put(`/api/v1/staff/documents/${documentId}/publication`)
        .send({ title: 'x', language: 'en' })
        .expect(401);
      await staff.browser.delete(`/api/v1/staff/documents/${documentId}/publication`).expect(404);
    });
    expect((await page(signatory.publicId)).files).toEqual([]);
  });

  it('a file is shown and removed with its good practice, evidence with its pledge, also after an amendment', async () => {
    const { town, submissionId, signatory } = await joined();
    const practice = {
      title: 'A charter',
      pillar: 'prevention',
      whatWasDone: 'Every club signed a charter.',
      forWhom: 'Children in sport',
      result: 'Forty clubs took part.',
    };
    const begun = (
      await town.browser
        .post('/api/v1/submission/follow-ups')
        .send({ kind: 'practice' })
        .expect(201)
    ).body as ApplicantSubmissionDto;
    expect(begun.kind).toBe('practice');
    const save = (section: string, value: object) =>
      town.browser
        .put(`/api/v1/submission/sections/${section}`)
        .set('If-Match', '"9"')
        .send(value)
        .expect(200);
    await save('practice', practice);
    await town.sendsFile(signedPact('Charter'), 'charter.pdf', { kind: 'other' }).expect(201);
    await save('declaration', { accepted: true });
    const sent = (await town.browser.post('/api/v1/submission/sending').expect(200))
      .body as ApplicantSubmissionDto;
    const record = await staff.findsCase(sent.reference);
    await staff.opensDocuments(record);
    expect(
      (await staff.decides(record, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
    await opensAndPublishes((await filesOf(record.id)).files[0]!.documentId, {
      title: 'Charta',
      language: 'de',
    });

    const decision = await filesOf(submissionId);
    await opensAndPublishes(decision.files[0]!.documentId, {
      title: 'Proof',
      language: 'en',
      pledgeId: decision.pledges[0]!.id,
    });
    const shown = await page(signatory.publicId);
    expect(shown.practices[0]!.files).toMatchObject([{ title: 'Charta', language: 'de' }]);
    expect(shown.pledges[0]!.files).toMatchObject([{ title: 'Proof' }]);
    expect(shown.files).toEqual([]);

    await town.browser
      .post('/api/v1/submission/follow-ups')
      .send({ kind: 'amendment' })
      .expect(201);
    await save('declaration', { accepted: true });
    const amendment = (await town.browser.post('/api/v1/submission/sending').expect(200))
      .body as ApplicantSubmissionDto;
    const asked = await staff.findsCase(amendment.reference);
    expect(
      (await staff.decides(asked, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
    expect((await page(signatory.publicId)).pledges[0]!.files).toMatchObject([{ title: 'Proof' }]);

    const { id, files } = shown.practices[0]!;
    const removal = staff.browser
      .post(`/api/v1/staff/practices/${id}/removal`)
      .set('If-Match', '"1"');
    await removal.send({ reasonCode: 'personal_data', reason: 'It names a child.' }).expect(200);
    await register.hearsOfChanges();
    await register.anonymous.get(files[0]!.path).expect(404);
    expect((await page(signatory.publicId)).practices).toEqual([]);
    await staff.browser
      .delete(`/api/v1/staff/practices/${id}/removal`)
      .set('If-Match', '"2"')
      .expect(200);
    await register.hearsOfChanges();
    await register.anonymous.get(files[0]!.path).expect(200);
  });
});

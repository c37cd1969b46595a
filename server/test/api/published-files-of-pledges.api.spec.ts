import type { ApplicantSubmissionDto } from '../../src/joining/submissions/submissions.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';
import {
  filesOfCase,
  joinedWithDecision,
  opensAndPublishesCopy,
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
const opensAndPublishes = (documentId: string, body?: object) =>
  opensAndPublishesCopy(register, staff, documentId, body);
const page = (publicId: string) => publicPageOf(register, publicId);
const joined = () => joinedWithDecision(register, staff);

describe('PR7 a file that shows the progress of a pledge', () => {
  it('is named by the town for one of its pledges, staff see it there, and it is public only as a copy that staff publish', async () => {
    const { town, signatory } = await joined();
    await town.browser.post('/api/v1/submission/follow-ups').send({ kind: 'progress' }).expect(201);
    const [pledge, second] = await register.sql<{ id: string }>(
      'SELECT id FROM pledge WHERE signatory_id = $1 ORDER BY position',
      [signatory.id],
    );
    const reports = [{ pledgeId: pledge!.id, progress: 'done', note: 'All trained.' }];
    await town.browser
      .put('/api/v1/submission/sections/progress')
      .set('If-Match', '"9"')
      .send({ reports })
      .expect(200);
    const sent = await town.sendsFile(signedPact('Certificates'), 'certificates.pdf', {
      kind: 'other',
      pledgeId: pledge!.id,
    });
    expect(sent.status).toBe(201);
    expect(sent.body).toMatchObject({ pledgeId: pledge!.id });
    const begun = await town.browser
      .post('/api/v1/submission/uploads')
      .send({
        kind: 'other',
        fileName: 'b.pdf',
        bytes: signedPact('b').length,
        pledgeId: second!.id,
      })
      .expect(201);
    const { id } = begun.body as { id: string };
    const piece = town.browser.patch(`/api/v1/submission/uploads/${id}`).set('Upload-Offset', '0');
    await piece
      .set('Content-Type', 'application/offset+octet-stream')
      .send(signedPact('b'))
      .expect(200);
    const html = (await town.browser.get('/en/endorse/documents').expect(200)).text;
    expect(html).toContain('They may publish a copy without hidden data');
    expect(html.match(/Shows: /g)).toHaveLength(2);

    await town.browser
      .put('/api/v1/submission/sections/declaration')
      .set('If-Match', '"9"')
      .send({ accepted: true })
      .expect(200);
    const { reference } = (await town.browser.post('/api/v1/submission/sending').expect(200))
      .body as ApplicantSubmissionDto;
    const record = await staff.findsCase(reference);
    expect(record.changes!.reports).toMatchObject([{ files: [{ fileName: 'certificates.pdf' }] }]);
    await staff.opensDocuments(record);
    expect(
      (await staff.decides(record, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
    expect((await page(signatory.publicId)).pledges[0]).toMatchObject({
      progress: 'done',
      files: [],
    });
    const { files } = await filesOf(record.id);
    expect(files.map(({ pledgeId }) => pledgeId)).toEqual([pledge!.id, second!.id]);
    await opensAndPublishes(files[0]!.documentId, {
      title: 'Certificates',
      language: 'en',
      pledgeId: files[0]!.pledgeId!,
    });
    expect((await page(signatory.publicId)).pledges[0]!.files).toMatchObject([
      { title: 'Certificates' },
    ]);
    const trail = await register.sql<{ pledge: string }>(
      `SELECT details->>'pledge' AS pledge FROM event WHERE action = 'document.add'
        AND subject_id = $1 ORDER BY seq`,
      [record.id],
    );
    expect(trail.map((event) => event.pledge)).toEqual([pledge!.id, second!.id]);
  });

  it('shows no pledge of another, none outside a report, and none that is not one', async () => {
    const { town } = await joined();
    const other = await joined();
    const [foreign] = await register.sql<{ id: string }>(
      'SELECT id FROM pledge WHERE signatory_id = $1',
      [other.signatory.id],
    );
    const [own] = await register.sql<{ id: string }>(
      `SELECT p.id FROM pledge p JOIN signatory s ON s.id = p.signatory_id
        JOIN submission e ON e.id = s.endorsement_id WHERE e.reference = $1`,
      [town.reference],
    );
    await town.browser.post('/api/v1/submission/follow-ups').send({ kind: 'progress' }).expect(201);
    await changesNothing(register, async () => {
      for (const pledgeId of [foreign!.id, 'nonsense']) {
        expectProblem(
          await town.sendsFile(signedPact(), 'a.pdf', { kind: 'other', pledgeId }),
          422,
          'invalid-input',
        );
      }
    });
    const page = await town.browser
      .post('/en/endorse/documents')
      .accept('text/html')
      .field({ kind: 'other', pledgeId: foreign!.id });
    expect(page.status).toBe(422);
    const newcomer = await Applicant.begins(register);
    await changesNothing(register, async () => {
      expectProblem(
        await newcomer.sendsFile(signedPact(), 'a.pdf', { kind: 'other', pledgeId: own!.id }),
        422,
        'invalid-input',
      );
    });
  });
});

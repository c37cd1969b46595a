import type { BulkDto, BulkReportDto } from '../../src/workbench/decisions/bulk.dto.js';
import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
let other: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  other = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const takesBack = (who: Colleague, id: string) => who.browser.post(`/api/v1/staff/undo/${id}`);
const waits = async () => staff.findsCase((await Applicant.endorses(register)).reference);

describe('TR13 many at once', () => {
  const asks = (path: 'bulk' | 'bulk/preview', body: Partial<BulkDto>, who = staff) =>
    who.browser.post(`/api/v1/staff/${path}`).send(body);

  it('the preview shows what would happen to each and changes nothing; the run does it, with one event each, and can be undone', async () => {
    const [good, unread, draft] = [await waits(), await waits(), await Applicant.begins(register)];
    await staff.opensDocuments(good);
    const [row] = await register.sql<{ id: string }>(
      `SELECT id FROM submission WHERE reference = $1`,
      [draft.reference],
    );
    const seen = ({ id, version }: CaseDto) => ({ id, version });
    const items = [
      seen(good),
      seen(unread),
      { id: row!.id, version: 1 },
      { id: '01a20be3-8239-7462-9665-95ae42b5226f', version: 1 },
      seen(good),
    ];
    expect(fieldsOf(expectProblem(await asks('bulk', { action: 'approve', items }), 422))).toEqual([
      '/items arrayUnique',
    ]);
    const body = { action: 'approve', items: items.slice(0, 4) } as const;
    const preview = (await changesNothing(register, () => asks('bulk/preview', body)))
      .body as BulkReportDto;
    expect(preview).toMatchObject({ done: 1, refused: 3, undo: null });
    expect(
      preview.results.map(({ ok, problem, missing, authorityName }) => [
        ok,
        problem,
        missing,
        authorityName !== null,
      ]),
    ).toEqual([
      [true, null, [], true],
      [false, 'invalid-input', ['isOpened'], true],
      [false, 'not-found', [], false],
      [false, 'not-found', [], false],
    ]);
    const [{ mail, recipient }] = preview.results as [BulkReportDto['results'][number]];
    expect(mail).toMatchObject({
      recipient,
      language: 'en',
      subject: expect.any(String) as string,
      text: expect.stringContaining(preview.results[0]!.authorityName!) as string,
    });
    const run = (await asks('bulk', body)).body as BulkReportDto;
    expect(run).toMatchObject({
      done: 1,
      refused: 3,
      results: preview.results.map((result) => ({ ...result, mail: null })),
    });
    expect(
      await register.sql(
        `SELECT 1 FROM event WHERE subject_id = ANY($1) AND action = 'submission.approve'`,
        [[good.id, unread.id]],
      ),
    ).toHaveLength(1);
    await takesBack(staff, run.undo!.id).expect(200);
    expect(await staff.opensCase(good.id)).toMatchObject({ state: 'waiting', signatory: null });
  });

  it('the queue says which decisions this colleague may take on each case, and on how many at once', async () => {
    const reference = (await waits()).reference;
    const publisher = await Colleague.signsIn(register, 'publisher');
    const shown = async (who: Colleague) => who.queue(`q=${reference}`);
    expect(await shown(staff)).toMatchObject({
      bulkLimit: 50,
      items: [{ actions: ['request_changes', 'approve', 'reject'] }],
    });
    expect((await shown(publisher)).items[0]!.actions).toEqual([]);
    const { signatory } = await staff.approves(reference);
    expect(await publisher.queue(`show=to_publish&q=${reference}`)).toMatchObject({
      items: [{ actions: ['publish'] }],
    });
    await publisher.changes(signatory!, 'publish');
    expect(await publisher.queue(`show=published&q=${reference}`)).toMatchObject({
      items: [{ actions: ['hold', 'withdraw'] }],
    });
  });

  it('fifty at most; stale versions are refused one by one; of two runs at once each case is decided by one', async () => {
    const many = Array.from({ length: 51 }, (_, index) => ({
      id: `01a20be3-8239-7462-9665-95ae42b522${String(index + 10)}`,
      version: 1,
    }));
    expect(
      fieldsOf(
        expectProblem(
          await changesNothing(register, () => asks('bulk', { action: 'approve', items: many })),
          422,
        ),
      ),
    ).toEqual(['/items arrayMaxSize']);
    const cases = [await waits(), await waits(), await waits()];
    const stale = cases.map(({ id, version }, index) => ({
      id,
      version: index === 0 ? version - 1 : version,
    }));
    const preview = (await asks('bulk/preview', { action: 'reject', reason: 'No.', items: stale }))
      .body as BulkReportDto;
    expect(preview.results.map(({ problem }) => problem)).toEqual([
      'changed-meanwhile',
      null,
      null,
    ]);
    const items = cases.map(({ id, version }) => ({ id, version }));
    const runs = await Promise.all([
      asks('bulk', { action: 'reject', reason: 'No.', items }),
      asks('bulk', { action: 'request_changes', reason: 'Why?', items }, other),
    ]);
    const done = runs.map(({ body }) => (body as BulkReportDto).done);
    expect(done[0]! + done[1]!).toBeGreaterThanOrEqual(3);
    for (const { id } of cases) {
      const [{ count }] = (await register.sql<{ count: number }>(
        `SELECT count(*)::int AS count FROM decision WHERE submission_id = $1`,
        [id],
      )) as [{ count: number }];
      expect(count).toBe(1);
    }
    const { signatory, id } = await staff.approves((await Applicant.endorses(register)).reference);
    const publish: Partial<BulkDto> = {
      action: 'publish',
      items: [{ id, version: 9, signatoryVersion: signatory!.version }],
    };
    expect((await asks('bulk', publish)).body).toMatchObject({ done: 1, results: [{ ok: true }] });
  });
});

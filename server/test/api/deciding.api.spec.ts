import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import type {
  ChangedSignatoryDto,
  MailAnswerDto,
} from '../../src/workbench/decisions/decision.dto.js';
import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { dayFromToday } from '../support/days.js';

let register: TestApp;
let staff: Colleague;
let other: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  other = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const takesBack = (who: Colleague, id: string) => who.browser.post(`/api/v1/staff/undo/${id}`);
const outbox = (caseId: string) =>
  register.sql<{ template: string }>(
    `SELECT template FROM outbox WHERE submission_id = $1 AND undo_id IS NOT NULL`,
    [caseId],
  );
const waits = async () => staff.findsCase((await Applicant.endorses(register)).reference);

describe('remarks at answers', () => {
  const comments = [
    { pointer: '/authority/region', text: 'Which region?' },
    { pointer: '/prevention/actions/prevention.training', text: 'Who is trained?' },
    { pointer: '/documents', text: 'Page 2 is missing.' },
  ];

  it('are shown to the town beside those answers until it sends again, and stay in its history', async () => {
    const town = await Applicant.endorses(register);
    const found = await staff.findsCase(town.reference);
    const asked = await staff.decides(found, {
      verdict: 'request_changes',
      reasonCode: 'answers_unclear',
      comments,
    });
    expect(asked.body).toMatchObject({
      state: 'changes_requested',
      decisions: [{ reasonCode: 'answers_unclear', comments, mailed: true, reason: '' }],
    });
    expect((await town.looks()).comments).toEqual(comments);
    await register.drain();
    expect(register.mailbox.newest(town.email, /Please complete/).text).toContain(
      '– Which region?\n– Who is trained?',
    );
    const page = await town.browser.get('/en/endorse/authority').expect(200);
    expect(page.text).toMatch(/id="field-region-remark"[^]*?Which region\?/);
    expect((await town.browser.get('/en/endorse/prevention')).text).toContain('Who is trained?');
    expect((await town.browser.get('/en/endorse/documents')).text).toContain('Page 2 is missing.');
    await town.sends();
    expect(await town.looks()).toMatchObject({ comments: [], messages: [{ comments }] });
  });

  it('stand at answers of this form only, in a request for changes only, with a code of that decision only', async () => {
    const found = await waits();
    await staff.opensDocuments(found);
    const refused = (body: Parameters<Colleague['decides']>[1]) =>
      changesNothing(register, async () =>
        fieldsOf(expectProblem(await staff.decides(found, body), 422)),
      );
    expect(
      await refused({
        verdict: 'request_changes',
        comments: [{ pointer: '/leaving/reason', text: 'x' }],
      }),
    ).toEqual(['/comments/0/pointer isField']);
    expect(await refused({ verdict: 'approve', comments: [comments[0]!] })).toEqual([
      '/comments/0/pointer isField',
    ]);
    expect(
      await refused({
        verdict: 'request_changes',
        comments: [{ pointer: '/authority/../x', text: '' }],
      }),
    ).toEqual(['/comments/0/pointer matches', '/comments/0/text isNotEmpty']);
    expect(await refused({ verdict: 'reject', reason: 'No', reasonCode: 'ready' })).toEqual([
      '/reasonCode isIn',
    ]);
  });
});

describe('U16 the mail', () => {
  it('is shown as it goes, in the language of its reader, and nothing is done by that', async () => {
    const town = await Applicant.endorses(register, {}, 'fr');
    const found = await staff.findsCase(town.reference);
    const body = {
      verdict: 'reject',
      reasonCode: 'not_an_authority',
      reason: 'Une entreprise {reference} <b>',
    } as const;
    const preview = await changesNothing(register, () =>
      staff.browser.post(`/api/v1/staff/submissions/${found.id}/mail-preview`).send(body),
    );
    const { mail } = preview.body as MailAnswerDto;
    expect(mail).toMatchObject({ recipient: town.email, language: 'fr' });
    await staff.decides(found, body);
    await register.drain();
    const sent = register.mailbox.newest(town.email, /n’a pas pu être acceptée/);
    expect({ subject: sent.subject, text: sent.text.trim() }).toEqual({
      subject: mail!.subject,
      text: mail!.text.trim(),
    });
  });

  it('does not go when the colleague says so, and the trail tells', async () => {
    const found = await waits();
    expect(
      (await staff.decides(found, { verdict: 'reject', reason: 'By telephone.', mail: false }))
        .body,
    ).toMatchObject({
      decisions: [{ mailed: false }],
    });
    expect(await outbox(found.id)).toEqual([]);
    const [event] = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE subject_id = $1 AND action = 'submission.reject'`,
      [found.id],
    );
    expect(event!.details).toMatchObject({ mailed: false, reasonCode: 'other' });
  });
});

describe('a decision can be taken back before its mail leaves', () => {
  it('an approval: case, register and mail are as they were, and it can be decided anew', async () => {
    const found = await waits();
    await staff.opensDocuments(found);
    const approved = (await staff.decides(found, { verdict: 'approve', duplicatesCompared: true }))
      .body as CaseDto;
    expect(await outbox(found.id)).toEqual([{ template: 'approved' }]);
    expectProblem(await changesNothing(register, () => takesBack(other, approved.undo!.id)), 404);
    expect((await takesBack(staff, approved.undo!.id)).body).toEqual({ undone: 1 });
    const now = await staff.opensCase(found.id);
    expect(now).toMatchObject({
      state: 'waiting',
      version: found.version + 2,
      signatory: null,
      decisions: [],
      undo: null,
    });
    expect(now.events.slice(-2).map(({ action }) => action)).toEqual([
      'submission.approve',
      'submission.undo',
    ]);
    expect(await outbox(found.id)).toEqual([]);
    expect(
      await register.sql(`SELECT 1 FROM authority WHERE name_official = $1`, [
        now.answers['authority'] &&
          (now.answers['authority'] as { nameOfficial: string }).nameOfficial,
      ]),
    ).toEqual([]);
    expectProblem(
      await changesNothing(register, () => takesBack(staff, approved.undo!.id)),
      409,
      'too-late',
    );
    expect(
      (await staff.decides(now, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
  });

  it('a withdrawal: the page is public again, and the transparency log never had it', async () => {
    const town = await Applicant.endorses(register);
    const listed = await staff.approvesAndPublishes(town.reference);
    const gone = (
      await staff.changes(listed, 'withdraw', 'Left.', { reasonCode: 'new_council_decision' })
    ).body as ChangedSignatoryDto;
    const log = () =>
      register.sql(`SELECT kind, reason_code FROM public_transparency WHERE public_id = $1`, [
        listed.publicId,
      ]);
    expect(await log()).toEqual([{ kind: 'withdrawn', reason_code: 'new_council_decision' }]);
    await takesBack(staff, gone.undo!.id).expect(200);
    await register.hearsOfChanges();
    await register.anonymous.get(`/api/v1/signatories/${listed.publicId}`).expect(200);
    expect(await log()).toEqual([]);
  });

  it('not when the time is over, the mail has left, or somebody went on from there', async () => {
    const found = await waits();
    const asked = (await staff.decides(found, { verdict: 'request_changes', reason: 'Why?' }))
      .body as CaseDto;
    expect((await other.decides(asked, { verdict: 'reject', reason: 'No.' })).status).toBe(200);
    expectProblem(
      await changesNothing(register, () => takesBack(staff, asked.undo!.id)),
      412,
      'changed-meanwhile',
    );

    const second = await waits();
    const rejected = (await staff.decides(second, { verdict: 'reject', reason: 'No.' }))
      .body as CaseDto;
    await register.drain();
    expectProblem(
      await changesNothing(register, () => takesBack(staff, rejected.undo!.id)),
      409,
      'too-late',
    );

    const third = await waits();
    const late = (await staff.decides(third, { verdict: 'reject', reason: 'No.', mail: false }))
      .body as CaseDto;
    await register.sql(`UPDATE undo SET until = now() - interval '1 second' WHERE id = $1`, [
      late.undo!.id,
    ]);
    expectProblem(
      await changesNothing(register, () => takesBack(staff, late.undo!.id)),
      409,
      'too-late',
    );
  });
});

describe('publication at a day', () => {
  it('is a day to come; it can be cancelled; when it comes the page is public', async () => {
    const { signatory } = await staff.approves((await Applicant.endorses(register)).reference);
    const refused: [publishOn: string | undefined, rule: string][] = [
      [undefined, 'isDayToCome'],
      [dayFromToday(0), 'isDayToCome'],
      [dayFromToday(-1), 'isDayToCome'],
      [dayFromToday(900), 'isDayToCome'],
      ['2026-02-30', 'isRealDay'],
      ['soon', 'isDay'],
    ];
    for (const [publishOn, rule] of refused) {
      const refusal = await changesNothing(register, () =>
        staff.changes(signatory!, 'schedule', '', publishOn === undefined ? {} : { publishOn }),
      );
      expect(fieldsOf(expectProblem(refusal, 422))).toEqual([`/publishOn ${rule}`]);
    }
    expectProblem(
      await changesNothing(register, () => staff.changes(signatory!, 'unschedule')),
      409,
      'wrong-state',
    );
    expect(
      (await staff.changes(signatory!, 'schedule', '', { publishOn: dayFromToday(9) })).body,
    ).toMatchObject({ state: 'unlisted' });
    expect((await staff.changes({ ...signatory!, version: 2 }, 'unschedule')).status).toBe(200);
    expect(
      (
        await staff.changes({ ...signatory!, version: 3 }, 'schedule', '', {
          publishOn: dayFromToday(9),
        })
      ).status,
    ).toBe(200);
    const jobs = register.app.get(JobsService);
    await jobs.runAll();
    expect(
      await register.sql(`SELECT state FROM signatory WHERE id = $1`, [signatory!.id]),
    ).toEqual([{ state: 'unlisted' }]);
    await register.sql(
      `UPDATE signatory SET publish_on = (now() AT TIME ZONE 'Europe/Paris')::date WHERE id = $1`,
      [signatory!.id],
    );
    await Promise.all([jobs.runAll(), jobs.runAll()]);
    await register.hearsOfChanges();
    await register.anonymous.get(`/api/v1/signatories/${signatory!.publicId}`).expect(200);
    const trail = await register.sql(
      `SELECT actor_kind FROM event WHERE subject_id = $1
        AND action = 'signatory.publish_as_scheduled'`,
      [signatory!.id],
    );
    expect(trail).toEqual([{ actor_kind: 'system' }]);
  });
});

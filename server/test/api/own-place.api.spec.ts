import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { begins, joinedTown, saves, sends } from '../support/own-place.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const joined = () => joinedTown(register, staff);
const publicPage = (publicId: string) => publicPageOf(register, publicId);

describe('TR8 an authority proposes changes of its page', () => {
  it('the public text stays until staff approve the difference; unchanged pledges keep their reports', async () => {
    const { town, publicId } = await joined();
    const before = await publicPage(publicId);
    const draft = await begins(town, 'amendment');
    expect(draft).toMatchObject({
      kind: 'amendment',
      state: 'draft',
      answers: { authority: { nameOfficial: town.town } },
    });
    expect(draft.missing).toEqual(['declaration']);
    await saves(town, 'authority', {
      ...draft.answers['authority'],
      nameEn: 'Newname',
      website: 'https://new.example',
    }).expect(200);
    const prevention = draft.answers['prevention'] as { actions: { code: string }[] };
    const saved = await saves(town, 'prevention', {
      actions: [{ ...prevention.actions[0], targetYear: new Date().getUTCFullYear() + 5 }],
      ownWords: [{ text: 'A summer school' }],
    });
    expect(saved.status).toBe(200);
    const sent = await sends(town);
    expect(sent).toMatchObject({ state: 'waiting' });
    expect(await publicPage(publicId)).toEqual(before);

    const record = await staff.findsCase(sent.reference);
    expect(record.changes).toMatchObject({
      publicId,
      fields: [
        { field: 'nameEn', before: null, after: 'Newname' },
        { field: 'website', after: 'https://new.example' },
      ],
      reports: [],
    });
    expect(record.changes!.pledges.map(({ action, ownWords }) => action ?? ownWords)).toEqual([
      'prevention.training',
      'A summer school',
    ]);
    expect(
      (await staff.decides(record, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
    const after = await publicPage(publicId);
    expect(after.names.en).toBe('Newname');
    expect(after.website).toBe('https://new.example');
    expect(after.pledges.map(({ ownWords }) => ownWords)).toContain('A summer school');
    expect(after.pledges).toHaveLength(before.pledges.length + 1);
    const [event] = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'submission.approve'
        AND details->>'kind' = 'amendment' ORDER BY seq DESC LIMIT 1`,
    );
    expect(event!.details).toMatchObject({ fields: ['nameEn', 'website'], pledges: 2 });
    await register.drain();
    expect(register.mailbox.newest(town.email, /Approved/).text).toContain(town.town);
  });

  it('a rejected one changes nothing, and another may follow; while one waits there is no second', async () => {
    const { town, publicId } = await joined();
    const before = await publicPage(publicId);
    await begins(town, 'amendment');
    const sent = await sends(town);
    await changesNothing(register, async () => {
      expectProblem(
        await town.browser.post('/api/v1/submission/follow-ups').send({ kind: 'amendment' }),
        409,
        'follow-up-waiting',
      );
      expectProblem(await saves(town, 'authority', { kind: 'region' }), 409, 'wrong-state');
    });
    const record = await staff.findsCase(sent.reference);
    expect((await staff.decides(record, { verdict: 'reject', reason: 'Not so.' })).status).toBe(
      200,
    );
    expect(await publicPage(publicId)).toEqual(before);
    expect((await begins(town, 'amendment')).reference).not.toBe(sent.reference);
  });

  it('it cannot take the name of another authority', async () => {
    const [first, second] = [await joined(), await joined()];
    const draft = await begins(second.town, 'amendment');
    const other = (await first.town.looks()).answers;
    await saves(second.town, 'authority', {
      ...draft.answers['authority'],
      ...other['authority'],
    }).expect(200);
    // Elsewhere it would be another one of that name (decision 40).
    await saves(second.town, 'place', { ...other['place'] }).expect(200);
    const record = await staff.findsCase((await sends(second.town)).reference);
    expect(record.duplicates.map(({ publicId }) => publicId)).toContain(first.publicId);
    await changesNothing(register, async () => {
      expect(
        fieldsOf(expectProblem(await staff.decides(record, { verdict: 'approve' }), 422)),
      ).toEqual(['/duplicatesCompared isCompared']);
      expectProblem(
        await staff.decides(record, { verdict: 'approve', duplicatesCompared: true }),
        409,
        'authority-exists',
      );
    });
  });

  it('nobody can propose changes for an authority that is not public, or with fields that the form lacks', async () => {
    const waiting = await Applicant.endorses(register);
    const { town } = await joined();
    await changesNothing(register, async () => {
      expectProblem(
        await waiting.browser.post('/api/v1/submission/follow-ups').send({ kind: 'amendment' }),
        409,
        'not-published',
      );
      expectProblem(
        await town.browser.post('/api/v1/submission/follow-ups').send({ kind: 'endorsement' }),
        422,
      );
    });
    await begins(town, 'progress');
    await changesNothing(register, async () => {
      expectProblem(await saves(town, 'contact', { name: 'X', email: 'x@y.example' }), 404);
      expectProblem(
        await saves(town, 'decision', { body: 'council', decidedOn: '2020-01-01' }),
        404,
      );
    });
  });
});

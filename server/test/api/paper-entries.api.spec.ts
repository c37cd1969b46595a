import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { Paper } from '../support/paper.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { eventsOf, mailsOf } from '../support/records.js';

let register: TestApp;
let enterer: Colleague;
let other: Colleague;

beforeAll(async () => {
  register = await startApp();
  enterer = await Colleague.signsIn(register, 'reviewer', 'publisher');
  other = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const caseOf = (paper: Paper, who = other) => who.opensCase(paper.entry.id);
const noPledges = { actions: [], ownWords: [] };

describe('U21 an endorsement that came on paper', () => {
  it('is kept as it is typed, and is nobody else’s before it is entered', async () => {
    const paper = await Paper.begins(enterer);
    await paper.keeps({
      authority: { nameOfficial: '=1+1', population: 'many' },
      signer: { name: 'Ada' },
      unknown: { x: 1 },
    });
    expect(paper.entry.sections).toEqual({
      authority: { nameOfficial: '=1+1', population: 'many' },
      signer: { name: 'Ada' },
    });
    const again = (await enterer.browser.get(paper.path).expect(200)).body as unknown;
    expect(again).toEqual(paper.entry);
    expect((await enterer.browser.get('/api/v1/staff/paper-entries').expect(200)).body).toEqual([
      expect.objectContaining({ id: paper.entry.id, authorityName: '=1+1', state: 'draft' }),
    ]);

    expect((await other.browser.get('/api/v1/staff/paper-entries').expect(200)).body).toEqual([]);
    await changesNothing(register, async () => {
      await other.browser.get(paper.path).expect(404);
      await other.browser
        .put(paper.path)
        .set('If-Match', '"2"')
        .send({ language: 'en', sections: {} })
        .expect(404);
      await other.browser.post(`${paper.path}/entry`).set('If-Match', '"2"').expect(404);
      await other.browser
        .post(`${paper.path}/documents`)
        .field({ kind: 'other' })
        .attach('file', Buffer.from('x'), 'x.pdf')
        .expect(404);
      await other.browser.delete(paper.path).set('If-Match', '"2"').expect(404);
      await enterer.browser.get(`/api/v1/staff/submissions/${paper.entry.id}`).expect(404);
      expectProblem(await paper.keeps({}, false, 1), 412, 'changed-meanwhile');
    });
    await enterer.browser
      .delete(paper.path)
      .set('If-Match', `"${paper.entry.version}"`)
      .expect(204);
    expect(
      await register.sql(`SELECT state, answers, typed FROM submission WHERE id = $1`, [
        paper.entry.id,
      ]),
    ).toEqual([{ state: 'withdrawn', answers: {}, typed: {} }]);
  });

  it('is judged by the rules of the public form, all at once and by its sections; a refusal keeps what was typed', async () => {
    const paper = await Paper.begins(enterer, { contact: { email: '' } });
    await paper.keeps({
      ...paper.endorsement,
      authority: { ...paper.endorsement.authority, nameOfficial: 'www.spam.example' },
      signer: { name: 'Ada' },
      contact: { name: 'Olaf', email: 'no address' },
      decision: { body: 'council', decidedOn: '2999-01-01' },
      protection: { ...noPledges, actions: [{ code: 'prevention.training' }] },
      participation: noPledges,
      declaration: {},
    });
    const answer = await changesNothing(register, () => paper.enters());
    expect(fieldsOf(expectProblem(answer, 422, 'invalid-input')).sort()).toEqual([
      '/authority/nameOfficial isPlainName',
      '/contact/email isEmail',
      '/decision/decidedOn isPastDate',
      '/declaration/accepted equals',
      '/documents isScanPresent',
      '/participation/notYet isPillarAnswered',
      '/protection/actions/0/code isKnownAction',
      '/signer/office isNotEmpty',
    ]);
    // A paper may have no e-mail address.
    await paper.keeps(paper.endorsement);
    await paper.scans();
    expect((await paper.enters()).status).toBe(200);
    expect(
      await register.sql(`SELECT contact_email FROM submission WHERE id = $1`, [paper.entry.id]),
    ).toEqual([{ contact_email: null }]);
    const found = await caseOf(paper);
    expect(
      (await other.decides(found, { verdict: 'reject', reasonCode: 'other', reason: 'No.' }))
        .status,
    ).toBe(200);
    expect((await caseOf(paper)).decisions).toMatchObject([{ mailed: false }]);
    expect(await mailsOf(register, paper.entry.id)).toEqual([]);
  });

  it('TR5 reads "entered from paper by NAME, scan present" in place of the proof of an address; without the scan nobody approves', async () => {
    const paper = await Paper.enters(enterer);
    const found = await caseOf(paper);
    expect(found.evidence.paper).toEqual({ enteredBy: enterer.name, scanPresent: true });
    expect(await eventsOf(register, paper.entry.id)).toMatchObject([
      { action: 'document.add', actor_kind: 'staff', actor_id: enterer.id },
      {
        action: 'submission.enter',
        actor_kind: 'staff',
        actor_id: enterer.id,
        details: { noAutomaticMail: false, language: 'fr', withAddress: true },
      },
    ]);
    expectProblem(
      await changesNothing(register, () =>
        other.decides(found, { verdict: 'approve', duplicatesCompared: true }),
      ),
      422,
      'invalid-input',
    );
    await other.opensDocuments(found);
    await register.sql(`UPDATE document SET kind = 'council_decision' WHERE submission_id = $1`, [
      paper.entry.id,
    ]);
    expect((await caseOf(paper)).evidence.paper).toMatchObject({ scanPresent: false });
    const refused = await changesNothing(register, () =>
      other.decides(found, { verdict: 'approve', duplicatesCompared: true }),
    );
    expect(fieldsOf(expectProblem(refused, 422)).sort()).toEqual([
      '/documents isOpened',
      '/documents isScanPresent',
    ]);
    await register.sql(`UPDATE document SET kind = 'signed_pact' WHERE submission_id = $1`, [
      paper.entry.id,
    ]);
    expect(
      (await other.decides(found, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
  });

  it('TR10 is approved by another colleague than the one who entered it', async () => {
    const paper = await Paper.enters(enterer);
    const found = await caseOf(paper, enterer);
    expect(found).toMatchObject({ ownEntry: true, actions: ['request_changes', 'reject'] });
    await enterer.opensDocuments(found);
    expectProblem(
      await changesNothing(register, () =>
        enterer.decides(found, { verdict: 'approve', duplicatesCompared: true }),
      ),
      403,
      'own-entry',
    );
    const report = (
      await enterer.browser
        .post('/api/v1/staff/bulk')
        .send({
          action: 'approve',
          items: [{ id: found.id, version: found.version }],
          reasonCode: 'conditions_met',
        })
        .expect(200)
    ).body as { done: number; results: object[] };
    expect(report).toMatchObject({ done: 0, results: [{ ok: false, problem: 'own-entry' }] });
    expect((await other.approvesAndPublishes(found.reference)).publicId).toBeTruthy();
  });

  it('returns to the colleague who entered it when changes are requested, and can be entered again', async () => {
    const paper = await Paper.enters(enterer);
    const { reference, version } = await caseOf(paper);
    await changesNothing(register, async () =>
      expectProblem(await paper.keeps({}), 409, 'wrong-state'),
    );
    const asked = {
      verdict: 'request_changes',
      reasonCode: 'other',
      reason: 'The date is not on the paper.',
    } as const;
    expect((await other.decides({ id: paper.entry.id, version }, asked)).status).toBe(200);
    paper.entry = (await enterer.browser.get(paper.path).expect(200)).body as Paper['entry'];
    expect(paper.entry).toMatchObject({
      state: 'changes_requested',
      sections: { signer: { name: 'Ada Signer' } },
    });
    await paper.keeps({
      ...paper.entry.sections,
      decision: { body: 'council', decidedOn: '2026-02-01' },
    });
    expect((await paper.enters()).status).toBe(200);
    expect(await other.findsCase(reference)).toMatchObject({
      state: 'waiting',
      answers: { decision: { decidedOn: '2026-02-01' } },
    });
  });
});

import { AnswerTimes } from '../../src/joining/messages/answer-times.service.js';
import { DataSource } from 'typeorm';
import type { HomeDto } from '../../src/workbench/home/home.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const asking = { verdict: 'request_changes', reason: 'Please add the page' } as const;
async function asked(town: Applicant, answerBy?: string) {
  const found = await anna.findsCase(town.reference);
  const response = await anna.decides(found, { ...asking, ...(answerBy ? { answerBy } : {}) });
  expect(response.status).toBe(200);
  return response.body as typeof found;
}
/** What the clock does on a day. */
const comes = (day: string) =>
  register.app
    .get(DataSource)
    .transaction((manager) => register.app.get(AnswerTimes).remind(manager, day));
const mails = async (town: Applicant) => {
  const rows = await register.sql<{ template: string }>(
    `SELECT o.template FROM outbox o JOIN submission s ON s.id = o.submission_id
     WHERE s.reference = $1 AND o.template IN ('changes_reminder', 'changes_due', 'answer_day')
     ORDER BY o.created_at, o.id`,
    [town.reference],
  );
  return rows.map(({ template }) => template);
};
const inTab = async (show: string, town: Applicant) =>
  (await anna.queue(`show=${show}&q=${town.reference}`)).items.length;
const asks = (town: Applicant, until: string, why = 'The council meets later') => {
  const [year, month, day] = until.split('-');
  return town.browser.post('/en/case/more-time').type('form').set('Accept', 'text/html').send({
    about: town.reference,
    'until.day': day,
    'until.month': month,
    'until.year': year,
    why,
  });
};

describe('a request for changes', () => {
  it('has a day, by default in as many working days as the settings say; the town sees it', async () => {
    const town = await Applicant.endorses(register);
    const { answer } = await asked(town);
    expect(answer).toMatchObject({ by: answer.usual, askedUntil: null, isOver: false });
    expect(await town.looks()).toMatchObject({ answerBy: answer.by, answerAskedUntil: null });
    const page = await town.browser.get('/en/case').expect(200);
    expect(page.text).toContain('Please answer by');
    await register.drain();
    expect(register.mailbox.newest(town.email, /Please complete/).text).toContain(
      'Please answer by',
    );
    const other = await Applicant.endorses(register);
    const found = await anna.findsCase(other.reference);
    for (const answerBy of [dayFromToday(0), dayFromToday(-1), dayFromToday(400)])
      expect(
        fieldsOf(expectProblem(await anna.decides(found, { ...asking, answerBy }), 422)),
      ).toEqual(['/answerBy isAnswerDay']);
  });

  it('is reminded of once a week before and once on the day, and is never closed', async () => {
    const town = await Applicant.endorses(register);
    await asked(town, dayFromToday(20));
    await comes(dayFromToday(12));
    expect(await mails(town)).toEqual([]);
    await Promise.all([comes(dayFromToday(13)), comes(dayFromToday(13))]);
    await comes(dayFromToday(14));
    expect(await mails(town)).toEqual(['changes_reminder']);
    await comes(dayFromToday(20));
    await comes(dayFromToday(20));
    await comes(dayFromToday(21));
    expect(await mails(town)).toEqual(['changes_reminder', 'changes_due']);
    expect([await inTab('changes_requested', town), await inTab('unanswered', town)]).toEqual([
      1, 0,
    ]);
    await register.sql(`UPDATE submission SET answer_by = $2 WHERE reference = $1`, [
      town.reference,
      dayFromToday(-1),
    ]);
    expect([await inTab('changes_requested', town), await inTab('unanswered', town)]).toEqual([
      0, 1,
    ]);
    const { counts } = await anna.queue('show=unanswered');
    expect(counts.unanswered).toBe(1);
    const home = (await anna.browser.get('/api/v1/staff/home').expect(200)).body as HomeDto;
    expect(home.unanswered).toMatchObject({ total: 1, rows: [{ reference: town.reference }] });
    expect(await town.looks()).toMatchObject({ state: 'changes_requested' });
    // The answer still arrives, and the case is no longer without one.
    await town.sends();
    expect(await inTab('unanswered', town)).toBe(0);
    expect(await town.looks()).toMatchObject({ answerBy: null });
  });

  it('with a day within a week is reminded of only on the day; a silent case not at all', async () => {
    const soon = await Applicant.endorses(register);
    await asked(soon, dayFromToday(5));
    await comes(dayFromToday(1));
    expect(await mails(soon)).toEqual([]);
    await comes(dayFromToday(5));
    expect(await mails(soon)).toEqual(['changes_due']);
    const silent = await Applicant.endorses(register);
    await asked(silent, dayFromToday(20));
    await register.sql(`UPDATE submission SET no_automatic_mail = true WHERE reference = $1`, [
      silent.reference,
    ]);
    await comes(dayFromToday(20));
    expect(await mails(silent)).toEqual([]);
  });

  it('gets more time: the town asks, staff read why and give a day', async () => {
    const town = await Applicant.endorses(register);
    const found = await asked(town, dayFromToday(10));
    const form = await town.browser.get(`/en/case/more-time?about=${town.reference}`).expect(200);
    expect(form.text).toContain(`href="/fr/case/more-time?about=${town.reference}"`);
    expect(form.text).toContain('Ask for more time to answer');
    const early = await asks(town, dayFromToday(10)).expect(422);
    expect(early.text).toContain('The council meets later');
    await asks(town, dayFromToday(40)).expect(303);
    await changesNothing(register, () => asks(town, dayFromToday(40)).expect(303));
    const open = await anna.opensCase(found.id);
    expect(open.answer).toMatchObject({ by: dayFromToday(10), askedUntil: dayFromToday(40) });
    const { body } = await anna.browser
      .get(`/api/v1/staff/submissions/${found.id}/timeline`)
      .expect(200);
    expect((body as { items: { text: string }[] }).items[0]!.text).toContain(
      'The council meets later',
    );
    const gives = (answerBy: string, seen = open.version) =>
      anna.browser
        .put(`/api/v1/staff/submissions/${found.id}/answer-day`)
        .set('If-Match', `"${seen}"`)
        .send({ answerBy });
    expectProblem(await gives(dayFromToday(40), open.version - 1), 412);
    expectProblem(await gives(dayFromToday(-2)), 422);
    const given = await gives(dayFromToday(40)).expect(200);
    expect(given.body).toMatchObject({
      version: open.version,
      answer: { by: dayFromToday(40), askedUntil: null },
    });
    expect(await mails(town)).toEqual(['answer_day']);
    await comes(dayFromToday(33));
    expect(await mails(town)).toEqual(['answer_day', 'changes_reminder']);
    await town.sends();
    expectProblem(await gives(dayFromToday(50), open.version + 1), 409);
    // What was typed too late is shown again.
    const late = await asks(town, dayFromToday(60)).expect(409);
    expect(late.text).toContain('The council meets later');
  });

  it('is not asked for of the case of somebody else', async () => {
    const town = await Applicant.endorses(register);
    const found = await asked(town, dayFromToday(10));
    const other = await Applicant.endorses(register);
    const [year, month, day] = dayFromToday(40).split('-');
    const typed = { 'until.day': day, 'until.month': month, 'until.year': year, why: 'Not mine' };
    await changesNothing(register, () =>
      other.browser
        .post('/en/case/more-time')
        .type('form')
        .set('Accept', 'text/html')
        .send({ ...typed, about: town.reference }),
    );
    expect((await anna.opensCase(found.id)).answer).toMatchObject({ askedUntil: null });
    const kept = await register.sql(`SELECT 1 FROM case_message WHERE submission_id = $1`, [
      found.id,
    ]);
    expect(kept).toHaveLength(0);
  });

  it('asked for again for the same day with other words keeps them', async () => {
    const town = await Applicant.endorses(register);
    const found = await asked(town, dayFromToday(10));
    for (const why of ['The council meets later', 'The mayor is ill', 'The mayor is ill'])
      await asks(town, dayFromToday(40), why).expect(303);
    const kept = await register.sql<{ text: string }>(
      `SELECT text FROM case_message WHERE submission_id = $1 ORDER BY written_at, id`,
      [found.id],
    );
    expect(kept.map(({ text }) => text.split(': ')[1])).toEqual([
      'The council meets later',
      'The mayor is ill',
    ]);
  });

  it('that was not mailed is not reminded of', async () => {
    const town = await Applicant.endorses(register);
    const found = await anna.findsCase(town.reference);
    const quiet = { ...asking, mail: false, answerBy: dayFromToday(20) };
    expect((await anna.decides(found, quiet)).status).toBe(200);
    await comes(dayFromToday(13));
    await comes(dayFromToday(20));
    expect(await mails(town)).toEqual([]);
  });
});

describe('an authority that wrote and waits for us', () => {
  const isLate = (town: Applicant) =>
    register.sql(`UPDATE submission SET answer_by = $2 WHERE reference = $1`, [
      town.reference,
      dayFromToday(-1),
    ]);
  const receives = (town: Applicant, isAutomatic: boolean) =>
    register.sql(
      `INSERT INTO case_message (id, submission_id, author, text, is_automatic)
       SELECT gen_random_uuid(), id, 'authority', 'By mail', $2 FROM submission
       WHERE reference = $1`,
      [town.reference, isAutomatic],
    );

  it.each([
    [
      'on its page',
      (town: Applicant) =>
        town.browser
          .post('/en/case/message')
          .type('form')
          .send({ about: town.reference, message: 'The page is on its way' }),
    ],
    ['by mail', (town: Applicant) => receives(town, false)],
    ['for more time', (town: Applicant) => asks(town, dayFromToday(40))],
  ])('%s is not told that it has not answered', async (_, writes) => {
    const town = await Applicant.endorses(register);
    await asked(town, dayFromToday(20));
    await writes(town);
    const [written] = await register.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM case_message m JOIN submission s
       ON s.id = m.submission_id WHERE s.reference = $1`,
      [town.reference],
    );
    expect(written!.count).toBe(1);
    await comes(dayFromToday(20));
    expect(await mails(town)).toEqual([]);
    await isLate(town);
    expect(await inTab('unanswered', town)).toBe(0);
    expect(await inTab('changes_requested', town)).toBe(1);
  });

  it('is reminded all the same when only a program answered for it', async () => {
    const town = await Applicant.endorses(register);
    await asked(town, dayFromToday(20));
    await receives(town, true);
    await comes(dayFromToday(20));
    expect(await mails(town)).toEqual(['changes_due']);
    await isLate(town);
    expect(await inTab('unanswered', town)).toBe(1);
  });
});

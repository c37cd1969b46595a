import type {
  ReportingDto,
  ReportingRowsDto,
} from '../../src/workbench/reporting/reporting.dto.js';
import { languages } from '../../../contract/languages.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { joinedTown } from '../support/own-place.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { dayPasses, isDue, reports, writtenTo } from '../support/reporting.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const boxes = (day: string) => {
  const [year, month, date] = day.split('-');
  return { 'until.day': date, 'until.month': month, 'until.year': year };
};
const form = async (town: Applicant, language = 'en') =>
  (await town.browser.get(`/${language}/case/more-time`).expect(200)).text;
async function asks(town: Applicant, fields: Record<string, string | undefined>) {
  const token = /name="form-token"[^>]*value="([^"]+)"/.exec(await form(town))?.[1];
  return town.browser
    .post('/en/case/more-time')
    .type('form')
    .send({ ...(token ? { 'form-token': token } : {}), ...fields });
}
const listed = async (show: string) =>
  (await staff.browser.get(`/api/v1/staff/reporting?show=${show}`).expect(200))
    .body as ReportingRowsDto;
const answers = async (id: string, step: object) => {
  const { body } = await staff.browser.get(`/api/v1/staff/reporting/${id}`).expect(200);
  return staff.browser
    .post(`/api/v1/staff/reporting/${id}/steps`)
    .set('If-Match', `"${(body as ReportingDto).version}"`)
    .send(step);
};
async function lateTown() {
  const joined = await joinedTown(register, staff);
  await isDue(register, joined.id, -40);
  await dayPasses(register);
  return joined;
}

describe('U24 a town asks for more time', () => {
  it('on its own page, staff see it and grant it, and the town gets a mail', async () => {
    const { town, id } = await lateTown();
    expect((await town.browser.get('/en/case').expect(200)).text).toContain('/en/case/more-time');
    const until = dayFromToday(60);
    const sent = await asks(town, { ...boxes(until), why: 'Elections in spring.' });
    expect([sent.status, sent.headers['location']]).toEqual([303, '/en/case']);
    const page = (await town.browser.get('/en/case').expect(200)).text;
    expect(page).toContain('You have asked for more time');
    const { items } = await listed('asked');
    expect(items.find((row) => row.id === id)).toMatchObject({
      state: 'overdue',
      asked: { until, reason: 'Elections in spring.' },
    });
    expect((await listed('to_call')).items.map((row) => row.id)).not.toContain(id);
    const granted = await answers(id, { action: 'extend', until, reason: 'Good luck.' });
    expect(granted.body).toMatchObject({ state: 'not_due', dueOn: until, asked: null });
    expect(await writtenTo(register, town)).toEqual(['report_late', 'report_extended']);
    expect((await town.browser.get('/en/case').expect(200)).text).not.toContain(
      'You have asked for more time',
    );
    const events = await register.sql<{ action: string; actor_kind: string }>(
      `SELECT action, actor_kind FROM event WHERE subject_id = $1 AND action LIKE 'reporting.%'
        ORDER BY seq`,
      [id],
    );
    expect(events).toEqual([
      { action: 'reporting.ask', actor_kind: 'applicant' },
      { action: 'reporting.extend', actor_kind: 'staff' },
    ]);
  });

  it('staff refuse with a reason that the town reads, and it stays late', async () => {
    const { town, id } = await lateTown();
    await asks(town, { ...boxes(dayFromToday(300)), why: 'No staff.' });
    expect((await answers(id, { action: 'refuse' })).status).toBe(422);
    const refused = await answers(id, { action: 'refuse', reason: 'A short report will do.' });
    expect(refused.body).toMatchObject({ state: 'overdue', asked: null });
    await register.drain();
    const mail = register.mailbox.newest(town.email, /No more time/);
    expect(mail.text).toContain('A short report will do.');
    expect((await listed('to_call')).items.map((row) => row.id)).toContain(id);
  });

  it('asking again replaces the request, and an accepted report ends it', async () => {
    const { town, id } = await lateTown();
    await asks(town, { ...boxes(dayFromToday(30)), why: 'First.' });
    await asks(town, { ...boxes(dayFromToday(50)), why: 'Second.' });
    const { items } = await listed('asked');
    expect(items.filter((row) => row.id === id).map(({ asked }) => asked?.reason)).toEqual([
      'Second.',
    ]);
    await reports(register, staff, town, id);
    expect((await listed('asked')).items.map((row) => row.id)).not.toContain(id);
  });

  it('the clock answers when nothing is left to report; who is excused may ask as well', async () => {
    const { town, id } = await lateTown();
    await asks(town, { ...boxes(dayFromToday(30)), why: 'First.' });
    await register.sql(`UPDATE pledge SET progress = 'done' WHERE signatory_id = $1`, [id]);
    await dayPasses(register);
    expect((await listed('asked')).items.map((row) => row.id)).not.toContain(id);
    const sent = await asks(town, { ...boxes(dayFromToday(500)), why: 'A new plan by then.' });
    expect(sent.status).toBe(303);
    expect((await listed('asked')).items.map((row) => row.id)).toContain(id);
    const refused = await answers(id, { action: 'refuse', reason: 'There is time.' });
    expect(refused.body).toMatchObject({ state: 'excused', asked: null });
    const granted = { action: 'extend', until: dayFromToday(500), reason: 'Then.' };
    expect((await answers(id, granted)).body).toMatchObject({ state: 'not_due' });
  });

  it.each([
    ['no day', { why: 'Why not.' }, 'field-until'],
    ['a day that has passed', { ...boxes(dayFromToday(-1)), why: 'Why not.' }, 'field-until'],
    ['a day in two years', { ...boxes(dayFromToday(730)), why: 'Why not.' }, 'field-until'],
    ['no reason', boxes(dayFromToday(20)), 'field-why'],
  ])('%s is asked about, and what was typed stays', async (_, fields, field) => {
    const { town } = await lateTown();
    const answer = await changesNothing(register, () => asks(town, fields));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="#${field}"`);
    for (const typed of Object.values(fields)) expect(answer.text).toContain(typed);
  });

  it('nobody else does: without a session one signs in, and staff have routes of their own', async () => {
    const { town, id } = await lateTown();
    const stranger = await register.anonymous.get('/en/case/more-time');
    expect([stranger.status, stranger.headers['location']]).toEqual([303, '/en/case']);
    expectProblem(await town.browser.get(`/api/v1/staff/reporting/${id}`), 401);
  });

  it.each(languages)('in %s the page is there', async (language) => {
    const { town } = await lateTown();
    const page = await form(town, language);
    expect(page).toContain(`action="/${language}/case/more-time"`);
    expect(page).not.toMatch(/moreTime\.|ownPlace\.reporting|\{date\}/);
  });
});

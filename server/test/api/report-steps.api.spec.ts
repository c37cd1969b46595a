import type {
  ReportingDto,
  ReportingRowsDto,
} from '../../src/workbench/reporting/reporting.dto.js';
import { registerAgreement } from '../../src/workbench/trail/register-agreement.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { joinedTown } from '../support/own-place.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { dayPasses, isDue, reports, sendsReport, writtenTo } from '../support/reporting.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const joins = () => joinedTown(register, staff);
const path = '/api/v1/staff/reporting';
const listed = async (show: string) =>
  (await staff.browser.get(`${path}?show=${show}`).expect(200)).body as ReportingRowsDto;
const names = async (show: string) => (await listed(show)).items.map(({ id }) => id);
const opened = async (id: string) =>
  (await staff.browser.get(`${path}/${id}`).expect(200)).body as ReportingDto;
const takes = (id: string, version: number, body: object) =>
  staff.browser.post(`${path}/${id}/steps`).set('If-Match', `"${version}"`).send(body);
const notes = (id: string, body: object) => staff.browser.post(`${path}/${id}/notes`).send(body);
const eventsOf = async (id: string) =>
  (
    await register.sql<{ action: string }>(
      `SELECT action FROM event WHERE subject_id = $1 AND action LIKE 'reporting.%' ORDER BY seq`,
      [id],
    )
  ).map(({ action }) => action);

describe('U24 whom to call', () => {
  it('lists who is late, the longest first, with telephone, what was sent and what was tried', async () => {
    const [late, silent, due] = [await joins(), await joins(), await joins()];
    await isDue(register, late.id, -40);
    await isDue(register, silent.id, -200);
    await isDue(register, due.id, -30);
    await dayPasses(register);
    const { items, totals } = await listed('to_call');
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [silent.id, 'silent'],
      [late.id, 'overdue'],
    ]);
    expect(totals.to_call).toBe(2);
    expect(items[1]).toMatchObject({
      names: { official: late.town.town },
      dueOn: dayFromToday(-40),
      reportedOn: null,
      contact: {
        name: late.town.endorsement.contact['name'],
        phone: late.town.endorsement.contact['phone'],
        email: late.town.email,
      },
      reminders: [{ number: 3, mailed: true }],
      steps: [],
    });
    const answer = await notes(late.id, { day: dayFromToday(-1), tried: 'Nobody answered.' });
    expect(answer.status).toBe(200);
    expect((await listed('to_call')).items[1]!.steps).toMatchObject([
      { action: 'note', day: dayFromToday(-1), reason: 'Nobody answered.', by: staff.name },
    ]);
    expect(await eventsOf(late.id)).toEqual(['reporting.note']);
    await sendsReport(register, silent.town, silent.id);
    expect(await names('to_call')).toEqual([late.id]);
  });

  it('entries without a contact are apart', async () => {
    const { id } = await joins();
    await isDue(register, id, -200);
    await register.sql(
      `UPDATE submission SET contact_email = NULL WHERE id = (SELECT endorsement_id FROM signatory
        WHERE id = $1)`,
      [id],
    );
    expect(await names('to_call')).not.toContain(id);
    const { items } = await listed('no_contact');
    expect(items.find((row) => row.id === id)).toMatchObject({ contact: null, state: 'silent' });
  });

  it('says what is missing in a note, and refuses what is unknown', async () => {
    const { id } = await joins();
    await changesNothing(register, async () => {
      const empty = await notes(id, { day: dayFromToday(2) });
      expect(fieldsOf(expectProblem(empty, 422))).toEqual(['/day isPastDate', '/tried isNotEmpty']);
      expectProblem(await staff.browser.get(`${path}?show=everybody`), 422);
      expectProblem(await staff.browser.get(`${path}?after=!`), 422);
      expectProblem(await staff.browser.get(`${path}/00000000-0000-4000-8000-000000000000`), 404);
    });
  });
});

describe('U24 steps about a report', () => {
  it('more time moves the due day, is told by mail, and the reminders begin anew', async () => {
    const { town, id } = await joins();
    await isDue(register, id, -40);
    await dayPasses(register);
    const { version, actions } = await opened(id);
    expect(actions).toEqual(['extend', 'excuse']);
    const until = dayFromToday(20);
    const refused = await changesNothing(register, () =>
      takes(id, version, { action: 'extend', until: dayFromToday(-50) }),
    );
    expect(fieldsOf(expectProblem(refused, 422))).toEqual([
      '/reason isNotEmpty',
      '/until isLaterDay',
    ]);
    const step = { action: 'extend', until, reason: 'The council changes in May.' };
    const granted = await takes(id, version, step);
    expect(granted.body).toMatchObject({ state: 'not_due', dueOn: until, version: version + 1 });
    expectProblem(await takes(id, version, step), 412, 'changed-meanwhile');
    await dayPasses(register);
    await dayPasses(register, until);
    expect(await writtenTo(register, town)).toEqual([
      'report_late',
      'report_extended',
      'report_due',
    ]);
    await register.drain();
    const mail = register.mailbox.newest(town.email, /More time/);
    expect(mail.text).toContain('The council changes in May.');
    expect(await eventsOf(id)).toEqual(['reporting.extend']);
    // A state of reporting is none of the signatory: the trail and the register still agree.
    expect(await registerAgreement((sql) => register.sql(sql))).toEqual([]);
    const words = await register.sql(
      `SELECT 1 FROM event WHERE details::text LIKE '%council changes%'`,
    );
    expect(words).toEqual([]);
  });

  it('an excuse holds for a year, and can be taken back: the report is due that day', async () => {
    const { town, id } = await joins();
    await isDue(register, id, -10);
    const { version } = await opened(id);
    const excused = await takes(id, version, { action: 'excuse', reason: 'A flood.' });
    expect(excused.body).toMatchObject({ state: 'excused', actions: ['extend', 'ask_again'] });
    await dayPasses(register, dayFromToday(300));
    expect(await writtenTo(register, town)).toEqual(['report_excused']);
    const again = { action: 'ask_again', reason: 'It was the neighbour.' };
    const asked = await takes(id, version + 1, again);
    expect(asked.body).toMatchObject({ state: 'due', dueOn: dayFromToday() });
    await dayPasses(register);
    expect(await writtenTo(register, town)).toEqual(['report_excused', 'report_due']);
    expect(await eventsOf(id)).toEqual(['reporting.excuse', 'reporting.ask_again']);
  });

  it('an accepted report counts at once, from whichever state, and an undone one does not', async () => {
    const { town, id } = await joins();
    await isDue(register, id, -200);
    await dayPasses(register);
    const reference = await sendsReport(register, town, id);
    const found = await staff.findsCase(reference);
    const accepted = await staff.decides(found, { verdict: 'approve' });
    expect((accepted.body as { undo: unknown }).undo).toBeDefined();
    expect(await opened(id)).toMatchObject({ state: 'reported', reportedOn: dayFromToday() });
    const [undo] = await register.sql<{ id: string }>(
      `SELECT id FROM undo WHERE staff_id = $1 ORDER BY until DESC LIMIT 1`,
      [staff.id],
    );
    expect((await staff.browser.post(`/api/v1/staff/undo/${undo!.id}`)).status).toBeLessThan(300);
    expect(await opened(id)).toMatchObject({ state: 'silent', reportedOn: null });
  });

  it.each([
    ['excuse', 'reported'],
    ['ask_again', 'due'],
    ['refuse', 'due'],
  ])('%s is refused when the state is %s', async (action, state) => {
    const { town, id } = await joins();
    await isDue(register, id, 0);
    if (state === 'reported') await reports(register, staff, town, id);
    const { version } = await opened(id);
    const answer = await changesNothing(register, () =>
      takes(id, version, { action, reason: 'Because.' }),
    );
    expectProblem(answer, 409, 'wrong-state');
  });

  it('what is kept in words goes with the person who is named', async () => {
    const { id } = await joins();
    await notes(id, { day: dayFromToday(), tried: 'Spoke to Hildegard Unverkennbar.' });
    const administrator = await Colleague.signsIn(register, 'administrator');
    const found = await administrator.browser
      .post('/api/v1/staff/persons/search')
      .send({ name: 'Hildegard Unverkennbar' });
    expect(JSON.stringify(found.body)).toContain('reporting_step');
  });
});

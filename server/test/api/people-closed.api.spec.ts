import { DataSource } from 'typeorm';
import { forgetUnanswered } from '../../src/joining/people/case-people.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { tokenIn } from '../support/mailbox.js';
import { accepts, joinedBy } from '../support/people.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { joinedTown } from '../support/own-place.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

async function draft(): Promise<Applicant> {
  const town = await Applicant.begins(register);
  await town.fillsIn();
  return town;
}
const personAt = async (email: string) =>
  (
    await register.sql<{ id: string; version: number }>(
      'SELECT id, version FROM case_person WHERE email = $1',
      [email],
    )
  )[0]!;
async function newestToken(email: string, subject: RegExp): Promise<string> {
  await register.drain();
  return tokenIn(register.mailbox.newest(email, subject));
}
describe('an invitation', () => {
  it('to support is not sent again while the draft is closed, and a queued mail goes with it', async () => {
    const town = await draft();
    await town.uploads();
    const email = 'asked@union.example';
    await town.browser
      .post('/en/case/supporter')
      .type('form')
      .send({ name: 'Adviser', email })
      .expect(200);
    await town.sends();
    await town.confirms();
    const { id } = await personAt(email);
    await changesNothing(register, () =>
      town.browser.post('/en/case/people/invitation').type('form').send({ person: id }).expect(409),
    );
    await town.browser
      .get('/en/case/people')
      .expect(200)
      .expect(({ text }) => expect(text).not.toContain('Send the invitation again'));
  });

  it('that nobody accepts is deleted after the period in the privacy notice', async () => {
    const { town } = await joinedTown(register, staff);
    const { email } = await joinedBy(register, town, 'reader', 'stays@town.example');
    await town.browser
      .post('/en/case/people')
      .type('form')
      .send({ name: 'Never Came', email: 'never@town.example', role: 'reader' })
      .expect(200);
    const { manager } = register.app.get(DataSource);
    await forgetUnanswered(manager);
    expect(await personAt('never@town.example')).toBeDefined();
    await register.sql(`UPDATE case_person SET invited_at = now() - interval '31 days'`);
    await register.sql(`UPDATE submission SET confirmed_at = now() - interval '31 days'`);
    await register.sql(
      `UPDATE submission_token SET expires_at = now() WHERE purpose = 'person_invitation'`,
    );
    await forgetUnanswered(manager);
    const names = await register.sql<{ name: string }>(
      `SELECT name FROM case_person WHERE name = 'Never Came' OR email = 'never@town.example'`,
    );
    expect(names).toEqual([]);
    expect(await personAt(email)).toBeDefined();
    await register.anonymous.get('/en/privacy').expect(200, /nobody accepts for 30\sdays/);
  });
});

it('a contact named by the Congress has to invite everyone again', async () => {
  const { town } = await joinedTown(register, staff);
  const { browser } = await joinedBy(register, town, 'lead');
  const [home] = await register.sql<{ id: string }>(
    'SELECT id FROM submission WHERE reference = $1',
    [town.reference],
  );
  await staff.browser
    .post(`/api/v1/staff/submissions/${home!.id}/next-contact`)
    .send({ name: 'Nora Next', email: 'nora@after.example', reason: 'The contact was dismissed.' })
    .expect(200);
  const token = await newestToken('nora@after.example', /Become the contact/);
  await register.anonymous.post('/api/v1/hand-overs').send({ token }).expect(200);
  expectProblem(await browser.get('/api/v1/submission'), 401);
  await register.drain();
  const { text } = register.mailbox.newest('nora@after.example', /You are now the contact/);
  expect(text).toContain('who takes part');
});

it('a supporter whose draft is closed begins an own one, and learns no name', async () => {
  const town = await draft();
  await town.uploads();
  await town.browser
    .post('/en/case/supporter')
    .type('form')
    .send({ name: 'Adviser', email: 'closed@union.example' })
    .expect(200);
  const adviser = await accepts(register, 'closed@union.example');
  await town.sends();
  const refused = await adviser.get('/en/endorse/tasks').set('Accept', 'text/html').expect(403);
  expect(refused.text).not.toContain(String(town.endorsement.contact['name']));
  expect(refused.text).toContain('Back to your own case');
  await adviser.get('/en/endorse').expect(200);
  await adviser.post('/en/case/members/back').expect(303);
  expectProblem(await adviser.get('/api/v1/submission'), 401);
});

it('an invitation withdrawn by a colleague names them in the trail', async () => {
  const town = await draft();
  await town.uploads();
  await town.sends();
  await town.confirms();
  const { browser, email } = await joinedBy(register, town, 'lead');
  const { id } = await personAt(email);
  await browser.post('/api/v1/submission/withdrawal').expect(204);
  const [event] = await register.sql<{ details: { by?: string } }>(
    `SELECT details FROM event WHERE action = 'submission.withdraw' ORDER BY seq DESC LIMIT 1`,
  );
  expect(event!.details.by).toBe(id);
});

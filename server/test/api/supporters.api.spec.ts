import { rolesFor } from '../../src/joining/submissions/case-actions.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { tokenIn } from '../support/mailbox.js';
import { accepts } from '../support/people.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
let association: Applicant;
let publicId: string;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  association = await Applicant.endorses(register, { authority: { kind: 'association' } });
  ({ publicId } = await staff.approvesAndPublishes(association.reference));
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** The association comes back by a mailed link. */
async function signsIn(): Promise<void> {
  const { reference, email, browser } = association;
  await register.sql(`DELETE FROM outbox WHERE recipient = $1`, [email]);
  await register.anonymous.post('/api/v1/case-links').send({ reference, email }).expect(202);
  await register.drain();
  const token = tokenIn(register.mailbox.newest(email, /sign-in link/));
  await browser.post('/api/v1/case-sessions').send({ token }).expect(200);
}

async function draft(): Promise<Applicant> {
  const town = await Applicant.begins(register);
  await town.fillsIn();
  return town;
}
const asks = (town: Applicant, fields: object) =>
  town.browser.post('/en/case/supporter').type('form').send(fields);
const personOf = async (town: Applicant) =>
  (
    await register.sql<{ id: string; version: number; accepted_at: Date | null }>(
      `SELECT p.id, p.version, p.accepted_at FROM case_person p
       JOIN submission s ON s.id = p.submission_id WHERE s.reference = $1`,
      [town.reference],
    )
  )[0]!;
const opens = (person: string) =>
  association.browser.post('/en/case/members').type('form').send({ person });

it('an association sees a draft of a member when the member says so, fills it in, never sends', async () => {
  const town = await draft();
  await town.uploads();
  const page = (await association.browser.get('/en/case').expect(200)).text;
  expect(page).not.toContain(town.town);
  await town.browser.get('/en/case/supporter').expect(200, new RegExp(association.town));
  const answer = await asks(town, { association: publicId }).expect(200);
  expect(answer.text).toContain(`We have sent an invitation to ${association.town}`);
  expect(answer.text).not.toContain(association.email);
  await register.drain();
  const mail = register.mailbox.newest(association.email, /asks you to help/);
  expect(mail.text).toContain('Only the authority can send it.');

  const { id } = await personOf(town);
  await association.browser.get('/en/case').expect(200, new RegExp(town.town));
  await opens(id).expect(303);
  const { version, role } = (await association.browser.get('/api/v1/submission').expect(200))
    .body as { version: number; role: string };
  expect(role).toBe('supporter');
  await association.browser.get('/en/endorse/tasks').expect(200, /Back to your own case/);
  await association.browser
    .put('/api/v1/submission/sections/signer')
    .set('If-Match', `"${version}"`)
    .send(town.endorsement.signer)
    .expect(200);
  await town.browser
    .get('/en/endorse/signer')
    .expect(200, new RegExp(`Last changed by ${association.town}`));

  await changesNothing(register, async () => {
    const { browser } = association;
    expectProblem(await browser.post('/api/v1/submission/sending'), 403, 'not-your-role');
    await browser.post('/en/endorse/check').type('form').send({ version: '9' }).expect(403);
    await browser.post('/api/v1/submission/withdrawal').expect(403);
    await browser.post('/api/v1/submission/draft-links').send({ email: 'a@b.example' }).expect(403);
    await browser
      .get('/en/case')
      .set('Accept', 'text/html')
      .expect(403, /Only the authority can send it/);
    await browser.get('/api/v1/submission/personal-data').expect(403);
  });
  expect(rolesFor.send).not.toContain('supporter');

  await association.browser.post('/en/case/members/back').expect(303);
  await association.browser.get('/en/case').expect(200, new RegExp(association.reference));
});

it('consent that is withdrawn ends it at once', async () => {
  const town = await draft();
  await asks(town, { association: publicId }).expect(200);
  const { id } = await personOf(town);
  await opens(id).expect(303);
  const { version } = await personOf(town);
  await town.browser
    .post('/en/case/people/removal')
    .type('form')
    .send({ person: id, version: String(version) })
    .expect(303);
  expectProblem(await association.browser.get('/api/v1/submission'), 401);
  await association.browser.post('/en/case/members/back').expect(303);
  await signsIn();
  const page = (await association.browser.get('/en/case').expect(200)).text;
  expect(page).not.toContain(town.town);
  await changesNothing(register, () => opens(id).expect(404));
});

it('what is sent is out of reach, and the proven contact asks again', async () => {
  const town = await draft();
  await town.uploads();
  await asks(town, { name: 'Adviser', email: 'adviser@union.example' }).expect(200);
  const adviser = await accepts(register, 'adviser@union.example');
  await adviser.get('/en/endorse/tasks').expect(200, /preparing this draft/);
  await town.sends();
  expectProblem(await adviser.get('/api/v1/submission'), 403, 'not-your-role');
  await town.confirms();
  expectProblem(await adviser.get('/api/v1/submission'), 401);
  await changesNothing(register, () =>
    asks(town, { name: 'Other', email: 'other@union.example' }).expect(409),
  );
});

it('nobody but an association on the register is offered, and no draft of others opens', async () => {
  const [town, other] = [await draft(), await draft()];
  await changesNothing(register, async () => {
    await asks(town, { association: 'CCCCCCCC' }).expect(422);
    await asks(town, { association: '', name: '', email: '' }).expect(422, /Enter the full name/);
  });
  await asks(town, { association: publicId }).expect(200);
  const { id } = await personOf(town);
  await changesNothing(register, async () => {
    await other.browser.post('/en/case/members').type('form').send({ person: id }).expect(404);
    await opens('nonsense').expect(404);
  });
});

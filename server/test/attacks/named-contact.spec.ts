import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { tokenIn } from '../support/mailbox.js';
import { begins, saves, sends } from '../support/own-place.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { publicRows, publishedByTwo, threeColleagues } from '../support/two-colleagues.js';

let register: TestApp;
let staff: Colleague;
let other: Colleague;
beforeAll(async () => {
  register = await startApp({ fourEyes: true });
  ({ staff, other } = await threeColleagues(register));
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

describe('TR16 a colleague who names the contact of a town', () => {
  it('does not approve what that contact changes, nor what the next one does', async () => {
    const { town, home } = await publishedTown();
    await names(staff, home, 'mine@private.example').expect(200);
    await acceptsAs(town, 'mine@private.example');
    const first = await amendmentOf(town, 'Changed alone');
    await expectOwn(first);
    await other.approves(first);

    const handOver = { name: 'Second Mailbox', email: 'second@private.example' };
    await town.browser.post('/api/v1/submission/hand-overs').send(handOver).expect(202);
    await acceptsAs(town, 'second@private.example');
    const before = await publicRows(register);
    const second = await amendmentOf(town, 'Changed alone again');
    await expectOwn(second);
    expect(await publicRows(register)).toEqual(before);
    await other.approves(second);
    expect(await publicRows(register)).not.toEqual(before);
    const { body } = await other.browser.get(`/api/v1/staff/submissions/${home}/people`);
    expect(body).toMatchObject({ contact: 'Second Mailbox', contactNamedBy: staff.name });
  });

  it('does not approve it either after another colleague named the next contact', async () => {
    const { town, home } = await publishedTown();
    await names(staff, home, 'mine@early.example').expect(200);
    await acceptsAs(town, 'mine@early.example');
    const pending = await amendmentOf(town, 'Changed early');
    await names(other, home, 'right@early.example').expect(200);
    await acceptsAs(town, 'right@early.example');
    await expectOwn(pending);
    await other.approves(pending);
    const later = await amendmentOf(town, 'Changed later');
    await staff.approves(later);
  });

  it('approves again what a contact sends whom another colleague named', async () => {
    const { town, home } = await publishedTown();
    await names(staff, home, 'first@named.example').expect(200);
    await acceptsAs(town, 'first@named.example');
    await names(other, home, 'second@named.example').expect(200);
    await acceptsAs(town, 'second@named.example');
    const reference = await amendmentOf(town, 'Seen by two');
    const found = await other.findsCase(reference);
    expect(found).toMatchObject({ ownContact: true });
    await staff.approves(reference);
  });

  it('names nobody with an account that nobody has vouched for, and no colleague', async () => {
    const { home } = await publishedTown();
    const puppet = await Colleague.signsIn(register, 'reviewer');
    await register.sql('UPDATE staff SET roles_by = $1, vouched_at = NULL WHERE id = $2', [
      staff.id,
      puppet.id,
    ]);
    await changesNothing(register, async () => {
      const refused = await names(puppet, home, 'puppet@private.example');
      expectProblem(refused, 403, 'account-not-vouched');
      const own = other.email.replace('@', '+town@').toUpperCase();
      expectProblem(await names(staff, home, own), 409, 'contact-is-colleague');
    });
  });
});

async function publishedTown(): Promise<{ town: Applicant; home: string }> {
  const town = await Applicant.endorses(register);
  const id = await publishedByTwo(register, other, staff, town);
  const [row] = await register.sql<{ home: string }>(
    'SELECT endorsement_id AS home FROM signatory WHERE id = $1',
    [id],
  );
  return { town, home: row!.home };
}

const names = (who: Colleague, home: string, email: string) =>
  who.browser
    .post(`/api/v1/staff/submissions/${home}/next-contact`)
    .send({ name: 'Private Mailbox', email, reason: 'Called the town.' });

/** The person who was asked accepts, and acts for the town from now on. */
async function acceptsAs(town: { browser: Agent }, email: string): Promise<void> {
  await register.drain();
  const token = tokenIn(register.mailbox.newest(email, /Become the contact/));
  town.browser = register.browser();
  await town.browser.post('/api/v1/hand-overs').send({ token }).expect(200);
}

/** @returns the reference of an amendment that the contact sends. */
async function amendmentOf(town: Applicant, nameEn: string): Promise<string> {
  const { answers } = await begins(town, 'amendment');
  await saves(town, 'authority', { ...answers.authority, nameEn }).expect(200);
  return (await sends(town)).reference;
}

async function expectOwn(reference: string): Promise<void> {
  const found: CaseDto = await staff.findsCase(reference);
  expect(found).toMatchObject({ ownContact: true });
  expect(found.actions).not.toContain('approve');
  await staff.opensDocuments(found);
  await changesNothing(register, async () =>
    expectProblem(
      await staff.decides(found, { verdict: 'approve', duplicatesCompared: true }),
      403,
      'own-contact',
    ),
  );
}

import { startApp, type Agent, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { tokenIn } from '../support/mailbox.js';
import { accepts, joinedBy } from '../support/people.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { joinedTown } from '../support/own-place.js';

/** Permissions end with the role, and so do pending requests. */
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
async function posts(browser: Agent, path: string, email: string, more: object = {}) {
  const { id, version } = await personAt(email);
  await browser
    .post(`/en/case/people/${path}`)
    .type('form')
    .send({ person: id, version: String(version), ...more })
    .expect(303);
}
const removes = (browser: Agent, email: string) => posts(browser, 'removal', email);
async function newestToken(email: string, subject: RegExp): Promise<string> {
  await register.drain();
  return tokenIn(register.mailbox.newest(email, subject));
}
const stateOf = async (town: Applicant) =>
  (
    await register.sql<{ contact_email: string; resume_email: string | null }>(
      'SELECT contact_email, resume_email FROM submission WHERE reference = $1',
      [town.reference],
    )
  )[0]!;

describe('a link to go on later that a lead asks for', () => {
  it('is their own, goes to their own address, and ends with their role', async () => {
    const town = await draft();
    const { browser, email, name } = await joinedBy(register, town, 'lead');
    await browser.get('/en/endorse/later').expect(200, new RegExp(email));
    const other = 'lead.private@elsewhere.example';
    await browser
      .post('/en/endorse/later')
      .type('form')
      .send({ email: other })
      .expect(200, new RegExp(email));
    const token = await newestToken(email, /draft|endorsement|Continue/i);
    expect(register.mailbox.of(other)).toEqual([]);
    expect((await stateOf(town)).resume_email).toBeNull();

    const second = register.browser();
    await second.post('/api/v1/draft-sessions').send({ token }).expect(200);
    await second.get('/en/case/people').expect(200, /Stop taking part|stop taking part/);
    const { version } = (await second.get('/api/v1/submission')).body as { version: number };
    const saved = await second
      .put('/api/v1/submission/sections/signer')
      .set('If-Match', `"${version}"`)
      .send({ ...town.endorsement.signer, office: 'Deputy mayor' })
      .expect(200);
    const { changes } = saved.body as { changes: { section: string; by: string }[] };
    expect(changes.find(({ section }) => section === 'signer')?.by).toBe(name);

    await removes(town.browser, email);
    expectProblem(await second.get('/api/v1/submission'), 401);
    await changesNothing(register, async () =>
      expectProblem(await register.browser().post('/api/v1/draft-sessions').send({ token }), 410),
    );
  });
});

describe('a hand-over that a lead asked for', () => {
  const ends: [string, (town: Applicant, email: string) => Promise<void>][] = [
    ['is removed', (town, email) => removes(town.browser, email)],
    ['reads only', (town, email) => posts(town.browser, 'role', email, { role: 'reader' })],
  ];
  it.each(ends)('ends when the lead %s', async (_, end) => {
    const { town } = await joinedTown(register, staff);
    const { browser, email } = await joinedBy(register, town, 'lead');
    const wanted = { name: 'B. Private', email: 'b@private.example' };
    await register.sql(`DELETE FROM outbox WHERE recipient = $1`, [wanted.email]);
    await browser.post('/api/v1/submission/hand-overs').send(wanted).expect(202);
    const token = await newestToken(wanted.email, /Become the contact/);
    await end(town, email);
    const { body } = await town.browser.get('/api/v1/submission/hand-overs').expect(200);
    expect(body).toEqual({ pending: null });
    await changesNothing(register, async () =>
      expectProblem(await register.anonymous.post('/api/v1/hand-overs').send({ token }), 410),
    );
    expect((await stateOf(town)).contact_email).toBe(town.email.toLowerCase());
  });

  it('does not outlive a lead who is gone by another way', async () => {
    const { town } = await joinedTown(register, staff);
    const { browser, email } = await joinedBy(register, town, 'lead');
    const wanted = { name: 'C. Private', email: 'c@private.example' };
    await browser.post('/api/v1/submission/hand-overs').send(wanted).expect(202);
    const token = await newestToken(wanted.email, /Become the contact/);
    await register.sql('DELETE FROM case_person WHERE email = $1', [email]);
    expectProblem(await register.anonymous.post('/api/v1/hand-overs').send({ token }), 410);
  });
});

it('a mailed link opens nothing to a supporter once it is sent', async () => {
  const town = await draft();
  await town.uploads();
  const { email } = await joinedBy(register, town, 'reader', 'adviser@union.example');
  await town.sends();
  await town.confirms();
  await register.sql(
    `UPDATE case_person SET role = 'supporter', accepted_at = now() WHERE email = $1`,
    [email],
  );
  const asks = () => register.anonymous.post('/api/v1/case-links').send({ email }).expect(202);
  const links = async () => {
    await register.drain();
    return register.mailbox.of(email).filter(({ subject }) => /sign-in link/.test(subject));
  };
  await asks();
  expect(await links()).toEqual([]);

  const be = (state: string) =>
    register.sql(`UPDATE submission SET state = $2 WHERE reference = $1`, [town.reference, state]);
  await be('changes_requested');
  await asks();
  const token = tokenIn((await links())[0]!);
  await be('waiting');
  await changesNothing(register, async () => {
    const refused = await register.anonymous.post('/api/v1/case-sessions').send({ token });
    expectProblem(refused, 403, 'not-your-role');
    expect(refused.text).not.toContain(town.email);
  });
  await be('changes_requested');
  await register.anonymous.post('/api/v1/case-sessions').send({ token }).expect(200);
});

it('a colleague who knows reference and signer cannot redirect the proof to another address', async () => {
  const town = await draft();
  await town.uploads();
  const { email: reader } = await joinedBy(register, town, 'reader');
  await town.sends();
  const correction = {
    reference: town.reference,
    signer: String(town.endorsement.signer['name']),
    email: reader,
  };
  await register.anonymous.post('/api/v1/address-corrections').send(correction).expect(202);
  expect((await stateOf(town)).contact_email).toBe(town.email.toLowerCase());
  await removes(town.browser, reader);
  await register.anonymous.post('/api/v1/address-corrections').send(correction).expect(202);
  expect((await stateOf(town)).contact_email).toBe(town.email.toLowerCase());
  await town.browser
    .put('/api/v1/submission/address')
    .send({ email: 'right@town.example' })
    .expect(200);
  expect((await stateOf(town)).contact_email).toBe('right@town.example');
});

describe("in a member's draft, for whom the association lets in", () => {
  let association: Applicant;
  let publicId: string;
  beforeEach(async () => {
    association = await Applicant.endorses(register, { authority: { kind: 'association' } });
    ({ publicId } = await staff.approvesAndPublishes(association.reference));
  });

  async function opened(browser: Agent): Promise<Applicant> {
    const member = await draft();
    await member.browser
      .post('/en/case/supporter')
      .type('form')
      .send({ association: publicId })
      .expect(200);
    const [person] = await register.sql<{ id: string }>(
      `SELECT p.id FROM case_person p JOIN submission s ON s.id = p.submission_id
       WHERE s.reference = $1`,
      [member.reference],
    );
    await browser.post('/en/case/members').type('form').send({ person: person!.id }).expect(303);
    const { body } = await browser.get('/api/v1/submission').expect(200);
    expect(body).toMatchObject({ reference: member.reference, role: 'supporter' });
    return member;
  }
  const isOut = async (browser: Agent, town: Applicant) =>
    changesNothing(register, async () => {
      expectProblem(await browser.get('/api/v1/submission'), 401);
      const section = browser.put('/api/v1/submission/sections/signer').set('If-Match', '"1"');
      expectProblem(await section.send(town.endorsement.signer), 401);
      await browser.post('/en/case/people/leaving').expect(303);
    });

  it('nothing is open after the association removed them, or lets them read only', async () => {
    for (const end of ['removal', 'role']) {
      const { browser, email } = await joinedBy(
        register,
        association,
        'contributor',
        `${end}@a.example`,
      );
      const member = await opened(browser);
      await posts(association.browser, end, email, { role: 'reader' });
      await isOut(browser, member);
    }
  });

  it('nothing is open to the former contact after a take-over', async () => {
    const { browser } = await joinedBy(register, association, 'lead');
    const member = await opened(association.browser);
    await browser.post('/en/case/people/taking-over').expect(303);
    await isOut(association.browser, member);
  });

  it('nothing is open by the mailed link, either, nor once the association has left', async () => {
    const byMail = async () => {
      const member = await draft();
      await member.browser
        .post('/en/case/supporter')
        .type('form')
        .send({ association: publicId })
        .expect(200);
      return { member, browser: await accepts(register, association.email) };
    };
    const { member, browser } = await byMail();
    await browser.get('/api/v1/submission').expect(200);
    const set = (state: string) =>
      register.sql('UPDATE signatory SET state = $2 WHERE public_id = $1', [publicId, state]);
    await set('withdrawn');
    await isOut(browser, member);
    await set('published');
    await browser.get('/api/v1/submission').expect(200);
    const lead = await joinedBy(register, association, 'lead');
    await lead.browser.post('/en/case/people/taking-over').expect(303);
    await isOut(browser, member);
  });
});

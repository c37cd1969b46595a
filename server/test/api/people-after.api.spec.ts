import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { invites, joinedBy } from '../support/people.js';
import { tokenIn } from '../support/mailbox.js';
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

const rows = () =>
  register.sql<{ id: string; name: string; email: string; role: string; version: number }>(
    'SELECT id, name, email, role, version FROM case_person ORDER BY invited_at, id',
  );
const one = async (email: string) => (await rows()).find((row) => row.email === email)!;

async function draft(): Promise<Applicant> {
  const town = await Applicant.begins(register);
  await town.fillsIn();
  return town;
}

describe('when the contact leaves', () => {
  it('another lead takes over with one click; the former one is informed and erased', async () => {
    const { town } = await joinedTown(register, staff);
    const { browser, email, name } = await joinedBy(register, town, 'lead');
    const other = await joinedBy(register, town, 'contributor');
    await browser.get('/en/case/people').expect(200, /Take over as the contact/);
    await changesNothing(register, () =>
      other.browser.post('/en/case/people/taking-over').set('Accept', 'text/html').expect(403),
    );
    await browser.post('/en/case/people/taking-over').expect(303);
    expectProblem(await town.browser.get('/api/v1/submission'), 401);
    const { answers, role } = (await browser.get('/api/v1/submission').expect(200)).body as {
      answers: { contact: object };
      role: string;
    };
    expect({ contact: answers.contact, role }).toEqual({ contact: { name, email }, role: 'lead' });
    expect(await one(email)).toBeUndefined();
    await other.browser.get('/en/case').expect(200);
    await register.drain();
    expect(register.mailbox.newest(town.email, /has changed/).text).toContain(name);
    expect(register.mailbox.newest(email, /You are now the contact/)).toBeDefined();
    const [row] = await register.sql<{ all: string }>(
      `SELECT string_agg(s::text, ' ') AS all FROM submission s WHERE reference = $1`,
      [town.reference],
    );
    expect(row!.all).not.toContain(town.email);
    const { changes } = (await browser.get('/api/v1/submission').expect(200)).body as {
      changes: { section: string; by: string | null }[];
    };
    expect(changes.find(({ section }) => section === 'signer')?.by).toBeNull();
  });

  it('the contact presses in vain; a draft is not taken over', async () => {
    const town = await draft();
    const { browser } = await joinedBy(register, town, 'lead');
    await changesNothing(register, async () => {
      await town.browser.post('/en/case/people/taking-over').expect(303);
      await browser.post('/en/case/people/taking-over').expect(409);
    });
  });

  it('staff name the next contact after a check; the present one is told, the next one proves', async () => {
    const { town } = await joinedTown(register, staff);
    const [home] = await register.sql<{ id: string }>(
      'SELECT id FROM submission WHERE reference = $1',
      [town.reference],
    );
    const path = `/api/v1/staff/submissions/${home!.id}`;
    const wanted = { name: 'Nora Next', email: 'Nora@next.example', reason: 'Called the town.' };
    await changesNothing(register, async () => {
      const { reason: _, ...without } = wanted;
      expectProblem(await staff.browser.post(`${path}/next-contact`).send(without), 422);
    });
    const named = await staff.browser.post(`${path}/next-contact`).send(wanted).expect(200);
    expect(named.body).toMatchObject({
      pending: { name: 'Nora Next', email: 'nora@next.example' },
    });
    await register.drain();
    expect(register.mailbox.newest(town.email, /has been asked to become/).text).toContain(
      'Nora Next (nora@next.example)',
    );
    await town.browser.get('/api/v1/submission').expect(200);
    const notes = await staff.browser.get(`${path}/notes`).expect(200);
    expect(JSON.stringify(notes.body)).toContain('Called the town.');
    const events = await register.sql<{ actor: string; details: object }>(
      `SELECT actor_kind AS actor, details FROM event WHERE action = 'contact.named_by_staff'`,
    );
    expect(events).toEqual([{ actor: 'staff', details: {} }]);

    const token = tokenIn(register.mailbox.newest('nora@next.example', /Become the contact/));
    await register.anonymous.post('/api/v1/hand-overs').send({ token }).expect(200);
    expectProblem(await town.browser.get('/api/v1/submission'), 401);
    const { body } = await staff.browser.get(`${path}/people`).expect(200);
    expect(body).toMatchObject({ contact: 'Nora Next', isSent: true, sentBy: null, pending: null });
  });

  it('staff see who takes part and who sent it, and nothing of a draft', async () => {
    const town = await draft();
    await town.uploads();
    const [unsent] = await register.sql<{ id: string }>(
      'SELECT id FROM submission WHERE reference = $1',
      [town.reference],
    );
    const people = () => staff.browser.get(`/api/v1/staff/submissions/${unsent!.id}/people`);
    expectProblem(await people(), 404);
    const { browser, name } = await joinedBy(register, town, 'sender');
    await browser.post('/api/v1/submission/sending').expect(200);
    await town.confirms();
    const { body } = await people().expect(200);
    expect(body).toMatchObject({ sentBy: name, people: [{ name, role: 'sender' }] });
    expect(body).toMatchObject({
      changes: expect.arrayContaining([
        expect.objectContaining({ section: 'signer', by: town.endorsement.contact['name'] }),
      ]) as unknown,
    });
  });
});

describe('personal data', () => {
  it('people are in the copy of the case, and go with it', async () => {
    const town = await draft();
    const { email, name } = await joinedBy(register, town, 'reader');
    const copy = (await town.browser.get('/api/v1/submission/personal-data').expect(200)).body as {
      people: object[];
    };
    expect(copy.people).toMatchObject([{ name, email, role: 'reader' }]);
    await town.browser.post('/api/v1/submission/erasure').expect(204);
    expect(await one(email)).toBeUndefined();
    expect(JSON.stringify(await rows())).not.toContain(name);
  });

  it('are found by name and address, and erased for the person who asks', async () => {
    const { town } = await joinedTown(register, staff);
    const { browser, email, name } = await joinedBy(register, town, 'reader', 'ask@erase.example');
    const admin = await Colleague.signsIn(register, 'administrator');
    const found = await admin.browser.post('/api/v1/staff/persons/search').send({ email, name });
    expect(JSON.stringify(found.body)).toContain('case_person');
    await register.sql(`DELETE FROM outbox WHERE recipient = $1`, [email]);
    await admin.browser.post('/api/v1/staff/persons/erasure').send({ email }).expect(200);
    expect(await one(email)).toBeUndefined();
    expectProblem(await browser.get('/api/v1/submission'), 401);
    await town.browser.get('/en/case').expect(200);
  });
});

describe('a lost link', () => {
  const asks = (email: string, reference?: string) =>
    register.anonymous
      .post('/api/v1/case-links')
      .send({ email, ...(reference ? { reference } : {}) })
      .expect(202);
  const linksOf = async (email: string) => {
    await register.drain();
    return register.mailbox.of(email).filter(({ subject }) => /sign-in link/.test(subject));
  };

  it('comes back by the address, for every role that it has, and tells strangers nothing', async () => {
    const { town } = await joinedTown(register, staff);
    const other = await draft();
    const email = 'lost@town.example';
    await joinedBy(register, town, 'reader', email);
    await joinedBy(register, other, 'contributor', email);
    const [known, unknown] = [await asks(email), await asks('nobody@town.example')];
    expect(known.text).toBe(unknown.text);
    const mails = await linksOf(email);
    expect(mails).toHaveLength(2);
    const roles: string[] = [];
    for (const mail of mails) {
      const browser = register.browser();
      const token = tokenIn(mail);
      await browser.post('/api/v1/case-sessions').send({ token }).expect(200);
      roles.push(((await browser.get('/api/v1/submission')).body as { role: string }).role);
      expectProblem(await browser.post('/api/v1/case-sessions').send({ token }), 410);
    }
    expect(roles.sort()).toEqual(['contributor', 'reader']);
    expect(await linksOf('nobody@town.example')).toEqual([]);
  });

  it('is found by the reference too, but not sent to people who were removed or did not accept', async () => {
    const { town } = await joinedTown(register, staff);
    const { email, browser } = await joinedBy(register, town, 'reader');
    await asks(email, town.reference);
    expect(await linksOf(email)).toHaveLength(1);
    await invites(town.browser, 'Waits', 'waits@lost.example', 'reader').expect(200);
    await browser.post('/en/case/people/leaving').expect(303);
    for (const address of [email, 'waits@lost.example']) await asks(address, town.reference);
    expect(await linksOf(email)).toHaveLength(1);
    expect(await linksOf('waits@lost.example')).toEqual([]);
  });
});

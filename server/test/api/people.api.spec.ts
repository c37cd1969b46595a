import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { accepts, invitationTo, invites, joinedBy } from '../support/people.js';
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

describe('an invitation', () => {
  it('opens nothing until its button is pressed, works once, and says who asks for what', async () => {
    const town = await draft();
    await invites(town.browser, 'Carla Contributor', 'Carla@Town.example', 'contributor')
      .expect(200)
      .expect(/We have sent an invitation to Carla Contributor/);
    const token = await invitationTo(register, 'carla@town.example');
    const { text, subject } = register.mailbox.newest('carla@town.example', /invites you/);
    expect(subject).toContain(town.town);
    expect(text).toContain(String(town.endorsement.contact['name']));
    expect(text).toContain('A contributor can fill in the sections');
    await changesNothing(register, async () => {
      const page = await register.anonymous.get(`/en/taking-part?token=${token}`).expect(200);
      // Its button sends what the link brought.
      expect(page.text).toContain(`value="${token}"`);
      expectProblem(await register.anonymous.post('/api/v1/draft-sessions').send({ token }), 410);
      expectProblem(await register.anonymous.post('/api/v1/hand-overs').send({ token }), 410);
    });
    const carla = await accepts(register, 'carla@town.example');
    await carla.get('/en/endorse/tasks').expect(200);
    await register.browser().post('/en/taking-part').type('form').send({ token }).expect(410);
  });

  it('names the sender, so the contact and the authority are required', async () => {
    const town = await Applicant.begins(register);
    await changesNothing(register, () =>
      invites(town.browser, 'Carla Early', 'early@town.example', 'reader')
        .expect(409)
        .expect(/Fill in the sections on the authority and on the contact first/),
    );
  });

  it('is refused for the contact and for people who already take part, and reports each wrong field', async () => {
    const town = await draft();
    await joinedBy(register, town, 'reader', 'twice@town.example');
    await changesNothing(register, async () => {
      for (const email of ['twice@town.example', town.email])
        await invites(town.browser, 'Twice', email, 'lead').expect(422, /already takes part/);
      await invites(town.browser, '', 'no address', 'reader').expect(422, /Enter the full name/);
      await town.browser
        .post('/en/case/people')
        .type('form')
        .send({ name: 'Su Porter', email: 'su@town.example', role: 'supporter' })
        .expect(422);
    });
  });

  it('is withdrawn with its mail and its link', async () => {
    const town = await draft();
    await invites(town.browser, 'Wanda', 'wanda@town.example', 'lead').expect(200);
    const token = await invitationTo(register, 'wanda@town.example');
    const { id, version } = await one('wanda@town.example');
    await town.browser
      .post('/en/case/people/removal')
      .type('form')
      .send({ person: id, version: String(version) })
      .expect(303);
    await register.browser().post('/en/taking-part').type('form').send({ token }).expect(410);
    await register.drain();
    const mails = register.mailbox.of('wanda@town.example').map(({ subject }) => subject);
    expect(mails).toHaveLength(1);
  });

  it('ends when the address of the contact is proven: the proven contact asks again', async () => {
    const town = await draft();
    const { browser } = await joinedBy(register, town, 'lead', 'before@town.example');
    await invites(town.browser, 'Waits', 'waits@town.example', 'lead').expect(200);
    const waiting = await invitationTo(register, 'waits@town.example');
    await town.uploads();
    await town.sends();
    await browser.get('/en/case/people').expect(200);
    await town.confirms();
    expectProblem(await browser.get('/api/v1/submission'), 401);
    await register
      .browser()
      .post('/en/taking-part')
      .type('form')
      .send({ token: waiting })
      .expect(410);
    const { id } = await one('before@town.example');
    await town.browser
      .get('/en/case/people')
      .expect(200, /has to invite everyone who worked on the draft again/);
    await town.browser
      .post('/en/case/people/invitation')
      .type('form')
      .send({ person: id })
      .expect(303);
    const again = await accepts(register, 'before@town.example');
    await again.get('/en/case').expect(200);
  });
});

describe('people of a case', () => {
  it('a role changes by what was seen, and holds at once', async () => {
    const { town } = await joinedTown(register, staff);
    const { browser, email } = await joinedBy(register, town, 'reader');
    await browser.get('/en/case/message').expect(403, /Your role does not include this/);
    const { id, version } = await one(email);
    const changes = (seen: number, role: string) =>
      town.browser
        .post('/en/case/people/role')
        .type('form')
        .send({ person: id, role, version: String(seen) });
    await changes(version, 'contributor').expect(303);
    await browser.get('/en/case/message').expect(200);
    await changesNothing(register, () =>
      changes(version, 'lead').expect(412, /changed in another window or by someone else/),
    );
    await changesNothing(register, () => changes(version + 1, 'supporter').expect(422));
  });

  it('a removed person loses access at once, is informed, and stays named beside their changes', async () => {
    const town = await draft();
    const { browser, email, name } = await joinedBy(register, town, 'contributor');
    const { version: seen } = (await browser.get('/api/v1/submission').expect(200)).body as {
      version: number;
    };
    await browser
      .put('/api/v1/submission/sections/signer')
      .set('If-Match', `"${seen}"`)
      .send({ ...town.endorsement.signer, office: 'Deputy mayor' })
      .expect(200);
    const { id, version } = await one(email);
    await town.browser
      .post('/en/case/people/removal')
      .type('form')
      .send({ person: id, version: String(version) })
      .expect(303);
    expectProblem(await browser.get('/api/v1/submission'), 401);
    await register.drain();
    expect(register.mailbox.newest(email, /no longer take part/).text).toContain(town.town);
    const { changes } = (await town.browser.get('/api/v1/submission').expect(200)).body as {
      changes: { section: string; by: string }[];
    };
    expect(changes.find(({ section }) => section === 'signer')?.by).toBe(name);
    expect(changes.find(({ section }) => section === 'contact')?.by).toBe(
      town.endorsement.contact['name'],
    );
    await town.browser.get('/en/endorse/signer').expect(200, new RegExp(`Last changed by ${name}`));
    expect(JSON.stringify(await rows())).not.toContain(email);
  });

  it('a person who leaves loses access; the people of another case cannot be changed', async () => {
    const [town, other] = [await draft(), await draft()];
    const { browser, email } = await joinedBy(register, town, 'lead');
    const { id, version } = await one(email);
    await changesNothing(register, async () => {
      for (const path of ['role', 'removal', 'invitation'])
        await other.browser
          .post(`/en/case/people/${path}`)
          .type('form')
          .send({ person: id, version: String(version), role: 'reader' })
          .expect(404);
    });
    await browser.post('/en/case/people/leaving').expect(303);
    await browser.get('/en/endorse/tasks').expect(303);
    await town.browser.post('/en/case/people/leaving').expect(303);
    await town.browser.get('/en/endorse/tasks').expect(200);
  });

  it('addresses are for leads; everybody sees names, roles and since when', async () => {
    const town = await draft();
    const reader = await joinedBy(register, town, 'reader');
    const page = (await reader.browser.get('/en/case/people').expect(200)).text;
    expect(page).toContain(reader.name);
    expect(page).toContain('Takes part since');
    expect(page).not.toContain(reader.email);
    expect(page).not.toContain(town.email);
    expect(page).not.toContain('Invite a colleague');
    expect((await town.browser.get('/en/case/people').expect(200)).text).toContain(reader.email);
  });

  it('a sent case says who sent it', async () => {
    const town = await draft();
    await town.uploads();
    const { browser, email } = await joinedBy(register, town, 'sender');
    await browser.post('/api/v1/submission/sending').expect(200);
    const { id } = await one(email);
    const [sent] = await register.sql<{ sent_by: string }>(
      'SELECT sent_by FROM submission WHERE reference = $1',
      [town.reference],
    );
    expect(sent!.sent_by).toBe(id);
  });
});

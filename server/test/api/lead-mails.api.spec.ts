import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { tokenIn } from '../support/mailbox.js';
import { joinedTown } from '../support/own-place.js';
import { invites, joinedBy } from '../support/people.js';
import { dayPasses, isDue } from '../support/reporting.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** Who is written to in one of these words about a town's case and what followed it, sorted. */
async function told(town: Applicant, template: string): Promise<string[]> {
  const rows = await register.sql<{ recipient: string }>(
    `SELECT o.recipient FROM outbox o JOIN submission s ON s.id = o.submission_id
     LEFT JOIN submission home ON home.id = s.parent_id
     WHERE $1 IN (s.reference, home.reference) AND o.template = $2 ORDER BY o.recipient`,
    [town.reference, template],
  );
  return rows.map(({ recipient }) => recipient);
}

const both = (...addresses: string[]) => [...addresses].sort();

async function asksForChanges({ reference }: Applicant): Promise<void> {
  const found = await staff.findsCase(reference);
  const decision = { verdict: 'request_changes', reason: 'Which office?' } as const;
  expect((await staff.decides(found, decision)).status).toBe(200);
}

/** As if the mails of the case were still waiting to leave. */
const waitAgain = () =>
  register.sql(`UPDATE outbox SET state = 'queued', next_attempt_at = now() + interval '1 hour'`);

describe('mails that every lead gets', () => {
  it('the reminder of a report reaches each lead once, in her language, and nobody else', async () => {
    const { town, id } = await joinedTown(register, staff);
    const lead = await joinedBy(register, town, 'lead');
    await register.sql(`UPDATE case_person SET language = 'fr' WHERE email = $1`, [lead.email]);
    for (const role of ['sender', 'contributor', 'reader'] as const)
      await joinedBy(register, town, role);
    await invites(town.browser, 'Not Yet', 'not-yet@town.example', 'lead').expect(200);
    await isDue(register, id, 0);
    await dayPasses(register);
    await dayPasses(register);
    expect(await told(town, 'report_due')).toEqual(both(town.email, lead.email));

    await register.drain();
    const mail = register.mailbox.newest(lead.email, /rapport/);
    expect(mail.text).toContain(lead.name);
    expect(mail.text).toMatch(/\/fr\/case\s/);
    expect(mail.text).not.toContain('token=');
    expect(mail.raw).not.toContain(town.email);
    expect(mail.text).not.toMatch(/January|February|March|June|July|August|October|December/);
    // The page behind it sends her a link of her own.
    const browser = register.browser();
    const asked = { email: lead.email, reference: town.reference };
    await browser.post('/fr/case').type('form').send(asked).expect(200);
    await register.drain();
    const link = register.mailbox.of(lead.email).at(-1)!;
    expect(link.text).toMatch(/\/fr\/case\/open\b/);
    const token = tokenIn(link);
    await browser.post('/fr/case/open').type('form').send({ token }).expect(303);
    const opened = await browser.get('/api/v1/submission').expect(200);
    expect(opened.body).toMatchObject({ role: 'lead', reference: town.reference });
    await browser.get('/fr/case/people').expect(200, /Take over|Devenir/);
  });

  it('a question and a decision of the Congress reach each lead; staff see them once', async () => {
    const town = await Applicant.endorses(register);
    const lead = await joinedBy(register, town, 'lead');
    const helper = await joinedBy(register, town, 'contributor');
    await asksForChanges(town);
    expect(await told(town, 'changes_requested')).toEqual(both(town.email, lead.email));
    const [{ id } = { id: '' }] = await register.sql<{ id: string }>(
      'SELECT id FROM submission WHERE reference = $1',
      [town.reference],
    );
    const { body } = await staff.browser.get(`/api/v1/staff/submissions/${id}/timeline`);
    const { items } = body as { items: { kind: string; what: string }[] };
    expect(items.filter(({ what }) => what === 'changes_requested')).toHaveLength(1);

    await town.looks();
    await town.saves('declaration', { accepted: true });
    await town.sends();
    await staff.approvesAndPublishes(town.reference);
    for (const template of ['approved', 'published'])
      expect(await told(town, template)).toEqual(both(town.email, lead.email));
    await register.drain();
    const mail = register.mailbox.newest(lead.email, /is on the register/);
    expect(mail.text).toMatch(/\/en\/signatories\//);
    expect(register.mailbox.of(helper.email).map(({ subject }) => subject)).toHaveLength(1);
    // What the office itself asked for or has sent is the contact's.
    expect(await told(town, 'resubmitted')).toEqual([town.email]);
  });

  it('a message with files says so to each in her language', async () => {
    const town = await Applicant.endorses(register);
    const lead = await joinedBy(register, town, 'lead');
    await register.sql(`UPDATE case_person SET language = 'fr' WHERE email = $1`, [lead.email]);
    const { id } = await staff.findsCase(town.reference);
    const path = `/api/v1/staff/submissions/${id}`;
    const content = signedPact('Minutes');
    const { body } = await staff.browser
      .post(`${path}/attachments`)
      .attach('file', content, 'minutes.pdf')
      .expect(201);
    await staff.browser
      .post(`${path}/messages`)
      .set('If-Match', '"0"')
      .send({ message: 'See the file.', files: [(body as { id: string }).id] })
      .expect(201);
    await register.drain();
    const text = (email: string) => register.mailbox.of(email).at(-1)!.text;
    expect(text(town.email)).toContain('There are files with this message.');
    expect(text(lead.email)).toContain('Des fichiers accompagnent ce message.');
    expect(text(lead.email)).not.toContain('There are files');
  });

  it('removed or demoted leads get none, not even queued ones', async () => {
    const { town, id } = await joinedTown(register, staff);
    const [first, second] = [
      await joinedBy(register, town, 'lead', 'first@town.example'),
      await joinedBy(register, town, 'lead', 'second@town.example'),
    ];
    await isDue(register, id, 20);
    await dayPasses(register);
    await waitAgain();
    // A failed mail would be sent to the former lead if someone resent it.
    await register.sql(`UPDATE outbox SET state = 'dead' WHERE recipient = $1`, [first.email]);
    expect(await told(town, 'report_soon')).toHaveLength(3);
    const rows = await register.sql<{ id: string; version: number; email: string }>(
      'SELECT id, version, email FROM case_person WHERE email IS NOT NULL',
    );
    const [gone, changed] = [first, second].map(({ email }) =>
      rows.find((row) => row.email === email),
    );
    const post = (path: string, fields: object) =>
      town.browser.post(`/en/case/people/${path}`).type('form').send(fields).expect(303);
    await post('removal', { person: gone!.id, version: gone!.version });
    await post('role', { person: changed!.id, version: changed!.version, role: 'contributor' });
    expect(await told(town, 'report_soon')).toEqual([town.email]);
    await isDue(register, id, 0);
    await dayPasses(register);
    expect(await told(town, 'report_due')).toEqual([town.email]);
  });

  it('nor do former leads when the Congress names another contact', async () => {
    const town = await Applicant.endorses(register);
    const lead = await joinedBy(register, town, 'lead');
    const { id } = await staff.findsCase(town.reference);
    await asksForChanges(town);
    await staff.browser
      .post(`/api/v1/staff/submissions/${id}/next-contact`)
      .send({ name: 'Nora Next', email: 'nora@next.example', reason: 'Called the town.' })
      .expect(200);
    await register.drain();
    const token = tokenIn(register.mailbox.newest('nora@next.example', /Become the contact/));
    await waitAgain();
    expect(await told(town, 'changes_requested')).toEqual(both(town.email, lead.email));
    await register.anonymous.post('/api/v1/hand-overs').send({ token }).expect(200);
    expect(await told(town, 'changes_requested')).not.toContain(lead.email);
  });

  it('nobody gets two, undeliverable addresses get none, and a case without mails sends none', async () => {
    const town = await Applicant.endorses(register);
    const twice = town.email.replace('@', '+office@');
    await joinedBy(register, town, 'lead', twice);
    const lost = await joinedBy(register, town, 'lead', 'lost@town.example');
    await register.sql(
      `UPDATE outbox SET returned_at = now(), returned_status = '5.1.1' WHERE recipient = $1`,
      [lost.email],
    );
    await asksForChanges(town);
    expect(await told(town, 'changes_requested')).toEqual([town.email]);

    const silent = await Applicant.endorses(register);
    await joinedBy(register, silent, 'lead');
    await register.sql('UPDATE submission SET no_automatic_mail = true WHERE reference = $1', [
      silent.reference,
    ]);
    await asksForChanges(silent);
    expect(await told(silent, 'changes_requested')).toEqual([]);
  });
});

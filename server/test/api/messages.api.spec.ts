import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { reads, replies, timelineOf, writes } from '../support/letters.js';
import { begins, joinedTown, saves, sends } from '../support/own-place.js';
import { expectProblem } from '../support/problems.js';
import type { HomeDto } from '../../src/workbench/home/home.dto.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const casePage = async (town: Applicant, language = 'en') =>
  (await town.browser.get(`/${language}/case`).expect(200)).text;
const home = async () => (await anna.browser.get('/api/v1/staff/home').expect(200)).body as HomeDto;
const unreadOf = async (query: string) =>
  (await anna.queue(`show=waiting,changes_requested&${query}`)).items;

describe('A town and the Congress write to each other on the case', () => {
  it('the contact answers, staff see it marked until they have replied, and the contact reads the reply', async () => {
    const town = await Applicant.endorses(register);
    const asked = await anna.findsCase(town.reference);
    await anna.decides(asked, { verdict: 'request_changes', reason: 'Which council decided?' });

    expect(await casePage(town)).toContain('href="/en/case/message"');
    const form = await town.browser.get(`/en/case/message?about=${town.reference}`).expect(200);
    expect(form.text).toContain(`href="/fr/case/message?about=${town.reference}"`);
    expect(form.text).toContain('Which council decided?');
    const words = 'The city council, on 3 May.\nThe minutes follow.';
    expect((await writes(town, words).expect(200)).text).toContain('Your message has been sent');
    expect(await casePage(town)).toContain('You wrote to the Congress');

    const { findings } = await anna.opensCase(asked.id);
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'messages', tone: 'notice', values: { n: 1 } }),
    );
    const [row] = await unreadOf(`unread=true&q=${town.reference}`);
    expect(row!.findings.map(({ check }) => check)).toContain('messages');
    expect((await home()).messages!.rows.map(({ id }) => id)).toContain(asked.id);

    const told = await timelineOf(anna, asked.id);
    expect(told).toMatchObject({ messages: 1, unread: 1, mayWrite: true });
    expect(told.items[0]).toMatchObject({
      ...{ kind: 'message', byAuthority: true, by: null, text: words, unread: true },
    });
    const reply = 'Thank you. Please send them by Friday.';
    const after = await replies(anna, asked.id, reply, told.messages).expect(201);
    expect(after.body).toMatchObject({ messages: 2, unread: 0 });
    expect(await unreadOf(`unread=true&q=${town.reference}`)).toEqual([]);
    expect(await unreadOf(`unread=false&q=${town.reference}`)).toHaveLength(1);

    await register.drain();
    const mail = register.mailbox.newest(town.email, /^Message about/);
    expect(mail.text).toContain(reply);
    expect(mail.text).not.toContain(anna.name);
    const page = await casePage(town);
    expect(page).toContain('The Congress wrote to you');
    expect(page).toContain(reply);
    expect(page).not.toContain(anna.name);
    expect((await timelineOf(anna, asked.id)).items[0]).toMatchObject({
      ...{ kind: 'message', byAuthority: false, by: anna.name, mailState: 'sent' },
    });
  });

  it('one timeline holds messages, mails, notes and decisions with their whole words', async () => {
    const town = await Applicant.endorses(register);
    const { id, ...seen } = await anna.findsCase(town.reference);
    await anna.browser
      .post(`/api/v1/staff/submissions/${id}/notes`)
      .set('If-Match', '"0"')
      .send({ text: 'Called them.' })
      .expect(201);
    await writes(town, 'One more thing.').expect(200);
    await anna.decides({ id, ...seen }, { verdict: 'request_changes', reason: 'Please explain.' });
    const waiting = (await timelineOf(anna, id)).items.find(
      ({ what }) => what === 'changes_requested',
    );
    expect(waiting).toMatchObject({ mailState: 'queued' });
    expect(waiting!.text).toContain('Please explain.');
    await register.drain();
    const { items } = await timelineOf(anna, id);
    expect(items.map(({ kind, what }) => what ?? kind)).toEqual([
      ...['request_changes', 'changes_requested', 'message', 'note'],
      ...['submission_confirmed', 'confirm_email'],
    ]);
    expect(items.every(({ text }) => text.length > 0)).toBe(true);
    expect(items.at(-1)!.text).not.toMatch(/token=[\w-]{8}/);
  });

  it('a colleague marks a message that needs no answer as read; the trail records it without the text', async () => {
    const town = await Applicant.endorses(register);
    const { id } = await anna.findsCase(town.reference);
    await writes(town, 'Only to say thank you, Quirina.').expect(200);
    expect((await reads(anna, id, 1).expect(200)).body).toMatchObject({ unread: 0 });
    const events = await register.sql<{ action: string; details: object }>(
      `SELECT action, details FROM event WHERE subject_id = $1 AND action LIKE 'message.%'
       ORDER BY seq`,
      [id],
    );
    expect(events.map(({ action }) => action)).toEqual(['message.write', 'message.read']);
    expect(JSON.stringify(events)).not.toContain('Quirina');
  });

  it('nobody answers an unseen message: one that arrived meanwhile is shown first', async () => {
    const town = await Applicant.endorses(register);
    const { id } = await anna.findsCase(town.reference);
    await writes(town, 'Wait.').expect(200);
    for (const attempt of [replies(anna, id, 'Go on.', 0), reads(anna, id, 0)])
      expect(expectProblem(await attempt, 412)['change']).toBe('message.write');
    expect(await timelineOf(anna, id)).toMatchObject({ messages: 1, unread: 1 });
  });

  it('the contact chooses which follow-up the message is about', async () => {
    const { town } = await joinedTown(register, anna);
    await begins(town, 'amendment');
    await saves(town, 'authority', {
      ...town.endorsement.authority,
      website: 'https://www.other.example',
    }).expect(200);
    const { reference } = await sends(town);
    const form = await town.browser.get(`/en/case/message?about=${reference}`).expect(200);
    expect(form.text).toMatch(new RegExp(`value="${reference}"[^>]*checked`));
    await writes(town, 'About the website.', reference).expect(200);
    const amendment = await anna.findsCase(reference);
    expect(await timelineOf(anna, amendment.id)).toMatchObject({ unread: 1 });
    expect(await casePage(town)).toContain(reference);
  });

  it('a signatory has the same timeline over its endorsement and all that followed', async () => {
    const { town, id } = await joinedTown(register, anna);
    await writes(town, 'We are proud to be in.').expect(200);
    const { body } = await anna.browser.get(`/api/v1/staff/signatories/${id}/timeline`).expect(200);
    const { items } = body as Awaited<ReturnType<typeof timelineOf>>;
    expect(items.map(({ kind, what }) => what ?? kind)).toEqual(
      expect.arrayContaining(['message', 'publish', 'approve', 'submission_confirmed']),
    );
  });

  it('in every language the form and the mail have their words', async () => {
    const town = await Applicant.endorses(register, {}, 'el');
    expect((await town.browser.get('/el/case/message').expect(200)).text).toContain(
      'Το μήνυμά σας',
    );
    const { id } = await anna.findsCase(town.reference);
    await replies(anna, id, 'Καλημέρα σας.', 0).expect(201);
    await register.drain();
    expect(register.mailbox.newest(town.email, /^Μήνυμα/).text).toContain('Καλημέρα σας.');
  });
});

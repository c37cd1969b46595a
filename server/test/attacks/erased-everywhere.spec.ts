import type { Response } from 'supertest';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { edits, opensSignatory } from '../support/editing.js';
import { begins, saves } from '../support/own-place.js';
import { contact, tablesWith } from '../support/persons.js';

let register: TestApp;
let staff: Colleague;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp({ fourEyes: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  administrator = await Colleague.signsIn(register, 'administrator', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

let number = 0;
/** A person whose name occurs nowhere else. */
function person() {
  number += 1;
  const name = `Quirina Zypress${'abcdefghijklmnopqrstuvwxyz'[number]}`;
  return { name, phone: `+49 221 88${7000 + number}`, email: `quirina${number}@town.example` };
}
type Person = ReturnType<typeof person>;
const own = ({ name, phone, email }: Person) => ({
  ...contact(email, { name, phone }),
  participation: { actions: [], ownWords: [{ text: `Ask ${name}, ${phone}` }] },
});
const published = async (town: Applicant) => {
  const { signatory } = await staff.approves(town.reference);
  expect((await administrator.changes(signatory!, 'publish', 'Yes')).status).toBe(200);
  return { id: signatory!.id, version: 2 };
};
const done = ({ status, body }: Response) => expect([status, body]).toEqual([200, body]);

/** The stage of the case when the person asked for erasure. */
const situations: [string, (who: Person) => Promise<unknown>][] = [
  [
    'a draft that was saved for later',
    async ({ email }) => {
      const draft = await Applicant.begins(register);
      await draft.browser.post('/api/v1/submission/draft-links').send({ email }).expect(202);
    },
  ],
  [
    'a draft with wrong answers',
    async (who) => {
      const draft = await Applicant.begins(register);
      await draft.saves('contact', { name: who.name, email: who.email, phone: 'x'.repeat(9) });
      await draft.browser
        .post('/api/v1/submission/draft-links')
        .send({ email: who.email })
        .expect(202);
    },
  ],
  ['a case that was sent and not proven', (who) => Applicant.sends(register, own(who))],
  [
    'a rejected case',
    async (who) => {
      const found = await staff.findsCase((await Applicant.endorses(register, own(who))).reference);
      done(await staff.decides(found, { verdict: 'reject', reason: `${who.name} is nobody` }));
    },
  ],
  [
    'a case that was taken back',
    async (who) => {
      const town = await Applicant.endorses(register, own(who));
      await town.browser.post('/api/v1/submission/withdrawal').expect(204);
    },
  ],
  [
    'an approved one',
    async (who) => {
      await staff.approves((await Applicant.endorses(register, own(who))).reference);
    },
  ],
  [
    'one that has its day',
    async (who) => {
      const { signatory } = await staff.approves(
        (await Applicant.endorses(register, own(who))).reference,
      );
      const publishOn = dayFromToday(9);
      done(await administrator.changes(signatory!, 'schedule', who.name, { publishOn }));
    },
  ],
  [
    'one that was edited before anybody read it',
    async (who) => {
      const { signatory } = await staff.approves(
        (await Applicant.endorses(register, own(who))).reference,
      );
      const opened = await opensSignatory(staff, signatory!.id);
      expect((await edits(staff, opened, { population: 4 }, `${who.name} rang`)).status).toBe(200);
    },
  ],
  ['a published one', async (who) => published(await Applicant.endorses(register, own(who)))],
  [
    'one on hold, with her name in the reason',
    async (who) => {
      const one = await published(await Applicant.endorses(register, own(who)));
      done(await staff.changes(one, 'hold', `${who.name}, ${who.phone}`));
    },
  ],
  [
    'a withdrawn one',
    async (who) => {
      const one = await published(await Applicant.endorses(register, own(who)));
      done(await staff.changes(one, 'withdraw', `${who.email} asked`));
    },
  ],
  [
    'one about which a colleague proposes something',
    async (who) => {
      const { id } = await published(await Applicant.endorses(register, own(who)));
      const opened = await opensSignatory(staff, id);
      expect((await edits(staff, opened, { population: 5 }, `${who.name} rang`)).status).toBe(202);
    },
  ],
  [
    'one with a proposal that was rejected in her name',
    async (who) => {
      const { id } = await published(await Applicant.endorses(register, own(who)));
      const asked = await edits(staff, await opensSignatory(staff, id), { population: 6 });
      await administrator.browser
        .post(`/api/v1/staff/proposals/${(asked.body as { proposal: string }).proposal}/rejection`)
        .send({ reason: `${who.name} says no` })
        .expect(204);
    },
  ],
  [
    'one whose report is being written',
    async (who) => {
      const town = await Applicant.endorses(register, own(who));
      await published(town);
      await begins(town, 'practice');
      await saves(town, 'practice', { title: who.name, whomToAsk: `${who.name} ${who.phone}` });
    },
  ],
  [
    'one that was handed to her',
    async (who) => {
      const town = await Applicant.endorses(register);
      await published(town);
      await town.browser
        .post('/api/v1/submission/hand-overs')
        .send({ name: who.name, office: 'Youth office', email: who.email })
        .expect(202);
    },
  ],
  [
    'one that is merged',
    async (who) => {
      const from = await published(await Applicant.endorses(register, own(who)));
      const into = await published(await Applicant.endorses(register));
      const asked = await staff.browser
        .post(`/api/v1/staff/signatories/${from.id}/merger`)
        .set('If-Match', '"2"')
        .send({
          ...{ into: into.id, intoVersion: 2, pledges: [], reasonCode: 'entered_twice' },
          ...{ reason: `${who.name} said so`, mail: false },
        });
      await administrator.browser
        .post(
          `/api/v1/staff/proposals/${(asked.body as { proposal: string }).proposal}/confirmation`,
        )
        .expect(204);
    },
  ],
];

describe('PR3 PR11 a person is erased at every stage of the case', () => {
  it.each(situations)('%s', async (_, comesThere) => {
    const who = person();
    await comesThere(who);
    await register.drain();
    const words = [who.email, who.name, who.phone.replace('+49 221 ', '')];
    expect(Object.keys(await tablesWith(register, ...words))).not.toEqual([]);
    const erased = await administrator.browser
      .post('/api/v1/staff/persons/erasure')
      .send({ email: who.email });
    expect([erased.status, erased.body]).toEqual([200, erased.body]);
    expect(await tablesWith(register, ...words)).toEqual({});
  });
});

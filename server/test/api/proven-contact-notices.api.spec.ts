import type { HomeDto } from '../../src/workbench/home/home.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  confirms,
  fileOf,
  importedTown,
  invitationLink,
  invites,
  proves,
} from '../support/contact-invitations.js';
import {
  allAt,
  anna,
  atOnce,
  boris,
  chooses,
  letters,
  mailsTo,
  monday,
  newOffice,
  root,
  tuesday,
} from '../support/notices.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(async () => {
  await newOffice(register);
  await needsTwo(false);
  await register.sql('DELETE FROM contact_invitation');
});

/** No mail to staff names her. */
const veraOf = (town: string) => ({ name: 'Vera Vogt', email: `vera@${town}.contact.example` });

const needsTwo = (isNeeded: boolean) =>
  register.sql(
    `UPDATE setting SET value = jsonb_set(value, '{fourEyes}', to_jsonb($1::boolean))
     WHERE key = 'settings'`,
    [isNeeded],
  );

/** Anna invites a contact, who proves the address. @returns the signatory's id. */
async function provenAt(town: string): Promise<string> {
  const clerk = await Colleague.signsIn(register, 'publisher', 'administrator');
  const vera = veraOf(town.toLowerCase());
  const id = await importedTown(register, clerk, town);
  expect((await invites(anna, id, vera)).status).toBe(200);
  const token = await invitationLink(register, vera.email);
  await proves(register, token).expect(200);
  register.mailbox.mails.splice(0);
  return id;
}

const contacts = async (who: Colleague) =>
  ((await who.browser.get('/api/v1/staff/home').expect(200)).body as HomeDto).contacts;

async function choosesLongAgo(who: Colleague, period: 'at_once' | 'daily'): Promise<void> {
  await chooses(who, { ...allAt('never'), provenContact: period });
  await register.sql(`UPDATE staff_choice SET since = now() - interval '20 days'`);
}

describe('A contact who has proven the address', () => {
  it('stands on the home page until a colleague confirms', async () => {
    const id = await provenAt('Altenhort');
    for (const colleague of [anna, boris])
      expect(await contacts(colleague)).toMatchObject({
        total: 1,
        rows: [{ id, name: 'Altenhort', by: anna.name }],
      });
    expect(await contacts(root)).toBeNull();
    const { invitation } = await fileOf(boris, id);
    await confirms(boris, id, invitation!.version).expect(200);
    expect(await contacts(boris)).toEqual({ total: 0, rows: [] });
  });

  it('is not shown or mailed to the colleague who may not confirm alone', async () => {
    const id = await provenAt('Bergdorf');
    await needsTwo(true);
    await choosesLongAgo(anna, 'at_once');
    await choosesLongAgo(boris, 'at_once');
    expect(await contacts(anna)).toEqual({ total: 0, rows: [] });
    expect(await contacts(boris)).toMatchObject({ rows: [{ id }] });
    await atOnce();
    await register.drain();
    expect(register.mailbox.mails.flatMap(({ to }) => to)).toEqual([boris.email]);
  });

  it('is mailed once, at once, with the entry and never the person', async () => {
    await choosesLongAgo(boris, 'at_once');
    const id = await provenAt('Cortenau');
    await Promise.all([atOnce(), atOnce()]);
    await atOnce();
    const mails = await mailsTo(boris);
    expect(mails.map(({ subject }) => subject)).toEqual(['Contact to confirm: Cortenau']);
    expect(mails[0]!.text).toContain(`/staff/register/${id}/file`);
    expect(mails[0]!.raw).not.toMatch(/Vera|Vogt|contact\.example/);
  });

  it('is named in each letter of the day until confirmed', async () => {
    await choosesLongAgo(boris, 'daily');
    const id = await provenAt('Dornfeld');
    await letters(monday);
    const [mail] = await mailsTo(boris);
    expect(mail!.text).toContain('Contacts to confirm (1)');
    expect(mail!.text).toContain('Dornfeld');
    expect(mail!.raw).not.toMatch(/Vera|Vogt|contact\.example/);
    const { invitation } = await fileOf(anna, id);
    await confirms(anna, id, invitation!.version).expect(200);
    await letters(tuesday);
    expect(await mailsTo(boris)).toEqual([]);
  });
});

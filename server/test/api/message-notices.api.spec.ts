import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { reads, writes } from '../support/letters.js';
import {
  allAt,
  anna,
  assigns,
  atOnce,
  boris,
  chooses,
  letters,
  mailsTo,
  monday,
  newOffice,
  tuesday,
} from '../support/notices.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => newOffice(register));

describe('A message of a town', () => {
  it('is notified at once, only once until it is read, and without its text', async () => {
    await chooses(anna, { ...allAt('never'), message: 'at_once' });
    const town = await Applicant.endorses(register);
    await writes(town, 'A Zwetschge of ours').expect(200);
    await Promise.all([atOnce(), atOnce()]);
    await writes(town, 'And another').expect(200);
    await atOnce();
    const mails = await mailsTo(anna);
    expect(mails.map(({ subject }) => subject)).toEqual([
      `Message: ${town.town} (${town.reference})`,
    ]);
    expect(mails[0]!.text).not.toContain('Zwetschge');

    const { id } = await anna.findsCase(town.reference);
    await reads(anna, id, 2).expect(200);
    await atOnce();
    expect(await mailsTo(anna)).toEqual([]);
    await writes(town, 'A third').expect(200);
    await atOnce();
    expect(await mailsTo(anna)).toHaveLength(1);
  });

  it('is in each daily mail until someone has read it, whatever the state of the case', async () => {
    await chooses(anna, { ...allAt('never'), message: 'daily' });
    const town = await Applicant.endorses(register);
    const found = await anna.findsCase(town.reference);
    await anna.decides(found, { verdict: 'request_changes', reason: 'Why?' });
    await writes(town, 'Because.').expect(200);
    await letters(monday);
    expect((await mailsTo(anna))[0]!.text).toContain('New messages (1)');
    await reads(anna, found.id, 1).expect(200);
    await letters(tuesday);
    expect(await mailsTo(anna)).toEqual([]);
  });

  it('does not hide that its case is due', async () => {
    await chooses(anna, { ...allAt('never'), message: 'daily', due: 'daily' });
    const town = await Applicant.endorses(register);
    await writes(town, 'When do you answer?').expect(200);
    await register.sql(
      `UPDATE submission SET confirmed_at = now() - interval '300 days',
         submitted_at = now() - interval '300 days'
       WHERE reference = $1`,
      [town.reference],
    );
    await letters(monday);
    const [letter] = await mailsTo(anna);
    expect(letter!.text).not.toContain('New messages (1)');
    expect(letter!.text).toContain(town.reference);
  });

  it('is for the colleague who handles the case, and nobody else', async () => {
    for (const who of [anna, boris]) await chooses(who, { ...allAt('never'), message: 'at_once' });
    const town = await Applicant.endorses(register);
    const { id } = await anna.findsCase(town.reference);
    await assigns(anna, id, boris);
    await writes(town, 'For Boris').expect(200);
    await atOnce();
    await register.drain();
    const told = register.mailbox.mails.filter(({ subject }) => subject.startsWith('Message:'));
    expect(told.map(({ to }) => to)).toEqual([boris.email]);
  });
});

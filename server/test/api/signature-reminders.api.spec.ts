import { DataSource } from 'typeorm';
import { ExpiryService } from '../../src/joining/case/expiry.service.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { limits } from '../../src/platform/config/limits.js';
import { languages } from '../../../contract/languages.js';
import type { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { expectProblem } from '../support/problems.js';
import { rowOf, sendsUnsigned, sign, signs, subjectsTo } from '../support/signature.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());

const runsJobs = () => register.app.get(JobsService).runAll();
const hours = (distance: string) => `now() - interval '${distance}'`;
const [first, second] = limits.signatureReminderDays;
const warnedFrom = limits.signatureDays - limits.signatureWarningDays;

/** As if the town had waited since then, and nothing had changed since. */
const waitsFor = (town: Applicant, distance: string) =>
  register.sql(
    `UPDATE submission SET signature_awaited_at = ${hours(distance)},
       updated_at = ${hours(distance)} WHERE reference = $1`,
    [town.reference],
  );

describe('S11 reminders of the signed Pact', () => {
  it('come once after each period, warn before the end, and the case then goes', async () => {
    const town = await sendsUnsigned(register);
    const begun = (await subjectsTo(town)).length;
    await waitsFor(town, `${first} days -1 hours`);
    await runsJobs();
    expect(await subjectsTo(town)).toHaveLength(begun);
    await waitsFor(town, `${first} days 1 hour`);
    await runsJobs();
    await runsJobs();
    expect(await subjectsTo(town)).toHaveLength(begun + 1);
    const reminder = register.mailbox.newest(town.email, /Reminder/);
    expect(reminder.text).toContain(`Waiting so far: ${first} days`);
    await waitsFor(town, `${second} days 1 hour`);
    await runsJobs();
    await runsJobs();
    expect(await subjectsTo(town)).toHaveLength(begun + 2);
    expect(register.mailbox.newest(town.email, /Reminder/).text).toContain(`${second} days`);
    await waitsFor(town, `${warnedFrom} days 1 hour`);
    await runsJobs();
    await runsJobs();
    const all = await subjectsTo(town);
    expect(all).toHaveLength(begun + 3);
    expect(all.at(-1)).toMatch(/will be deleted on .*: the signed Pact is missing/);

    // Not before the warning's time is over, however old it is.
    await waitsFor(town, `${limits.signatureDays + 1} days`);
    await runsJobs();
    expect((await rowOf(town)).state).toBe('awaiting_signature');
    await register.sql(
      `UPDATE submission SET warned_at = ${hours(`${limits.signatureWarningDays} days 1 hour`)}
        WHERE reference = $1`,
      [town.reference],
    );
    await runsJobs();
    const [gone] = await register.sql(
      `SELECT state, answers, contact_email FROM submission WHERE reference = $1`,
      [town.reference],
    );
    expect(gone).toEqual({ state: 'expired', answers: {}, contact_email: null });
    expect(await subjectsTo(town)).toHaveLength(begun + 3);
    await town.browser.get('/api/v1/submission').expect(401);
    const removals = await staff.browser.get('/api/v1/staff/removals').expect(200);
    expect((removals.body as { items: unknown[] }).items).toContainEqual(
      expect.objectContaining({ what: 'awaiting_signature', days: limits.signatureDays, inAll: 1 }),
    );
  });

  it('of several periods that have passed at once, one is reminded of', async () => {
    const town = await sendsUnsigned(register);
    await waitsFor(town, `${second} days 1 hour`);
    await runsJobs();
    await runsJobs();
    expect((await subjectsTo(town)).filter((subject) => /Reminder/.test(subject))).toHaveLength(1);
  });

  it('none after it came, and none where the case says so', async () => {
    const [signed, silent] = [await sendsUnsigned(register), await sendsUnsigned(register)];
    await signed.uploads();
    await sign(signed);
    await register.sql(`UPDATE submission SET no_automatic_mail = true WHERE reference = $1`, [
      silent.reference,
    ]);
    const before = [await subjectsTo(signed), await subjectsTo(silent)];
    for (const town of [signed, silent]) await waitsFor(town, `${first} days 1 hour`);
    await runsJobs();
    for (const town of [signed, silent]) await waitsFor(town, `${warnedFrom} days 1 hour`);
    await runsJobs();
    expect([await subjectsTo(signed), await subjectsTo(silent)]).toEqual(before);
    const withheld = await register.sql(
      `SELECT 1 FROM event e JOIN submission s ON s.id = e.subject_id
        WHERE reference = $1 AND action = 'mail.withhold'`,
      [silent.reference],
    );
    expect(withheld).toHaveLength(2);
  });

  it('who adds a document keeps the case, and the warning begins anew', async () => {
    const town = await sendsUnsigned(register);
    await waitsFor(town, `${limits.signatureDays + 20} days`);
    await register.sql(
      `UPDATE submission SET warned_at = ${hours('19 days')}, signature_reminders = 2
        WHERE reference = $1`,
      [town.reference],
    );
    await town.uploads();
    await runsJobs();
    expect((await rowOf(town)).state).toBe('awaiting_signature');
    expect(await sign(town)).toMatchObject({ state: 'waiting' });
  });

  it.each(languages)('in %s the mails are whole sentences about this case', async (language) => {
    const town = await sendsUnsigned(register);
    await register.sql(`UPDATE submission SET language = $2 WHERE reference = $1`, [
      town.reference,
      language,
    ]);
    await waitsFor(town, `${first} days 1 hour`);
    await runsJobs();
    await waitsFor(town, `${warnedFrom} days 1 hour`);
    await runsJobs();
    await town.uploads();
    await sign(town);
    await register.drain();
    const mails = register.mailbox.mails.filter(({ to }) => to === town.email).slice(-4);
    expect(mails).toHaveLength(4);
    for (const { subject, text } of mails) {
      expect(subject.length).toBeLessThan(110);
      expect(`${subject} ${text}`).not.toMatch(/[{}]|undefined|NaN/);
      expect(`${subject} ${text}`).toContain(town.town);
    }
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(4);
  });
});

describe('S11 at the same time', () => {
  it('the town sends it twice: one step, one mail, the same answer', async () => {
    const town = await sendsUnsigned(register);
    await town.uploads();
    const answers = await Promise.all([signs(town), signs(town), signs(town)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(
      (await subjectsTo(town)).filter((one) => /^We have received the/.test(one)),
    ).toHaveLength(1);
  });

  it('two uploads: both are kept, and the case is sent once', async () => {
    const town = await sendsUnsigned(register);
    const files = [
      town.sendsFile(signedPact('page 1'), '1.pdf'),
      town.sendsFile(signedPact('page 2'), '2.pdf'),
    ];
    expect((await Promise.all(files)).map(({ status }) => status)).toEqual([201, 201]);
    expect(await sign(town)).toMatchObject({ state: 'waiting' });
    expect((await town.looks()).documents).toHaveLength(2);
    expectProblem(await town.sendsFile(signedPact('late')), 409, 'wrong-state');
  });

  it('the town uploads while the clock ends its case: one of the two, and nothing between', async () => {
    const ends = [];
    for (let round = 0; round < 6; round++) {
      const town = await sendsUnsigned(register);
      await waitsFor(town, `${limits.signatureDays + 20} days`);
      await register.sql(
        `UPDATE submission SET warned_at = ${hours('19 days')} WHERE reference = $1`,
        [town.reference],
      );
      const expiry = register.app.get(ExpiryService);
      const [upload] = await Promise.all([
        town.sendsFile(signedPact('just in time')),
        new Promise((resolve) => setTimeout(resolve, round * 8)).then(() =>
          register.app.get(DataSource).transaction((manager) => expiry.expire(manager)),
        ),
      ]);
      const { state } = await rowOf(town);
      const [{ documents } = { documents: -1 }] = await register.sql<{ documents: number }>(
        `SELECT count(*)::int AS documents FROM document d JOIN submission s
          ON s.id = d.submission_id WHERE reference = $1`,
        [town.reference],
      );
      expect([state, upload.status === 201, documents]).toEqual(
        upload.status === 201 ? ['awaiting_signature', true, 1] : ['expired', false, 0],
      );
      ends.push(state);
    }
    expect(ends.length).toBe(6);
  });

  it('staff reject while the town signs: one wins, the other gets a conflict', async () => {
    for (let round = 0; round < 4; round++) {
      const town = await sendsUnsigned(register);
      await town.uploads();
      const found = await staff.findsCase(town.reference, 'awaiting_signature');
      const [signed, rejected] = await Promise.all([
        signs(town),
        staff.decides(found, { verdict: 'reject', reason: 'A private person.' }),
      ]);
      const { state } = await rowOf(town);
      if (signed.status === 200) {
        expectProblem(rejected, 412);
        expect(state).toBe('waiting');
      } else {
        expectProblem(signed, 409, 'wrong-state');
        expect([rejected.status, state]).toEqual([200, 'rejected']);
      }
    }
  });
});

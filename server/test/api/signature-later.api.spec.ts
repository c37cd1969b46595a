import { DataSource } from 'typeorm';
import { ExpiryService } from '../../src/joining/case/expiry.service.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { limits } from '../../src/platform/config/limits.js';
import { paperTexts } from '../../src/joining/papers/texts.js';
import { readTexts } from '../../src/platform/text/locale-texts.js';
import { languages, officialLanguages, type Language } from '../../../contract/languages.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());
/** More towns than one network may begin without a proof of work. */
beforeEach(() => register.sql(`DELETE FROM rate_limit WHERE key LIKE 'draft:%'`));

const runsJobs = () => register.app.get(JobsService).runAll();
const hours = (distance: string) => `now() - interval '${distance}'`;
const [first, second] = limits.signatureReminderDays;
const warnedFrom = limits.signatureDays - limits.signatureWarningDays;

/** Sends everything but the signed Pact and proves the address. */
async function sendsUnsigned(language: 'en' | 'fr' = 'en'): Promise<Applicant> {
  const town = await Applicant.begins(register, {}, language);
  await town.fillsIn();
  await town.sends();
  await town.confirms();
  return town;
}

const signs = (town: Applicant) => town.browser.post('/api/v1/submission/signature');
const sign = async (town: Applicant) => (await signs(town).expect(200)).body as { state: string };

/** As if the town had waited since then, and nothing had changed since. */
const waitsFor = (town: Applicant, distance: string) =>
  register.sql(
    `UPDATE submission SET signature_awaited_at = ${hours(distance)},
       updated_at = ${hours(distance)} WHERE reference = $1`,
    [town.reference],
  );
const subjects = async (town: Applicant) => {
  await register.drain();
  return register.mailbox.mails
    .filter(({ to, subject }) => to === town.email && !/^Confirm/.test(subject))
    .map(({ subject }) => subject);
};
const rowOf = async (town: Applicant) =>
  (
    await register.sql<{ state: string; since: Date; sent: Date | null }>(
      `SELECT state, waiting_since AS since, signature_sent_at AS sent FROM submission
        WHERE reference = $1`,
      [town.reference],
    )
  )[0]!;

describe('S11 the mayor signs later', () => {
  it('from the form without the signed Pact to the register', async () => {
    const town = await Applicant.begins(register);
    await town.fillsIn();
    // The council's decision does not replace the Pact.
    await town
      .sendsFile(signedPact('Decision'), 'decision.pdf', { kind: 'council_decision' })
      .expect(201);
    expect(await town.sends()).toMatchObject({ state: 'unconfirmed', missing: ['documents'] });
    await town.confirms();
    expect(await town.looks()).toMatchObject({
      state: 'awaiting_signature',
      missing: ['documents'],
      keptUntil: expect.stringMatching(/^\d{4}-/) as string,
    });
    expect((await subjects(town)).at(-1)).toBe(
      `Endorsement ${town.reference}: the signed Pact is still missing`,
    );
    const mail = register.mailbox.newest(town.email, /signed Pact is still missing/);
    expect(mail.text).toContain('print the endorsement form with your answers');
    expect(mail.text).toContain('/en/case');
    expect(mail.text).toContain('90 days');

    // The answers were sent; only the documents are open. The paper is filled in.
    expectProblem(await town.saves('signer', { name: 'Eva', office: 'Mayor' }), 409, 'wrong-state');
    const paper = await town.browser.get('/en/endorse/adhesion.pdf').expect(200);
    expect(paper.headers['content-disposition']).toContain(town.reference);
    const found = await staff.findsCase(town.reference, 'awaiting_signature');
    expect(found).toMatchObject({ state: 'awaiting_signature', actions: ['reject'] });
    const approved = await staff.decides(found, { verdict: 'approve', duplicatesCompared: true });
    expectProblem(approved, 409, 'wrong-state');

    // A decision alone is not enough to send it; the signed Pact is.
    expectProblem(await changesNothing(register, () => signs(town)), 409, 'signed-pact-missing');
    await town.uploads();
    expect((await town.looks()).missing).toEqual([]);
    await register.sql(
      `UPDATE submission SET confirmed_at = ${hours('40 days')}, submitted_at = ${hours('41 days')}
        WHERE reference = $1`,
      [town.reference],
    );
    const waitedSince = (await rowOf(town)).since;
    expect(await sign(town)).toMatchObject({ state: 'waiting' });
    expect((await subjects(town)).at(-1)).toMatch(/^We have received the signed Pact/);

    // The days of the desk begin now, not when the address was proven.
    const row = await rowOf(town);
    expect(row.since.getTime()).toBeGreaterThan(waitedSince.getTime());
    expect(row.since).toEqual(row.sent);
    const { items } = await staff.queue(`show=waiting&q=${town.reference}`);
    expect(items[0]).toMatchObject({ workingDays: 0, band: 'new' });
    const figures = await staff.browser.get('/api/v1/staff/figures').expect(200);
    await staff.approvesAndPublishes(town.reference);
    const after = await staff.browser.get('/api/v1/staff/figures').expect(200);
    const median = (body: unknown) =>
      (body as { decisionTime: { decisions: number; median: number } }).decisionTime;
    expect(median(after.body).decisions).toBe(median(figures.body).decisions + 1);
    expect(median(after.body).median).toBeLessThan(1);
    const events = await register.sql<{ action: string }>(
      `SELECT action FROM event e JOIN submission s ON s.id = e.subject_id WHERE reference = $1
        AND action LIKE 'submission.%' ORDER BY seq`,
      [town.reference],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'submission.submit',
      'submission.confirm_unsigned',
      'submission.sign',
      'submission.approve',
    ]);
  });

  it('with the signed Pact nothing waits, and sections are still required', async () => {
    const signed = await Applicant.endorses(register);
    expect(await signed.looks()).toMatchObject({ state: 'waiting', keptUntil: null });
    expectProblem(await changesNothing(register, () => signs(signed)), 409, 'wrong-state');
    const empty = await Applicant.begins(register);
    const refused = expectProblem(await empty.browser.post('/api/v1/submission/sending'), 422);
    expect(fieldsOf(refused)).toContain('/authority isComplete');
    expect(fieldsOf(refused)).not.toContain('/documents isComplete');
  });

  it('what was sent back for changes is sent again with the signed Pact only', async () => {
    const town = await Applicant.endorses(register);
    const found = await staff.findsCase(town.reference);
    await staff.decides(found, { verdict: 'request_changes', reason: 'Whose signature?' });
    const { documents } = await town.looks();
    await town.browser.delete(`/api/v1/submission/documents/${documents[0]!.id}`).expect(204);
    const refused = expectProblem(await town.browser.post('/api/v1/submission/sending'), 422);
    expect(fieldsOf(refused)).toEqual(['/documents isComplete']);
  });

  it('pages without scripts do the same', async () => {
    const town = await sendsUnsigned();
    const page = await town.browser.get('/en/case').expect(200);
    expect(page.text).toContain('Waiting for the signed Pact.');
    expect(page.text).toContain('href="/en/endorse/documents"');
    await town.browser.get('/en/endorse/sent').expect(303).expect('location', '/en/case');
    await town.browser.get('/en/endorse/tasks').expect(303).expect('location', '/en/case');
    await town.browser.get('/en/endorse/documents').expect(200);
    await town.uploads();
    expect((await town.browser.get('/en/case').expect(200)).text).toContain('Send to the Congress');
    await town.browser
      .post('/en/case/signature')
      .set('sec-fetch-site', 'same-origin')
      .expect(303)
      .expect('location', '/en/case');
    expect((await rowOf(town)).state).toBe('waiting');
    const { text } = await town.browser.get('/en/case').expect(200);
    const steps = ['Sent', 'E-mail address confirmed', 'Signed Pact sent'];
    const places = steps.map((step) => text.indexOf(`<strong>${step}</strong>`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });
});

describe('one rule about the signed Pact', () => {
  it.each(languages)('in %s it is the same on every page that names it', async (language) => {
    const { rule } = readTexts<{ rule: Record<'signed' | 'seen', string> }>(language, 'public');
    const town = await Applicant.begins(register);
    await town.fillsIn();
    for (const page of ['endorse', 'join', 'faq', 'endorse/documents', 'endorse/check']) {
      const { text } = await town.browser.get(`/${language}/${page}`).expect(200);
      expect({ page, told: text.includes(rule.signed) }).toEqual({ page, told: true });
      if (page !== 'endorse/check') expect(text).toContain(rule.seen);
    }
  });

  it.each(officialLanguages)('and on the paper in %s', (language) => {
    const { rule } = readTexts<{ rule: Record<'signed' | 'seen', string> }>(language, 'public');
    expect(paperTexts[language].adhesion).toMatchObject({ rule: rule.signed, seen: rule.seen });
  });
});

describe('S11 reminders of the signed Pact', () => {
  it('come once after each period, warn before the end, and the case then goes', async () => {
    const town = await sendsUnsigned();
    const begun = (await subjects(town)).length;
    await waitsFor(town, `${first} days -1 hours`);
    await runsJobs();
    expect(await subjects(town)).toHaveLength(begun);
    await waitsFor(town, `${first} days 1 hour`);
    await runsJobs();
    await runsJobs();
    expect(await subjects(town)).toHaveLength(begun + 1);
    const reminder = register.mailbox.newest(town.email, /Reminder/);
    expect(reminder.text).toContain(`Waiting so far: ${first} days`);
    await waitsFor(town, `${second} days 1 hour`);
    await runsJobs();
    await runsJobs();
    expect(await subjects(town)).toHaveLength(begun + 2);
    expect(register.mailbox.newest(town.email, /Reminder/).text).toContain(`${second} days`);
    await waitsFor(town, `${warnedFrom} days 1 hour`);
    await runsJobs();
    await runsJobs();
    const all = await subjects(town);
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
    expect(await subjects(town)).toHaveLength(begun + 3);
    await town.browser.get('/api/v1/submission').expect(401);
    const removals = await staff.browser.get('/api/v1/staff/removals').expect(200);
    expect((removals.body as { items: unknown[] }).items).toContainEqual(
      expect.objectContaining({ what: 'awaiting_signature', days: limits.signatureDays, inAll: 1 }),
    );
  });

  it('of several periods that have passed at once, one is reminded of', async () => {
    const town = await sendsUnsigned();
    await waitsFor(town, `${second} days 1 hour`);
    await runsJobs();
    await runsJobs();
    expect((await subjects(town)).filter((subject) => /Reminder/.test(subject))).toHaveLength(1);
  });

  it('none after it came, and none where the case says so', async () => {
    const [signed, silent] = [await sendsUnsigned(), await sendsUnsigned()];
    await signed.uploads();
    await sign(signed);
    await register.sql(`UPDATE submission SET no_automatic_mail = true WHERE reference = $1`, [
      silent.reference,
    ]);
    const before = [await subjects(signed), await subjects(silent)];
    for (const town of [signed, silent]) await waitsFor(town, `${first} days 1 hour`);
    await runsJobs();
    for (const town of [signed, silent]) await waitsFor(town, `${warnedFrom} days 1 hour`);
    await runsJobs();
    expect([await subjects(signed), await subjects(silent)]).toEqual(before);
    const withheld = await register.sql(
      `SELECT 1 FROM event e JOIN submission s ON s.id = e.subject_id
        WHERE reference = $1 AND action = 'mail.withhold'`,
      [silent.reference],
    );
    expect(withheld).toHaveLength(2);
  });

  it('who adds a document keeps the case, and the warning begins anew', async () => {
    const town = await sendsUnsigned();
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
    const town = await sendsUnsigned();
    await register.sql(`UPDATE submission SET language = $2 WHERE reference = $1`, [
      town.reference,
      language satisfies Language,
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
    const town = await sendsUnsigned();
    await town.uploads();
    const answers = await Promise.all([signs(town), signs(town), signs(town)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await subjects(town)).filter((one) => /^We have received the/.test(one))).toHaveLength(
      1,
    );
  });

  it('two uploads: both are kept, and the case is sent once', async () => {
    const town = await sendsUnsigned();
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
      const town = await sendsUnsigned();
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

  it('staff reject while the town signs: one wins, the other is told', async () => {
    for (let round = 0; round < 4; round++) {
      const town = await sendsUnsigned();
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

describe('S11 the queue and the rights of persons', () => {
  it('has a tab of its own with a count; nothing in it is due or taken up next', async () => {
    const town = await sendsUnsigned();
    const before = await staff.queue('show=awaiting_signature');
    await register.sql(
      `UPDATE submission SET confirmed_at = ${hours('80 days')}, submitted_at = ${hours('80 days')}
        WHERE reference = $1`,
      [town.reference],
    );
    const after = await staff.queue('show=awaiting_signature');
    expect(after.counts).toEqual(before.counts);
    expect(after.bandCounts).toEqual(before.bandCounts);
    expect(after.items.map(({ reference }) => reference)).toContain(town.reference);
    expect(after.counts.awaiting_signature).toBe(after.items.length);
    expect(after.items.every(({ band }) => band === null)).toBe(true);
    const figures = (await staff.browser.get('/api/v1/staff/figures').expect(200)).body as {
      waiting: { awaitingSignature: number };
    };
    expect(figures.waiting.awaitingSignature).toBe(after.items.length);
    const next = await staff.browser.get('/api/v1/staff/next-case').expect(200);
    const ids = after.items.map(({ id }) => id);
    expect(ids).not.toContain((next.body as { id: string | null }).id);
  });

  it('a rejection of it counts in no decision time', async () => {
    const town = await sendsUnsigned();
    const time = async () =>
      (
        (await staff.browser.get('/api/v1/staff/figures').expect(200)).body as {
          decisionTime: object;
        }
      ).decisionTime;
    const before = await time();
    const found = await staff.findsCase(town.reference, 'awaiting_signature');
    await staff.decides(found, { verdict: 'reject', reason: 'A private person.' });
    expect(await time()).toEqual(before);
  });

  it('its contact withdraws it, hands it over, or erases it', async () => {
    const withdrawn = await sendsUnsigned();
    await withdrawn.browser.post('/api/v1/submission/withdrawal').expect(204);
    expect((await rowOf(withdrawn)).state).toBe('withdrawn');
    const erased = await sendsUnsigned();
    await erased.browser
      .post('/en/case/erase')
      .set('sec-fetch-site', 'same-origin')
      .expect(303)
      .expect('location', '/en/case/erased');
    expect((await rowOf(erased)).state).toBe('withdrawn');
    const handed = await sendsUnsigned();
    await handed.browser
      .post('/api/v1/submission/hand-overs')
      .send({ name: 'Ada Berg', email: 'ada@town.example' })
      .expect(202);
  });
});

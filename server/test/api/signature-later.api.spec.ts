import { paperTextsIn } from '../../src/joining/papers/texts.js';
import { readTexts } from '../../src/platform/text/locale-texts.js';
import { languages, officialLanguages } from '../../../contract/languages.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { rowOf, sendsUnsigned, sign, signs, subjectsTo } from '../support/signature.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());

const hours = (distance: string) => `now() - interval '${distance}'`;

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
    expect((await subjectsTo(town)).at(-1)).toBe(
      `${town.town} – Endorsement ${town.reference}: the signed Pact is still missing`,
    );
    const mail = register.mailbox.newest(town.email, /signed Pact is still missing/);
    expect(mail.text).toContain('print the endorsement form with your answers');
    expect(mail.text).toContain('/en/case');
    expect(mail.text).toContain('90 days');

    // The answers were sent; only the documents are open. The paper is filled in.
    expectProblem(await town.saves('signer', { name: 'Eva', office: 'Mayor' }), 409, 'wrong-state');
    const paper = await town.browser.get('/en/endorse/endorsement.pdf').expect(200);
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
    expect((await subjectsTo(town)).at(-1)).toMatch(/^We have received the signed Pact/);

    // The working days begin now, not when the address was proven.
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
    const town = await sendsUnsigned(register);
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
    expect(paperTextsIn(language).endorsement).toMatchObject({
      rule: rule.signed,
      seen: rule.seen,
    });
  });
});

describe('S11 the queue and the rights of persons', () => {
  it('has a separate tab with a count; nothing in it is due or offered as the next case', async () => {
    const town = await sendsUnsigned(register);
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
    const town = await sendsUnsigned(register);
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
    const withdrawn = await sendsUnsigned(register);
    await withdrawn.browser.post('/api/v1/submission/withdrawal').expect(204);
    expect((await rowOf(withdrawn)).state).toBe('withdrawn');
    const erased = await sendsUnsigned(register);
    await erased.browser
      .post('/en/case/erase')
      .set('sec-fetch-site', 'same-origin')
      .expect(303)
      .expect('location', '/en/case/erased');
    expect((await rowOf(erased)).state).toBe('withdrawn');
    const handed = await sendsUnsigned(register);
    await handed.browser
      .post('/api/v1/submission/hand-overs')
      .send({ name: 'Ada Berg', email: 'ada@town.example' })
      .expect(202);
  });
});

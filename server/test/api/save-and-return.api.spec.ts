import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { limits } from '../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { tokenIn } from '../support/mailbox.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** Moves the submission into the past, as if untouched for this many days. */
async function rest(reference: string, days: number): Promise<void> {
  await register.sql(
    `UPDATE submission SET updated_at = updated_at - make_interval(hours => $2),
      warned_at = warned_at - make_interval(hours => $2) WHERE reference = $1`,
    [reference, days * 24],
  );
}
const runJobs = () => register.app.get(JobsService).runAll();
const stateOf = async (reference: string) =>
  (
    await register.sql<{ state: string }>(`SELECT state FROM submission WHERE reference = $1`, [
      reference,
    ])
  )[0]!.state;
const draftToken = async (email: string) => {
  await register.drain();
  return tokenIn(register.mailbox.newest(email, /Continue|Poursuivre/));
};

describe('U3 save and return', () => {
  it('a mailed link opens the draft on another device with everything that was filled in, again and again', async () => {
    const officer = await Applicant.begins(register);
    await officer.saves('signer', { name: 'Ida Berg', office: 'Mayor' });
    await officer.browser
      .put('/api/v1/submission/sections/contact/typed')
      .send({ name: 'half a na' })
      .expect(204);
    await officer.browser
      .post('/api/v1/submission/draft-links')
      .send({ email: 'Ida@Bergen.example' })
      .expect(202);
    const token = await draftToken('ida@bergen.example');
    for (const device of [register.browser(), register.browser()]) {
      const { body } = await device.post('/api/v1/draft-sessions').send({ token }).expect(200);
      expect(body).toMatchObject({
        reference: officer.reference,
        answers: { signer: { name: 'Ida Berg' } },
        typed: { contact: { name: 'half a na' } },
      });
    }
  });

  it('on the pages without scripts: a GET opens nothing, the button does', async () => {
    const officer = await Applicant.begins(register, {}, 'fr');
    await officer.browser
      .post('/fr/endorse/later')
      .type('form')
      .send({ email: 'not an address' })
      .expect(422);
    const sent = await officer.browser
      .post('/fr/endorse/later')
      .type('form')
      .send({ email: 'jean@dijon.example' })
      .expect(200);
    expect(sent.text).toContain('jean@dijon.example');
    const token = await draftToken('jean@dijon.example');
    const elsewhere = register.browser();
    await changesNothing(register, async () => {
      const { headers } = await elsewhere.get(`/fr/continue?token=${token}`).expect(200);
      expect(String(headers['set-cookie'])).not.toContain('applicant');
    });
    await elsewhere
      .post('/fr/continue')
      .type('form')
      .send({ token })
      .expect(303)
      .expect('location', '/fr/endorse/tasks');
    expect((await elsewhere.get('/fr/endorse/tasks').expect(200)).text).toContain(
      officer.reference,
    );
  });

  it('the link is not the confirm link, and ends when the endorsement is sent', async () => {
    const officer = await Applicant.begins(register);
    await officer.browser
      .post('/api/v1/submission/draft-links')
      .send({ email: officer.email })
      .expect(202);
    const token = await draftToken(officer.email);
    await register.anonymous.post('/api/v1/confirmations').send({ token }).expect(410);
    await register.anonymous.post('/api/v1/case-sessions').send({ token }).expect(410);
    await officer.fillsIn();
    await officer.uploads();
    await officer.sends();
    await changesNothing(register, async () => {
      expectProblem(
        await register.anonymous.post('/api/v1/draft-sessions').send({ token }),
        410,
        'link-does-not-work',
      );
      expect(
        (
          await register
            .browser()
            .post('/en/continue')
            .type('form')
            .send({ token: `${token.slice(0, -1)}x` })
        ).status,
      ).toBe(410);
    });
    expectProblem(
      await officer.browser.post('/api/v1/submission/draft-links').send({ email: officer.email }),
      409,
      'wrong-state',
    );
  });

  it('TR9 nobody is sent more than five links an hour, no matter who asks for them', async () => {
    const victim = 'victim@town.example';
    const statuses: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const stranger = await Applicant.begins(register);
      for (let again = 0; again < 2; again += 1)
        statuses.push(
          (await stranger.browser.post('/api/v1/submission/draft-links').send({ email: victim }))
            .status,
        );
    }
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429, 429]);
    await register.drain();
    expect(register.mailbox.of(victim)).toHaveLength(limits.askedMails.perMailbox.hour);
  });
});

describe('an unfinished draft expires, with a warning beforehand', () => {
  it('U3 a draft: kept 30 days after its last change, warned three days before, then deleted with its documents', async () => {
    const officer = await Applicant.begins(register);
    await officer.saves('contact', officer.endorsement.contact);
    const files = await filesIn(register.dataDir);
    await officer.uploads();
    await rest(officer.reference, 26);
    await runJobs();
    await register.drain();
    expect(register.mailbox.of(officer.email)).toHaveLength(0);

    await rest(officer.reference, 1.5);
    await Promise.all([runJobs(), runJobs()]);
    await register.drain();
    const warnings = register.mailbox.of(officer.email);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]!.text).toMatch(/\b\d{1,2} \p{L}+ 20\d\d\b/u);

    // The link in the warning opens the draft, and any input then keeps it.
    const device = register.browser();
    await device
      .post('/api/v1/draft-sessions')
      .send({ token: tokenIn(warnings[0]!) })
      .expect(200);
    await device.put('/api/v1/submission/sections/signer/typed').send({ name: 'I' }).expect(204);
    await rest(officer.reference, 20);
    await runJobs();
    expect(await stateOf(officer.reference)).toBe('draft');

    await rest(officer.reference, 8);
    await runJobs();
    await rest(officer.reference, 4);
    await runJobs();
    const [row] = await register.sql(
      `SELECT state, answers, typed, contact_email, resume_email FROM submission
        WHERE reference = $1`,
      [officer.reference],
    );
    expect(row).toEqual({
      state: 'expired',
      answers: {},
      typed: {},
      contact_email: null,
      resume_email: null,
    });
    await device.get('/api/v1/submission').expect(401);
    expect(await filesIn(register.dataDir)).toEqual(files);
    const events = await register.sql(
      `SELECT details FROM event WHERE action = 'submission.expire'`,
    );
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain(officer.email);
  });

  it('an address that was never proven: the warning holds a new confirm link, and after it nothing is left', async () => {
    const officer = await Applicant.sends(register);
    await rest(officer.reference, 12);
    await runJobs();
    await register.drain();
    expect(register.mailbox.newest(officer.email, /still needs your confirmation/)).toBeDefined();
    const late = await Applicant.sends(register);
    await rest(late.reference, 12);
    await runJobs();
    await register.drain();
    await late.confirms(
      tokenIn(register.mailbox.newest(late.email, /still needs your confirmation/)),
    );
    await rest(officer.reference, 4);
    await runJobs();
    expect(await stateOf(officer.reference)).toBe('expired');
    expect(await stateOf(late.reference)).toBe('waiting');
  });

  it('who gave no address cannot be warned, but keeps the whole 30 days; what staff have is never touched', async () => {
    const nameless = await Applicant.begins(register);
    const waiting = await Applicant.endorses(register);
    await rest(nameless.reference, 29);
    await rest(waiting.reference, 400);
    await runJobs();
    expect(await stateOf(nameless.reference)).toBe('draft');
    await rest(nameless.reference, 2);
    await runJobs();
    expect(await stateOf(nameless.reference)).toBe('expired');
    expect(await stateOf(waiting.reference)).toBe('waiting');
  });

  it('RL: two instances run each job once', async () => {
    const second = await startApp({ described: true, beside: register });
    const officers = await Promise.all(Array.from({ length: 5 }, () => Applicant.sends(register)));
    for (const { reference } of officers) await rest(reference, 12);
    await Promise.all([runJobs(), second.app.get(JobsService).runAll(), runJobs()]);
    await Promise.all([register.drain(), second.drain()]);
    for (const { email } of officers)
      expect(
        register.mailbox
          .of(email)
          .filter(({ subject }) => subject.includes('still needs your confirmation')),
      ).toHaveLength(1);
    await second.close();
  });
});

async function filesIn(dataDir: string): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'documents'), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

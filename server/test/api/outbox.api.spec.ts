import { DataSource } from 'typeorm';
import { MailWorker } from '../../src/platform/mail/mail-worker.js';
import { limits } from '../../src/platform/config/limits.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { Mailbox } from '../support/mailbox.js';

let register: TestApp;
let second: TestApp;
beforeAll(async () => {
  register = await startApp();
  second = await startApp({ beside: register });
});
afterAll(async () => {
  await second.close();
  await register.close();
});
afterEach(() => {
  register.mailbox.refuseWith = undefined;
  register.mailbox.hesitates = 0;
});

interface Row {
  state: string;
  attempts: number;
  last_error: string | null;
  waits: number;
  data: Record<string, string>;
}
const stored = async (recipient: string): Promise<Row> =>
  (
    await register.sql<Row>(
      `SELECT state, attempts, last_error,
        extract(epoch FROM next_attempt_at - now())::float AS waits, data FROM outbox
        WHERE recipient = $1`,
      [recipient],
    )
  )[0]!;
const isDueAgain = (recipient: string) =>
  register.sql(`UPDATE outbox SET next_attempt_at = now() WHERE recipient = $1`, [recipient]);

describe('the outbox', () => {
  it('RL6 a mail server that says "later" is asked again, later and later, and the mail arrives once', async () => {
    const { email } = await Applicant.sends(register);
    register.mailbox.refuseWith = 451;
    await register.drain();
    const first = await stored(email);
    expect(first).toMatchObject({ state: 'queued', attempts: 1, last_error: '451' });
    await isDueAgain(email);
    await register.drain();
    const again = await stored(email);
    expect(again.attempts).toBe(2);
    expect(again.waits).toBeGreaterThan(first.waits);
    register.mailbox.refuseWith = undefined;
    await register.drain();
    expect(register.mailbox.of(email)).toHaveLength(0);
    await isDueAgain(email);
    await register.drain();
    await register.drain();
    expect(register.mailbox.of(email)).toHaveLength(1);
    expect(await stored(email)).toMatchObject({ state: 'sent', data: {} });
  });

  it('RL19 a worker that fails after its lease has ended does not requeue a mail that another has taken', async () => {
    const { email } = await Applicant.sends(register);
    register.mailbox.refuseWith = 451;
    register.mailbox.hesitates = 500;
    const late = register.drain();
    await eventually(async () => expect((await stored(email)).attempts).toBe(1));
    // Another worker has sent the mail and finished first.
    await register.sql(`UPDATE outbox SET state = 'sent', attempts = 2 WHERE recipient = $1`, [
      email,
    ]);
    await late;
    expect(await stored(email)).toMatchObject({ state: 'sent', attempts: 2, last_error: null });
  });

  it('RL6 a refusal for good, or too many tries, end where staff can see it', async () => {
    const unknown = await Applicant.sends(register);
    register.mailbox.refuseWith = 550;
    await register.drain();
    expect(await stored(unknown.email)).toMatchObject({
      state: 'dead',
      attempts: 1,
      last_error: '550',
    });
    const full = await Applicant.sends(register);
    await register.sql(`UPDATE outbox SET attempts = $2 WHERE recipient = $1`, [
      full.email,
      limits.mailAttempts - 1,
    ]);
    register.mailbox.refuseWith = 452;
    await register.drain();
    expect(await stored(full.email)).toMatchObject({ state: 'dead', last_error: '452' });
  });

  it('RL6 a mail server that cannot be reached loses nothing', async () => {
    const gone = await Mailbox.open();
    const { url } = gone;
    await gone.close();
    const elsewhere = await startApp({ beside: register, settings: { SMTP_URL: url } });
    const { email } = await Applicant.sends(elsewhere);
    await elsewhere.drain();
    expect(await stored(email)).toMatchObject({ state: 'queued', attempts: 1 });
    await elsewhere.close();
    await isDueAgain(email);
    await register.drain();
    expect(register.mailbox.of(email)).toHaveLength(1);
  });

  it('RL6 two workers on sixty mails send sixty', async () => {
    await register.drain();
    const before = register.mailbox.mails.length;
    await register.sql(
      `INSERT INTO outbox (id, recipient, template, language, data)
       SELECT gen_random_uuid(), 'race-' || n || '@town.example', template, language, data
       FROM generate_series(1, 60) n,
         (SELECT template, language, data FROM outbox WHERE state = 'dead' LIMIT 1) AS mail`,
    );
    await Promise.all(
      [register, second, register, second].map(({ app }) => app.get(MailWorker).drain()),
    );
    const recipients = register.mailbox.mails.slice(before).map(({ to }) => to);
    expect(recipients).toHaveLength(60);
    expect(new Set(recipients).size).toBe(60);
  });

  it('RL3 a worker that dies with a mail in hand leaves it to another when its lease ends', async () => {
    const { email } = await Applicant.sends(register);
    await register.sql(
      `UPDATE outbox SET attempts = 1, next_attempt_at = now() + interval '1 minute'
        WHERE recipient = $1`,
      [email],
    );
    await second.drain();
    expect(register.mailbox.of(email)).toHaveLength(0);
    await isDueAgain(email);
    await second.drain();
    expect(register.mailbox.of(email)).toHaveLength(1);
  });

  it('RL3 a rolled-back transaction sends no mail', async () => {
    const applicant = await Applicant.begins(register);
    await applicant.fillsIn();
    await applicant.uploads();
    // The last write of the transaction fails: the event cannot be appended.
    await register.sql('ALTER TABLE event ADD CONSTRAINT refuse_all CHECK (false) NOT VALID');
    const response = await applicant.browser.post('/api/v1/submission/sending');
    await register.sql('ALTER TABLE event DROP CONSTRAINT refuse_all');
    expect(response.status).toBe(500);
    await register.drain();
    expect(
      await register.sql('SELECT 1 FROM outbox WHERE recipient = $1', [applicant.email]),
    ).toHaveLength(0);
    expect(register.mailbox.of(applicant.email)).toHaveLength(0);
    await applicant.sends();
    await register.drain();
    expect(register.mailbox.of(applicant.email)).toHaveLength(1);
  });

  it('S05 no header can be written into a mail', async () => {
    const applicant = await Applicant.begins(register);
    await applicant.fillsIn();
    const contact = {
      ...applicant.endorsement.contact,
      name: 'Anna\r\nBcc: everyone@evil.example',
    };
    const response = await applicant.saves('contact', contact);
    if (response.status === 200) {
      await applicant.uploads();
      await applicant.sends();
      await register.drain();
      expect(register.mailbox.newest(applicant.email, /./).recipients).toEqual([applicant.email]);
    } else expect(response.status).toBe(422);
    expect(
      register.mailbox.mails.some(({ recipients }) => recipients.includes('everyone@evil.example')),
    ).toBe(false);
    await register.app.get(DataSource).query('SELECT 1');
  });
});

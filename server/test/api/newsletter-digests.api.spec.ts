import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { limits } from '../../src/platform/config/limits.js';
import { MailWorker } from '../../src/platform/mail/mail-worker.js';
import type { DigestDto, NewsletterDto } from '../../src/site/newsletter/newsletter.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import type { ReceivedMail } from '../support/mailbox.js';
import { asksFor, subscribersWith, subscribesTo } from '../support/newsletter.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let second: TestApp;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp();
  second = await startApp({ beside: register });
  administrator = await Colleague.signsIn(register, 'administrator');
});
afterAll(async () => {
  await second.close();
  await register.close();
});
afterEach(() => register.forgetLimits());

const asks = (email: string, language?: string) => asksFor(register, email, language);
const subscribers = (email: string) => subscribersWith(register, email);
const subscribes = (email: string, language?: string) => subscribesTo(register, email, language);

const says = {
  subjectEn: 'News of November',
  subjectFr: 'Actualités de novembre',
  introEn: 'Dear readers,',
  introFr: 'Chers lecteurs,',
};
const begins = async (): Promise<DigestDto> =>
  (await administrator.browser.post('/api/v1/staff/digests').send(says).expect(201))
    .body as DigestDto;
const sends = ({ id, version }: DigestDto) =>
  administrator.browser.post(`/api/v1/staff/digests/${id}/sending`).set('If-Match', `"${version}"`);
const runJobs = () =>
  Promise.all([register, second, register].map(({ app }) => app.get(JobsService).runAll()));
/** Mail servers fold long header lines. */
const unfolded = (mail: ReceivedMail) => mail.raw.replace(/\r?\n[ \t]+/g, ' ');

describe('a digest', () => {
  it('RL19 reaches each reader once, in their language, whatever runs twice; and one click leaves it (RFC 8058)', async () => {
    await register.sql('DELETE FROM subscriber');
    const town = await Applicant.endorses(register);
    const publisher = await Colleague.signsIn(register, 'reviewer', 'publisher');
    await publisher.approvesAndPublishes(town.reference);
    await subscribes('anna@reader.example', 'en');
    await subscribes('benoit@reader.example', 'fr');
    await asks('carla@reader.example').expect(200);
    // More than one batch of other readers, each with an unsubscribe link.
    await register.sql(
      `WITH many AS (INSERT INTO subscriber (id, email, language, confirmed_at)
         SELECT gen_random_uuid(), 'crowd-' || n || '@reader.example', 'en', now()
           FROM generate_series(1, $1) n RETURNING id)
       INSERT INTO subscriber_token (id, subscriber_id, purpose, hash) SELECT gen_random_uuid(), id,
       'newsletter_unsubscribe', sha256(id::text::bytea) FROM many`,
      [limits.digestBatch],
    );
    const digest = await begins();
    const letter = await administrator.browser
      .get(`/api/v1/staff/digests/${digest.id}/letter?language=fr`)
      .expect(200);
    expect(letter.body).toMatchObject({
      subject: says.subjectFr,
      blocks: [
        { text: 'Chers lecteurs,' },
        { kind: 'heading', text: 'Un nouveau signataire' },
        { kind: 'link' },
      ],
    });

    const sent = await sends(digest).expect(200);
    expect(sent.body).toMatchObject({ state: 'sending', readers: limits.digestBatch });
    // This reader subscribes too late for the digest.
    await register.sql(
      `INSERT INTO subscriber (id, email, language, confirmed_at)
        VALUES ('ffffffff-ffff-4fff-bfff-ffffffffffff', 'dora@reader.example', 'en', now())`,
    );
    await register.sql(
      `INSERT INTO subscriber_token (id, subscriber_id, purpose, hash) SELECT gen_random_uuid(), id,
        'newsletter_unsubscribe', 'x' FROM subscriber WHERE email LIKE 'dora%'`,
    );
    await Promise.all([runJobs(), runJobs()]);
    // After a paused worker or a clock jump, the same readers are processed again.
    await register.sql(`UPDATE digest SET state = 'sending', reached = NULL WHERE id = $1`, [
      digest.id,
    ]);
    await runJobs();
    expect(
      await register.sql(`SELECT state, readers FROM digest WHERE id = $1`, [digest.id]),
    ).toEqual([{ state: 'sent', readers: limits.digestBatch + 2 }]);
    await register.sql(`DELETE FROM subscriber WHERE email LIKE 'crowd-%'`);
    await Promise.all([register, second, register].map(({ app }) => app.get(MailWorker).drain()));

    const digests = (email: string) =>
      register.mailbox.of(email).filter(({ subject }) => /Novem/i.test(subject));
    expect(digests('anna@reader.example')).toHaveLength(1);
    expect(digests('benoit@reader.example')).toHaveLength(1);
    expect(digests('carla@reader.example')).toHaveLength(0);
    expect(digests('dora@reader.example')).toHaveLength(0);
    const [mail] = digests('benoit@reader.example');
    expect(mail!.subject).toBe(says.subjectFr);
    expect(mail!.text).toContain('Chers lecteurs,');
    expect(mail!.text).toContain('/fr/signatories/');
    expect(mail!.html).toContain('Se désabonner');

    const address = /List-Unsubscribe: <http:\/\/register\.example(\/\S+)>/.exec(
      unfolded(mail!),
    )![1]!;
    expect(unfolded(mail!)).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    await changesNothing(register, () => register.anonymous.get(address).expect(200));
    await register.anonymous
      .post(address)
      .type('form')
      .send({ 'List-Unsubscribe': 'One-Click' })
      .expect(200);
    expect(await subscribers('benoit@reader.example')).toEqual([]);
    expect(
      await register.sql(`SELECT 1 FROM outbox WHERE recipient = 'benoit@reader.example'`),
    ).toEqual([]);
    await changesNothing(register, () =>
      register.anonymous
        .post(address)
        .type('form')
        .send({ 'List-Unsubscribe': 'One-Click' })
        .expect(200),
    );
    const { subscribers: counts, digests: list } = (
      await administrator.browser.get('/api/v1/staff/newsletter').expect(200)
    ).body as NewsletterDto;
    expect(counts).toMatchObject({ left: 1 });
    expect(list[0]).toMatchObject({ state: 'sent', queued: 0 });
  });

  it('is sent once, by a colleague who saw its current version, and never empty', async () => {
    const digest = await begins();
    expectProblem(
      await changesNothing(register, () =>
        administrator.browser.post('/api/v1/staff/digests').send(says),
      ),
      409,
      'digest-open',
    );
    expectProblem(
      await changesNothing(register, () => sends({ ...digest, version: 7 })),
      412,
      'changed-meanwhile',
    );
    const { body: emptied } = await administrator.browser
      .put(`/api/v1/staff/digests/${digest.id}`)
      .set('If-Match', `"${digest.version}"`)
      .send({ ...says, introEn: '', introFr: '' })
      .expect(200);
    expectProblem(
      await changesNothing(register, () => sends(emptied as DigestDto)),
      409,
      'digest-empty',
    );
    const { body: filled } = await administrator.browser
      .put(`/api/v1/staff/digests/${digest.id}`)
      .set('If-Match', `"${(emptied as DigestDto).version}"`)
      .send(says)
      .expect(200);
    const answers = await Promise.all([
      sends(filled as DigestDto),
      sends(filled as DigestDto),
      sends(filled as DigestDto),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await runJobs();
    const twice = await register.sql(
      `SELECT recipient FROM outbox WHERE template = 'newsletter_digest' GROUP BY recipient,
        letter_id HAVING count(*) > 1`,
    );
    expect(twice).toEqual([]);
  });

  it('can be tried on oneself: nobody else gets it, and it has nothing to leave', async () => {
    const digest = await begins();
    const before = register.mailbox.mails.length;
    await register.drain();
    await administrator.browser
      .post(`/api/v1/staff/digests/${digest.id}/tests`)
      .send({ language: 'en' })
      .expect(204);
    await register.drain();
    const mail = register.mailbox.newest(administrator.email, /^\[Test\] News of November$/);
    expect(unfolded(mail)).not.toContain('List-Unsubscribe');
    expect(
      register.mailbox.mails.slice(before).filter(({ subject }) => subject.startsWith('[Test]')),
    ).toHaveLength(1);
  });

  it('U18 the list of readers is for administrators, no formula, and its export an event', async () => {
    await subscribes('=cmd@reader.example');
    const csv = (await administrator.browser.get('/api/v1/staff/subscribers.csv').expect(200)).text;
    expect(csv).toContain("'=cmd@reader.example,en,");
    expect(csv).not.toContain('carla@reader.example');
    expect(
      await register.sql(
        `SELECT 1 FROM event WHERE action = 'subscriber.export' AND actor_id = $1`,
        [administrator.id],
      ),
    ).toHaveLength(1);
    const publisher = await Colleague.signsIn(register, 'publisher');
    expectProblem(
      await changesNothing(register, () => publisher.browser.get('/api/v1/staff/subscribers.csv')),
      403,
      'not-allowed',
    );
  });
});

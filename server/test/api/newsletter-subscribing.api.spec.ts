import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { limits } from '../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { tokenIn } from '../support/mailbox.js';
import { asksFor, confirmation, subscribersWith, subscribesTo } from '../support/newsletter.js';
import { changesNothing } from '../support/problems.js';

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
afterEach(() => register.forgetLimits());

const asks = (email: string, language?: string, more?: object) =>
  asksFor(register, email, language, more);
const subscribers = (email: string) => subscribersWith(register, email);
const subscribes = (email: string, language?: string) => subscribesTo(register, email, language);
const runJobs = () =>
  Promise.all([register, second, register].map(({ app }) => app.get(JobsService).runAll()));

describe('subscribing', () => {
  it('is asked for by a form, confirmed by a press of a button, and changes nothing when a page is merely opened', async () => {
    await asks('Reader@Town.example', 'fr').expect(200);
    await register.drain();
    const mail = register.mailbox.newest('reader@town.example', confirmation);
    const path = /https?:\/\/[^/]+(\/fr\/newsletter\/confirm\?token=\S+)/.exec(mail.text)![1]!;
    await changesNothing(register, () => register.anonymous.get(path).expect(200));
    expect(await subscribers('reader@town.example')).toMatchObject([
      { language: 'fr', confirmed_at: null },
    ]);
    await register.anonymous
      .post('/fr/newsletter/confirm')
      .type('form')
      .send({ token: tokenIn(mail) })
      .expect(200);
    expect((await subscribers('reader@town.example'))[0]!.confirmed_at).not.toBeNull();
    // Only a hash is stored, and the event names no one.
    expect(
      await register.sql('SELECT 1 FROM subscriber_token WHERE hash::text LIKE $1', [
        `%${tokenIn(mail)}%`,
      ]),
    ).toHaveLength(0);
    const [all] = await register.sql<{ text: string }>(
      `SELECT string_agg(event::text, ' ') AS text FROM event`,
    );
    expect(all!.text).not.toContain('town.example');
  });

  it('answers the same, whether the address is known or not', async () => {
    await subscribes('known@town.example');
    const [known, unknown] = [await asks('known@town.example'), await asks('unknown@town.example')];
    expect({ status: known.status, text: known.text }).toEqual({
      status: unknown.status,
      text: unknown.text,
    });
    await register.drain();
    expect(register.mailbox.newest('known@town.example', /already/).text).toContain(
      '/en/newsletter/leave?token=',
    );
  });

  it('a token serves its own purpose only', async () => {
    await asks('purpose@town.example').expect(200);
    await register.drain();
    const token = tokenIn(register.mailbox.newest('purpose@town.example', confirmation));
    await changesNothing(register, () =>
      register.anonymous.post('/en/newsletter/leave').type('form').send({ token }).expect(200),
    );
    await changesNothing(register, () =>
      register.anonymous
        .post('/en/newsletter/confirm')
        .type('form')
        .send({ token: `${token}x` })
        .expect(410),
    );
    await register.sql(`UPDATE subscriber_token SET expires_at = now()`);
    await changesNothing(register, () =>
      register.anonymous.post('/en/newsletter/confirm').type('form').send({ token }).expect(410),
    );
  });

  it.each(['', 'nobody', 'a@b', 'x@town.example\r\nBcc: all@evil.example'])(
    'S05 %j is no address',
    async (email) => {
      await changesNothing(register, () => asks(email).expect(422));
    },
  );

  it('a bot that fills in the hidden field is thanked and ignored', async () => {
    const honest = await asks('honest@town.example');
    const machine = await changesNothing(register, () =>
      asks('machine@town.example', 'en', { homepage: 'https://x.example' }),
    );
    expect({ status: machine.status, text: machine.text }).toEqual({
      status: honest.status,
      text: honest.text,
    });
  });

  it('S44 100 mails to one address, or 100 addresses from one network, end in 429 with Retry-After', async () => {
    for (let count = 0; count < limits.askedMails.perMailbox.hour; count += 1)
      await asks('flooded@town.example').expect(200);
    const refusal = await changesNothing(register, () => asks('flooded@town.example'));
    expect(refusal.status).toBe(429);
    expect(Number(refusal.headers['retry-after'])).toBeGreaterThan(0);
    await register.forgetLimits();
    const { points } = limits.newsletterSignUpsPerAddress;
    for (let count = 0; count < points; count += 1)
      await asks(`many-${count}@town.example`).expect(200);
    await changesNothing(register, () => asks('one-more@town.example').expect(429));
  });

  it('PR2 a subscriber who does not confirm within seven days is deleted with every mail; a confirmed one stays', async () => {
    await subscribes('stays@town.example');
    await asks('late@town.example').expect(200);
    await register.sql(
      `UPDATE subscriber SET created_at = now() - make_interval(days => $1)
        WHERE email LIKE '%@town.example'`,
      [limits.unconfirmedSubscriberDays + 1],
    );
    await runJobs();
    expect(await subscribers('late@town.example')).toEqual([]);
    expect(
      await register.sql(`SELECT 1 FROM outbox WHERE recipient = 'late@town.example'`),
    ).toEqual([]);
    expect(await subscribers('stays@town.example')).toHaveLength(1);
  });

  it('PR2 that a mail was sent is forgotten in its time, and its words at once', async () => {
    await subscribes('mailed@town.example');
    await register.drain();
    const mails = () =>
      register.sql<{ data: object }>(
        `SELECT data FROM outbox WHERE recipient = 'mailed@town.example'`,
      );
    expect(await mails()).toEqual([{ data: {} }]);
    await register.sql(`UPDATE outbox SET sent_at = now() - make_interval(days => $1)`, [
      limits.sentMailDays + 1,
    ]);
    await runJobs();
    expect(await mails()).toEqual([]);
  });
});

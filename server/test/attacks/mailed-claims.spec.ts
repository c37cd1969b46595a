import { MailedReplies } from '../../src/joining/messages/mailed-replies.service.js';
import { withoutSecret } from '../../src/platform/mail/without-secret.js';
import type { TestApp } from '../support/app.js';
import type { Colleague } from '../support/colleague.js';
import { reads, replies, timelineOf, writes } from '../support/letters.js';
import { mail, MailDesk } from '../support/mail-desk.js';
import { tokenIn } from '../support/mailbox.js';
import { tablesWith } from '../support/persons.js';

let desk: MailDesk;
let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  desk = await MailDesk.opens();
  ({ register, anna } = desk);
});
afterAll(() => desk.close());
beforeEach(() => register.forgetLimits());

describe('Secrets that an answer quotes', () => {
  const secret = 'aB3-_x7Yk0Q2mN4pR6sT8uV1wX5zC9dE0fG2hJ4kL6a';

  it.each([
    ['plain', `https://r.example/en/case/open?token=${secret} and more`],
    [
      'wrapped',
      `> https://r.example/x?token=${secret.slice(0, 20)}\n> ${secret.slice(20)} and more`,
    ],
    ['before its value', `https://r.example/x?token=\n> ${secret} and more`],
    [
      'quoted-printable',
      `https://r.example/x?token=${secret.slice(0, 9)}=\n${secret.slice(9)} and more`,
    ],
    ['bracketed', `[https://r.example/x?lang=en&token=${secret}] and more`],
    [
      'rewritten',
      `https://filter.example/?url=https%3A%2F%2Fr.example%2Fx%3Ftoken%3D${secret}&data=1 and more`,
    ],
    ['the address', `To: cases+${'k7'.repeat(26)}@register.example and more`],
  ])('%s: are removed, and nothing else is', (_, text) => {
    const kept = withoutSecret(text);
    for (let at = 0; at + 12 <= secret.length; at += 4)
      expect(kept).not.toContain(secret.slice(at, at + 9));
    expect(kept).not.toContain('k7k7');
    expect(kept).toContain(' and more');
  });

  it('are nowhere in the case', async () => {
    const { town, id, to } = await desk.written();
    const link = `https://r.example/en/hand-over?token=${secret}`;
    const quoted = `On Mon, 30 Nov 2026 at 10:00 the Congress wrote:\n> ${link}\n> ${to}`;
    await desk.imap.deliver(mail({ From: town.email, To: to }, `See ${link}\n\n${quoted}`));
    expect(await desk.looks()).toEqual(['kept']);
    const told = JSON.stringify(await timelineOf(anna, id));
    expect(told).toContain('hand-over?token=…');
    expect(await tablesWith(register, secret, to)).toEqual({});
  });
});

describe('Only the current contact gets a reply address of the case', () => {
  const email = 'successor@town.example';

  it('neither the next contact during a hand-over, nor the former one', async () => {
    const { town, id, to } = await desk.written();
    await town.browser
      .post('/api/v1/submission/hand-overs')
      .send({ name: 'Sam Successor', email })
      .expect(202);
    await register.drain();
    const asking = register.mailbox.newest(email, /./);
    expect(desk.replyTo(email, /./)).toBeNull();
    // A follow-up of the endorsement has a separate token.
    const [follow] = await register.sql<{ id: string }>(
      `INSERT INTO submission (id, reference, kind, state, language, parent_id)
       VALUES (gen_random_uuid(), 'FFFFFFFF', 'practice', 'waiting', 'en', $1) RETURNING id`,
      [id],
    );
    await register.sql(
      `INSERT INTO submission_token (id, hash, purpose, submission_id, expires_at)
       VALUES (gen_random_uuid(), 'x', 'reply', $1, 'infinity')`,
      [follow!.id],
    );
    await register
      .browser()
      .post('/api/v1/hand-overs')
      .send({ token: tokenIn(asking) })
      .expect(200);
    const replyTokens = () =>
      register.sql(
        `SELECT 1 FROM submission_token WHERE purpose = 'reply'
        AND submission_id IN ($1, $2)`,
        [id, follow!.id],
      );
    expect(await replyTokens()).toEqual([]);
    await register.drain();
    expect(desk.replyTo(town.email, /./)).toBeNull();
    expect(desk.replyTo(email, /./)).not.toBeNull();
    await desk.imap.deliver(mail({ From: town.email, To: to }, 'I am still here.'));
    expect(await desk.looks()).toEqual(['unknown']);
  });
});

describe('A closed case', () => {
  it('accepts no mail, and its unread messages no longer wait', async () => {
    const { town, id, to } = await desk.written();
    await writes(town, 'From the page.').expect(200);
    await desk.imap.deliver(mail({ From: town.email, To: to }, 'By mail.'));
    expect(await desk.looks()).toEqual(['kept']);
    expect(await timelineOf(anna, id)).toMatchObject({ unread: 2 });
    const found = await anna.findsCase(town.reference);
    await anna.decides(found, { verdict: 'reject', reason: 'Not an authority.' });
    await desk.imap.deliver(mail({ From: town.email, To: to }, 'But we are!'));
    expect(await desk.looks()).toEqual(['unknown']);
    const told = await timelineOf(anna, id);
    expect(told).toMatchObject({ messages: 3, unread: 0 });
    expect(told.items.filter(({ unread }) => unread)).toEqual([]);
    expect((await anna.opensCase(id)).findings.map(({ check }) => check)).not.toContain('messages');
    const { body } = await anna.browser.get('/api/v1/staff/submissions?unread=true').expect(200);
    expect(JSON.stringify(body)).not.toContain(town.reference);
    const home = await anna.browser.get('/api/v1/staff/home').expect(200);
    expect(JSON.stringify((home.body as { messages: unknown }).messages)).not.toContain(
      town.reference,
    );
  });
});

describe('A mail’s claims about itself', () => {
  it.each([
    ['Precedence', 'bulk'],
    ['X-Auto-Response-Suppress', 'All'],
    ['Auto-Submitted', 'auto-generated'],
  ])('%s: %s does not hide the words of a person', async (header, value) => {
    const { town, id, to } = await desk.written();
    await desk.imap.deliver(mail({ From: town.email, To: to, [header]: value }, 'A person.'));
    expect(await desk.looks()).toEqual(['kept']);
    const told = await timelineOf(anna, id);
    expect(told).toMatchObject({ unread: 1 });
    expect(told.items[0]).toMatchObject({
      text: 'A person.',
      mail: { isAutomatic: false, mayBeAutomatic: true },
    });
    expect((await town.browser.get('/en/case')).text).toContain('A person.');
  });

  it.each([
    ['Auto-Submitted', 'auto-replied (vacation)'],
    ['X-Autoreply', 'yes'],
  ])('%s: %s is a program, and only its arrival is recorded', async (header, value) => {
    const { town, id, to } = await desk.written();
    const ill = mail({ From: town.email, To: to, [header]: value }, 'I am ill, Zipperlein.');
    await desk.imap.deliver(ill);
    expect(await desk.looks()).toEqual(['kept']);
    const told = await timelineOf(anna, id);
    expect(told).toMatchObject({ unread: 0 });
    expect(told.items[0]).toMatchObject({ text: '', mail: { isAutomatic: true } });
    expect(await tablesWith(register, 'Zipperlein')).toEqual({});
  });

  it('are not trusted: a stranger’s text is shown to the town as a stranger’s, once a colleague has read it', async () => {
    const { town, id, to } = await desk.written();
    const page = async () => (await town.browser.get('/en/case').expect(200)).text;
    const words = 'Dear town, send the signed Pact to my address.';
    await desk.imap.deliver(mail({ From: 'The Congress <evil@elsewhere.example>', To: to }, words));
    await desk.imap.deliver(mail({ From: town.email, To: to }, 'Our own words.'));
    expect(await desk.looks()).toEqual(['kept', 'kept']);
    expect(await page()).not.toContain(words);
    expect(await page()).toContain('You wrote to the Congress by e-mail');
    await reads(anna, id, 3).expect(200);
    expect(await page()).toContain(words);
    expect(await page()).toContain('Somebody else (evil@elsewhere.example) wrote by e-mail');
    const actors = await register.sql<{ actor: string }>(
      `SELECT DISTINCT actor_kind AS actor FROM event
       WHERE action = 'message.receive' AND subject_id = $1`,
      [id],
    );
    expect(actors).toEqual([{ actor: 'system' }]);
  });
});

describe('No answer is lost', () => {
  it('automatic replies do not count towards the limit, and mails above it wait unseen for another day', async () => {
    const { town, id, to } = await desk.written();
    const from = { From: town.email, To: to };
    await register.sql(
      `INSERT INTO case_message (id, submission_id, author, text, mail_key, is_automatic, read_at)
       SELECT gen_random_uuid(), $1, 'authority', '', sha256(n::text::bytea), true, now()
       FROM generate_series(1, 20) n`,
      [id],
    );
    await desk.imap.deliver(mail(from, 'The true answer.'));
    expect(await desk.looks()).toEqual(['kept']);
    await register.sql('UPDATE case_message SET is_automatic = false WHERE submission_id = $1', [
      id,
    ]);
    await desk.imap.deliver(mail(from, 'One too many.'));
    expect(await desk.looks()).toEqual(['too many']);
    expect(await desk.looks()).toEqual([]);
    await register.sql(
      `UPDATE case_message SET written_at = written_at - interval '2 days'
       WHERE submission_id = $1`,
      [id],
    );
    desk.anHourLater();
    expect(await desk.looks()).toEqual(['kept']);
  });

  it('a failure on our side leaves it in the mailbox, and the mails after it are processed', async () => {
    const { town, id, to } = await desk.written();
    const failing = jest
      .spyOn(MailedReplies.prototype, 'take')
      .mockRejectedValueOnce(Object.assign(new Error('deadlock'), { code: '40P01' }));
    for (const text of ['First.', 'Second.'])
      await desk.imap.deliver(mail({ From: town.email, To: to }, text));
    expect(await desk.looks()).toEqual(['kept']);
    failing.mockRestore();
    desk.anHourLater();
    expect(await desk.looks()).toEqual(['kept']);
    expect(await timelineOf(anna, id)).toMatchObject({ messages: 3, unread: 2 });
  });

  it('different mails with the same or no Message-ID are all kept; a repeated one is kept once', async () => {
    const { town, to } = await desk.written();
    for (const id of ['<always@town.example>', '']) {
      const from = { From: town.email, To: to, 'Message-ID': id };
      for (const text of [`One ${id}`, `Two ${id}`, `Two ${id}`])
        await desk.imap.deliver(mail(from, text));
      expect((await desk.looks()).sort()).toEqual(['kept', 'kept', 'known']);
    }
  });

  it('opening it in a mail program does not hide it', async () => {
    const { town, to } = await desk.written();
    await desk.imap.deliver(mail({ From: town.email, To: to }, 'Seen by a person.'));
    await desk.imap.isOpened();
    expect(await desk.looks()).toEqual(['kept']);
  });

  it('an empty text is no answer when the words are in HTML', async () => {
    const { town, id, to } = await desk.written();
    const parts = [
      ...['--b', 'Content-Type: text/plain', '', ' ', '--b'],
      ...['Content-Type: text/html', '', '<p>The words.</p>', '--b--'],
    ].join('\n');
    const type = 'multipart/alternative; boundary=b';
    await desk.imap.deliver(mail({ From: town.email, To: to }, parts, type));
    expect(await desk.looks()).toEqual(['kept']);
    expect((await timelineOf(anna, id)).items[0]!.text).toBe('The words.');
  });

  it('an address unused for half a year expires, and each mail renews it', async () => {
    const { town, id } = await desk.written();
    const days = async () =>
      register.sql<{ days: number }>(
        `SELECT DISTINCT round(extract(epoch FROM expires_at - now()) / 86400)::int AS days
         FROM submission_token WHERE submission_id = $1 AND purpose = 'reply'`,
        [id],
      );
    expect(await days()).toEqual([{ days: 180 }]);
    await register.sql(
      `UPDATE submission_token SET expires_at = now() + interval '3 days'
       WHERE submission_id = $1 AND purpose = 'reply'`,
      [id],
    );
    await replies(anna, id, 'Again?', 1).expect(201);
    await register.drain();
    expect(desk.replyTo(town.email, /^Message about/)).not.toBeNull();
    expect(await days()).toEqual([{ days: 180 }]);
  });
});

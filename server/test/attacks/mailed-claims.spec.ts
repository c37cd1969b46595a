import { withoutSecret } from '../../src/platform/mail/without-secret.js';
import type { TestApp } from '../support/app.js';
import type { Colleague } from '../support/colleague.js';
import { timelineOf } from '../support/letters.js';
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
      `> https://r.example/en/case/open?token=${secret.slice(0, 20)}\n> ${secret.slice(20)} and more`,
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
  ])('%s: go, and nothing else does', (_, text) => {
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

describe('Only the present contact is given an address that reaches the case', () => {
  const email = 'successor@town.example';

  it('neither who is asked to take the case over, nor who has handed it over', async () => {
    const { town, id, to } = await desk.written();
    await town.browser
      .post('/api/v1/submission/hand-overs')
      .send({ name: 'Sam Successor', email })
      .expect(202);
    await register.drain();
    const asking = register.mailbox.newest(email, /./);
    expect(desk.replyTo(email, /./)).toBeNull();
    // What followed the endorsement has a token of its own.
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

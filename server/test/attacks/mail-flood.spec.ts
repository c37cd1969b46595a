import { limits } from '../../src/platform/config/limits.js';
import { mailboxOf } from '../../src/platform/mail/mailbox.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { importedTown, invites } from '../support/contact-invitations.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const { perMailbox, perNetwork, setAsideADay } = limits.askedMails;
const contact = (email: string) => ({
  contact: { name: 'Olaf Officer', office: 'Youth office', phone: '+49 221 1234', email },
});

/** How many mails wait for or went to any spelling of a mailbox. */
async function mailsTo(mailbox: string): Promise<number> {
  const rows = await register.sql<{ recipient: string }>('SELECT recipient FROM outbox');
  return rows.filter(({ recipient }) => mailboxOf(recipient) === mailboxOf(mailbox)).length;
}
const newsletter = (email: string) =>
  register.anonymous
    .post('/en/newsletter')
    .type('form')
    .send({ email, language: 'en', consent: 'true', accepted: 'true' });

describe('S44 nobody uses the service to flood a mailbox', () => {
  it('25 drafts that each ask for five links, at the same moment', async () => {
    const victim = 'victim@town.example';
    const drafts = await Promise.all(Array.from({ length: 25 }, () => Applicant.begins(register)));
    // On a slow machine some wait longer for their turn at the counter than a lock may take: they
    // are told that nothing was changed, and ask again.
    const asks = async (browser: Applicant['browser']) => {
      for (let tries = 1; ; tries += 1) {
        const answer = await browser.post('/api/v1/submission/draft-links').send({ email: victim });
        if (answer.status !== 503 || tries === 5) return answer;
        expectProblem(answer, 503, 'unavailable');
      }
    };
    const answers = await Promise.all(
      drafts.flatMap(({ browser }) => Array.from({ length: 5 }, () => asks(browser))),
    );
    expect(await mailsTo(victim)).toBe(perMailbox.hour);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 429]));
    const refused = answers.find(({ status }) => status === 429)!;
    expectProblem(refused, 429, 'too-many-mails');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('links, confirmations, hand-overs and the newsletter together, by plus-addresses and dots', async () => {
    const spellings = [
      'Ann.Other@gmail.com',
      'annother+a@gmail.com',
      'a.n.n.o.t.h.e.r@googlemail.com',
      '"annother"@gmail.com',
      'annother+b+c@GMAIL.com',
    ];
    const host = await Applicant.endorses(register);
    for (const email of spellings) {
      const draft = await Applicant.begins(register);
      await draft.browser.post('/api/v1/submission/draft-links').send({ email });
      await host.browser
        .post('/api/v1/submission/hand-overs')
        .send({ name: 'Ann Other', office: 'Youth office', email });
      await newsletter(email);
    }
    expect(await mailsTo('annother@gmail.com')).toBeLessThanOrEqual(perMailbox.hour);
    expect(await mailsTo('annother@gmail.com')).toBeGreaterThan(2);
  });

  it('a draft that cannot be confirmed now keeps every answer, and can be sent an hour later', async () => {
    const victim = 'busy@town.example';
    for (let sent = 0; sent < perMailbox.hour; sent += 1)
      await Applicant.sends(register, contact(victim));
    const last = await Applicant.begins(register, contact(victim));
    await last.fillsIn();
    await last.uploads();
    expectProblem(await last.browser.post('/api/v1/submission/sending'), 429, 'too-many-mails');
    expect(await last.looks()).toMatchObject({ state: 'draft' });
    expect(await mailsTo(victim)).toBe(perMailbox.hour);
    await register.sql(`UPDATE asked_mail SET at = at - interval '61 minutes'`);
    expect((await last.sends()).state).toBe('unconfirmed');
  });

  it('at most twenty in a day, with some of them for forgotten passwords', async () => {
    const victim = 'daily@town.example';
    for (let hour = 0; hour < 6; hour += 1) {
      const draft = await Applicant.begins(register);
      for (let round = 0; round < perMailbox.hour + 1; round += 1)
        await draft.browser.post('/api/v1/submission/draft-links').send({ email: victim });
      await register.sql(`UPDATE asked_mail SET at = at - interval '61 minutes'`);
    }
    expect(await mailsTo(victim)).toBe(perMailbox.day - setAsideADay);
  });

  it('mails that are due are still sent: decisions, publication, the end of a case', async () => {
    const town = await Applicant.endorses(register);
    const draft = await Applicant.begins(register);
    for (let round = 0; round < 8; round += 1)
      await draft.browser.post('/api/v1/submission/draft-links').send({ email: town.email });
    await staff.approvesAndPublishes(town.reference);
    await register.drain();
    expect(
      register.mailbox
        .of(town.email)
        .map(({ subject }) => subject)
        .join('\n'),
    ).toMatch(/publi|register|list/i);
    const due = await register.sql(
      `SELECT template FROM outbox WHERE recipient = $1 AND template IN ('approved', 'published')`,
      [town.email],
    );
    expect(due.length).toBeGreaterThan(0);
  });

  it('one network cannot send mails to everyone', async () => {
    const draft = await Applicant.begins(register);
    await draft.browser
      .post('/api/v1/submission/draft-links')
      .send({ email: 'first@town.example' })
      .expect(202);
    // All but one of what the network may ask for in an hour, as if it had gone to others.
    await register.sql(
      `INSERT INTO asked_mail (key) SELECT key
        FROM (SELECT key, row_number() OVER (ORDER BY at DESC, ctid DESC) AS n FROM asked_mail) m,
        generate_series(1, $1)
       WHERE n = 1`,
      [perNetwork.hour - 2],
    );
    const statuses: number[] = [];
    for (let number = 0; number < 3; number += 1) {
      const stranger = await Applicant.begins(register);
      statuses.push(
        (
          await stranger.browser
            .post('/api/v1/submission/draft-links')
            .send({ email: `other-${number}@town.example` })
        ).status,
      );
    }
    expect(statuses).toEqual([202, 429, 429]);

    // A colleague behind the same network still invites contacts, each mailbox a few times.
    const clerk = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
    const id = await importedTown(register, clerk, 'Altenhort');
    const email = 'vera@altenhort.example';
    const invited: number[] = [];
    for (let seen = 0; seen <= perMailbox.hour; seen += 1)
      invited.push((await invites(clerk, id, { email }, seen)).status);
    expect(invited).toEqual([...Array<number>(perMailbox.hour).fill(200), 429]);
    expect(await mailsTo(email)).toBeLessThanOrEqual(perMailbox.hour);
  });
});

it.each([
  ['Ann.Other+x@GoogleMail.com', 'annother@gmail.com'],
  ['ann.other+x@town.example', 'ann.other@town.example'],
  ['ann-other_@pm.me', 'annother@proton.me'],
  ['"ann"@town.example.', 'ann@town.example'],
  ['+x@town.example', '+x@town.example'],
  ['ann@köln.example', 'ann@xn--kln-sna.example'],
])('S44 %s is the mailbox %s', (address, mailbox) => expect(mailboxOf(address)).toBe(mailbox));

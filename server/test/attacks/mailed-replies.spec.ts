import { MailedReplies } from '../../src/joining/messages/mailed-replies.service.js';
import type { MailListDto } from '../../src/workbench/mail-status/mail-status.dto.js';
import type { TestApp } from '../support/app.js';
import type { Colleague } from '../support/colleague.js';
import { mail, MailDesk } from '../support/mail-desk.js';
import { timelineOf } from '../support/letters.js';
import { tablesWith } from '../support/persons.js';
import { contentOf } from '../support/database.js';

let desk: MailDesk;
let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  desk = await MailDesk.opens();
  ({ register, anna } = desk);
});
afterAll(() => desk.close());
beforeEach(() => register.forgetLimits());

const flagged = async () => (await desk.imap.flags()).filter((flags) => flags === 'FS').length;
const history = 'On Mon, 30 Nov 2026 the Congress wrote:\n> Which council was it?';

describe('A mail is answered by mail', () => {
  it('the answer stands on the case, whole, until a colleague has read it; the mailbox says that it was taken', async () => {
    const { town, id, to } = await desk.written();
    expect(to).toMatch(/^cases\+[a-z2-7]{52}@register\.example$/);
    await desk.imap.deliver(mail({ From: town.email, To: to }, `The city council.\n\n${history}`));
    expect(await desk.looks()).toEqual(['kept']);
    const told = await timelineOf(anna, id);
    expect(told).toMatchObject({ messages: 2, unread: 1 });
    expect(told.items[0]).toMatchObject({
      ...{ kind: 'message', byAuthority: true, text: 'The city council.', unread: true },
      mail: { rest: history, attachments: [], isAutomatic: false, otherSender: null },
    });
    expect(await desk.imap.flags()).toEqual(['S']);
    expect((await town.browser.get('/en/case').expect(200)).text).toContain('The city council.');
    expect((await anna.opensCase(id)).state).toBe('waiting');
  });

  it('is taken once, however often it comes, also when we died before saying so', async () => {
    const { town, id, to } = await desk.written();
    const sent = mail({ From: town.email, To: to }, 'Only once.');
    for (const _ of [1, 2]) await desk.imap.deliver(sent);
    expect((await desk.looks()).sort()).toEqual(['kept', 'known']);
    const take = MailedReplies.prototype.take;
    const dying = jest
      .spyOn(MailedReplies.prototype, 'take')
      .mockImplementationOnce(async function (this: MailedReplies, one) {
        await take.call(this, one);
        throw Object.assign(new Error('killed'), { code: 'ECONNREFUSED' });
      });
    await desk.imap.deliver(mail({ From: town.email, To: to }, 'Before the end.'));
    expect(await desk.looks()).toEqual([]);
    dying.mockRestore();
    expect(await desk.looks()).toEqual(['known']);
    const texts = (await timelineOf(anna, id)).items.map(({ text }) => text);
    expect(texts.filter((text) => text === 'Only once.')).toHaveLength(1);
    expect(texts.filter((text) => text === 'Before the end.')).toHaveLength(1);
  });

  it('from another address it is kept and marked', async () => {
    const { id, to } = await desk.written();
    await desk.imap.deliver(
      mail({ From: 'Deputy <deputy@elsewhere.example>', To: to }, 'I answer.'),
    );
    await desk.looks();
    expect((await timelineOf(anna, id)).items[0]).toMatchObject({
      mail: { otherSender: 'deputy@elsewhere.example' },
    });
  });

  it('an out-of-office notice is noted, tells nobody and is not answered', async () => {
    const { town, id, to } = await desk.written();
    register.mailbox.mails.splice(0);
    await desk.imap.deliver(
      mail({ From: town.email, To: to, 'Auto-Submitted': 'auto-replied' }, 'I am away.'),
    );
    await desk.looks();
    await register.drain();
    expect(await timelineOf(anna, id)).toMatchObject({ unread: 0 });
    expect(register.mailbox.mails).toEqual([]);
    expect((await town.browser.get('/en/case').expect(200)).text).not.toContain('I am away.');
  });

  it('HTML is read as text, files are named and not taken', async () => {
    const { town, id, to } = await desk.written();
    const html = '<p>Yes,<br>we <b>did</b>.</p><script>alert(1)</script><img src="http://spy/x">';
    const parts = [
      ...['--b', 'Content-Type: text/html', '', html, '--b'],
      ...['Content-Type: application/pdf; name="minutes.pdf"'],
      ...['Content-Disposition: attachment; filename="minutes.pdf"'],
      ...['Content-Transfer-Encoding: base64', '', 'JVBERi0=', '--b--'],
    ].join('\n');
    await desk.imap.deliver(
      mail({ From: town.email, To: to }, parts, 'multipart/mixed; boundary=b'),
    );
    await desk.looks();
    const [item] = (await timelineOf(anna, id)).items;
    expect(item!.text).toMatch(/^Yes,\nwe did\./);
    expect(item!.mail!.attachments).toEqual(['minutes.pdf']);
    expect(
      await register.sql('SELECT 1 FROM document WHERE file_name = $1', ['minutes.pdf']),
    ).toEqual([]);
  });
});

describe('A mail that comes back', () => {
  const report = (to: string, action: string, status: string) => {
    const parts = [
      ...['--b', 'Content-Type: text/plain', '', 'Your mail was not delivered.', '--b'],
      ...['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', ''],
      ...['Final-Recipient: rfc822; town@town.example', `Action: ${action}`, `Status: ${status}`],
      ...['', '--b--'],
    ].join('\n');
    const type = 'multipart/report; report-type=delivery-status; boundary=b';
    const from = { From: 'MAILER-DAEMON@mx.example', 'Auto-Submitted': 'auto-replied' };
    return mail({ ...from, To: to }, parts, type);
  };

  it('marks the mail and the case, once, and only when it failed for good', async () => {
    const { town, id } = await desk.written();
    const path = register.mailbox.returnPaths.get(town.email)!;
    const forged = path.replace(/\+./, (start) => (start === '+a' ? '+b' : '+a'));
    await desk.imap.deliver(report(path, 'delayed', '4.4.1'));
    await desk.imap.deliver(report(forged, 'failed', '5.1.1'));
    expect((await desk.looks()).sort()).toEqual(['known', 'unknown']);
    expect((await anna.opensCase(id)).findings.map(({ check }) => check)).not.toContain('delivery');
    for (const _ of [1, 2]) await desk.imap.deliver(report(path, 'failed', '5.1.1'));
    expect((await desk.looks()).sort()).toEqual(['known', 'returned']);
    expect((await anna.opensCase(id)).findings).toContainEqual(
      expect.objectContaining({ check: 'delivery', tone: 'danger' }),
    );
    expect((await timelineOf(anna, id)).items[0]).toMatchObject({ mailState: 'returned' });
    const { body } = await anna.browser.get(`/api/v1/staff/mails?q=${town.email}`).expect(200);
    expect((body as MailListDto).items[0]).toMatchObject({ returnedStatus: '5.1.1' });
    expect(await timelineOf(anna, id)).toMatchObject({ messages: 1, unread: 0 });
  });
});

describe('Whom nobody wrote to', () => {
  it('reaches no case: guessed, foreign and dead addresses change nothing and stay in the mailbox', async () => {
    const { town, id, to } = await desk.written();
    await register.sql(`DELETE FROM submission_token WHERE submission_id = $1`, [id]);
    const left = await flagged();
    const before = await contentOf(register.database);
    const from = { From: town.email };
    await desk.imap.deliver(mail({ ...from, To: to }, 'The token has gone'));
    await desk.imap.deliver(
      mail({ ...from, To: `cases+${'a'.repeat(52)}@register.example` }, 'Guessed'),
    );
    await desk.imap.deliver(mail({ ...from, To: 'cases@register.example' }, town.reference));
    await desk.imap.deliver('\u0000not a mail at all');
    expect(await desk.looks()).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(await contentOf(register.database)).toEqual(before);
    expect(await flagged()).toBe(left + 4);
  });

  it('a flood is limited, and a huge mail is read at its beginning', async () => {
    const { town, id, to } = await desk.written();
    for (let count = 0; count < 22; count++)
      await desk.imap.deliver(mail({ From: town.email, To: to }, `Number ${count}`));
    const taken = await desk.looks();
    expect(taken.filter((one) => one === 'kept')).toHaveLength(20);
    expect(taken.filter((one) => one === 'too many')).toHaveLength(2);
    const other = await desk.written();
    await desk.imap.deliver(mail({ From: other.town.email, To: other.to }, 'x'.repeat(3_000_000)));
    expect(await desk.looks()).toEqual(['kept']);
    expect((await timelineOf(anna, other.id)).items[0]!.text.length).toBeLessThanOrEqual(20_000);
    expect((await timelineOf(anna, id)).messages).toBe(21);
  });

  it('words of mails leave with the data of the case', async () => {
    const { town, to } = await desk.written();
    await desk.imap.deliver(mail({ From: 'Zoe <zoe@zwetschge.example>', To: to }, 'Zwetschge'));
    await desk.looks();
    expect(Object.keys(await tablesWith(register, 'zwetschge'))).toEqual(['case_message']);
    await town.browser.post('/en/case/withdraw').type('form').send({}).expect(303);
    await town.browser.post('/en/case/erase').type('form').send({}).expect(303);
    expect(await tablesWith(register, 'zwetschge')).toEqual({});
  });
});

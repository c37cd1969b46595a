import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ImapFlow } from 'imapflow';
import { MailedReplies } from '../../src/joining/messages/mailed-replies.service.js';
import type { MailListDto } from '../../src/workbench/mail-status/mail-status.dto.js';
import type { TestApp } from '../support/app.js';
import type { Colleague } from '../support/colleague.js';
import { mail, MailDesk } from '../support/mail-desk.js';
import { replies, timelineOf } from '../support/letters.js';
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
  it('the whole answer is on the case until a colleague has read it; the mailbox marks it as processed', async () => {
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

  it('is kept once, however often it arrives, even if the process died before marking it', async () => {
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

  it('an out-of-office notice is recorded, notifies nobody and is not answered', async () => {
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

  it('HTML is read as text, and refused files are named', async () => {
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
    const page = (await town.browser.get('/en/case').expect(200)).text;
    expect(page).toContain('Files attached but not saved: minutes.pdf.');
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

describe('The mark of returned mails', () => {
  it('is set at once for an unknown address, otherwise the second time, and removed when a later mail arrives', async () => {
    const { town, id } = await desk.written();
    const isMarked = async () =>
      (await anna.opensCase(id)).findings.some(({ check }) => check === 'delivery');
    const returns = (status: string, mails: number) =>
      register.sql(
        `UPDATE outbox SET returned_at = now(), returned_status = $2 WHERE id IN (
           SELECT id FROM outbox WHERE recipient = $1 AND state = 'sent' AND returned_at IS NULL
           ORDER BY sent_at DESC LIMIT $3)`,
        [town.email, status, mails],
      );
    await returns('5.2.2', 1);
    expect(await isMarked()).toBe(false);
    await returns('5.2.2', 1);
    expect(await isMarked()).toBe(true);
    await replies(anna, id, 'Once more?', 1).expect(201);
    await register.drain();
    expect(await isMarked()).toBe(false);
    await returns('5.1.1', 1);
    expect(await isMarked()).toBe(true);
  });
});

describe('The report of a real server, Postfix', () => {
  const reportFor = async (path: string, ...changes: [string, string][]) => {
    const report = await readFile(resolve('server/test/fixtures/postfix-report.eml'), 'utf8');
    return changes.reduce(
      (text, [from, to]) => text.replace(from, to),
      report.replaceAll('RETURN-PATH', path),
    );
  };

  it('is read from its fields, not from the mail that it quotes', async () => {
    const { town } = await desk.written();
    const path = register.mailbox.returnPaths.get(town.email)!;
    const quotes: [string, string][] = [
      ['Action: failed', 'Action: delayed'],
      ['Status: 5.1.1', 'Status: 4.4.1'],
      ['This is the mail system', 'Action: failed\nStatus: 5.1.1\nThis is the mail system'],
    ];
    await desk.imap.deliver(await reportFor(path, ...quotes));
    expect(await desk.looks()).toEqual(['known']);
    await desk.imap.deliver(await reportFor(path, ['<2026', '<2027']));
    expect(await desk.looks()).toEqual(['returned']);
  });
});

describe('Unknown addresses', () => {
  it('reach no case: guessed, foreign and expired ones change nothing, and their mails stay in the mailbox', async () => {
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

  it('are not read either: only the headers of a stranger’s mail are fetched', async () => {
    const fetched = jest.spyOn(ImapFlow.prototype, 'fetchOne');
    const bodies = () => fetched.mock.calls.filter(([, { source }]) => source).length;
    const { town, to } = await desk.written();
    const html = `<p>${'A stranger’s words. '.repeat(40_000)}</p>`;
    await desk.imap.deliver(mail({ To: 'cases@register.example' }, html, 'text/html'));
    expect(await desk.looks()).toEqual(['unknown']);
    expect(bodies()).toBe(0);
    await desk.imap.deliver(mail({ From: town.email, Bcc: '', 'Delivered-To': to }, 'The town’s.'));
    expect(await desk.looks()).toEqual(['kept']);
    expect(bodies()).toBe(1);
    fetched.mockRestore();
  });

  it('a flood is limited, and only the beginning of a huge mail is read', async () => {
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

  it('only the beginning of an endless HTML page is kept', async () => {
    const { town, id, to } = await desk.written();
    const picture = `<img src="data:image/png;base64,${'A'.repeat(300_000)}">`;
    const style = `<style>${'p { margin: 0 } '.repeat(10_000)}</style>`;
    const page = `<p>First words.</p>${'<p>And so on.</p>'.repeat(50_000)}`;
    const html = style + picture + page;
    await desk.imap.deliver(mail({ From: town.email, To: to }, html, 'text/html'));
    expect(await desk.looks()).toEqual(['kept']);
    expect((await timelineOf(anna, id)).items[0]!.text).toMatch(/^First words\.\n\nAnd so on\./);
  });

  it('the text of mails is deleted with the data of the case', async () => {
    const { town, to } = await desk.written();
    await desk.imap.deliver(mail({ From: 'Zoe <zoe@zwetschge.example>', To: to }, 'Zwetschge'));
    await desk.looks();
    expect(Object.keys(await tablesWith(register, 'zwetschge'))).toEqual(['case_message']);
    await town.browser.post('/en/case/withdraw').type('form').send({}).expect(303);
    await town.browser.post('/en/case/erase').type('form').send({}).expect(303);
    expect(await tablesWith(register, 'zwetschge')).toEqual({});
  });
});

import { SettingsService } from '../../src/platform/settings/settings.service.js';
import type { MailAttemptsDto } from '../../src/workbench/mail-status/mail-status.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { CapturedLog } from '../support/captured-log.js';
import { Colleague } from '../support/colleague.js';
import { expectProblem } from '../support/problems.js';
import { ScriptedSmtp, type Script } from '../support/scripted-smtp.js';

let smtp: ScriptedSmtp;
let register: TestApp;
let administrator: Colleague;
beforeAll(async () => {
  smtp = await ScriptedSmtp.open();
  register = await startApp({ described: true, settings: { SMTP_URL: `smtp://${smtp.host}` } });
  administrator = await Colleague.signsIn(register, 'administrator', 'reviewer');
});
afterAll(async () => {
  await register.close();
  await smtp.close();
});
beforeEach(() => register.forgetLimits());

async function mailId(): Promise<string> {
  const [row] = await register.sql<{ id: string }>(
    'SELECT id FROM outbox ORDER BY id DESC LIMIT 1',
  );
  return row!.id;
}
async function attempts(id: string): Promise<MailAttemptsDto> {
  const { body } = await administrator.browser
    .get(`/api/v1/staff/mails/${id}/attempts`)
    .expect(200);
  return body as MailAttemptsDto;
}
/** One attempt after the other; each mail server behaves as its script says. */
async function tries(...scripts: Script[]): Promise<string> {
  const { email } = await Applicant.sends(register);
  for (const script of scripts) {
    smtp.script = script;
    await register.sql(`UPDATE outbox SET next_attempt_at = now() WHERE state = 'queued'`);
    await register.drain();
  }
  return email;
}

describe('RL6 U20 why a mail did not arrive', () => {
  it('each answer is kept whole: later, in several lines, refused with its enhanced code', async () => {
    const later = ['450-4.2.0 <x>: Greylisted, see', '450 4.2.0 https://postgrey.example/help'];
    const refused = ['550 5.1.1 <x>: Recipient address rejected: User unknown'];
    await tries({ RCPT: later }, { RCPT: refused });
    const id = await mailId();
    const { items, messageId } = await attempts(id);
    expect(messageId).toBe(`<${id}@register.example>`);
    const at = expect.any(String) as string;
    const server = smtp.host;
    expect(items).toEqual([
      {
        at,
        server,
        outcome: 'refused',
        command: 'RCPT TO',
        code: 550,
        enhanced: '5.1.1',
        text: refused[0],
        queueId: null,
      },
      {
        at,
        server,
        outcome: 'deferred',
        command: 'RCPT TO',
        code: 450,
        enhanced: '4.2.0',
        text: later.join('\n'),
        queueId: null,
      },
    ]);
  });

  it('a server that hangs up and one that never confirms are distinguished; then the queue number', async () => {
    await tries(
      { greeting: null },
      { greeting: ['421 4.7.0 too many connections'] },
      { end: null },
      { end: ['250 2.0.0 Ok: queued as 4ZxJ2k1Qz9'] },
    );
    const { items } = await attempts(await mailId());
    expect(items.map(({ outcome, code, queueId }) => ({ outcome, code, queueId }))).toEqual([
      { outcome: 'accepted', code: 250, queueId: '4ZxJ2k1Qz9' },
      { outcome: 'uncertain', code: null, queueId: null },
      { outcome: 'deferred', code: 421, queueId: null },
      { outcome: 'unanswered', code: null, queueId: null },
    ]);
    expect(items[3]!.text).not.toBe('');
  });

  it('a control character in an answer undoes nothing: the mail is sent, and once', async () => {
    await tries({ end: ['250 2.0.0 Ok\0: queued as 4ZxJ2k1Qz9'] });
    const id = await mailId();
    expect(await register.sql('SELECT state FROM outbox WHERE id = $1', [id])).toEqual([
      { state: 'sent' },
    ]);
    expect((await attempts(id)).items).toMatchObject([
      { outcome: 'accepted', text: '250 2.0.0 Ok\ufffd: queued as 4ZxJ2k1Qz9' },
    ]);
  });

  it('a failure on our side is not recorded as the server’s answer', async () => {
    const settings = register.app.get(SettingsService);
    await Applicant.sends(register);
    settings.current = () => Promise.reject(new Error('no database'));
    await register.drain();
    Reflect.deleteProperty(settings, 'current');
    const id = await mailId();
    expect(await register.sql('SELECT attempts FROM outbox WHERE id = $1', [id])).toEqual([
      { attempts: 1 },
    ]);
    expect((await attempts(id)).items).toEqual([]);
  });

  it('our log has the ids to search the mail server’s log, and no address', async () => {
    const log = new CapturedLog();
    const email = await tries({
      RCPT: ['550 5.7.1 <olaf@town.example>: not here, ask <eva@town.example>'],
    });
    const id = await mailId();
    const lines = log.take();
    log.end();
    const line = lines.find((each) => each['mail'] === id);
    expect(line).toMatchObject({
      msg: 'mail not sent',
      code: 550,
      enhancedCode: '5.7.1',
      answer: '550 5.7.1 <…@…>: not here, ask <…@…>',
    });
    expect(JSON.stringify(lines)).not.toContain(email);
  });

  it('is for who may read the mail; goes with the mail, and an address in an answer with its person', async () => {
    const eva = await tries({});
    await tries({ RCPT: [`550 5.1.1 moved to ${eva}`] });
    const id = await mailId();
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    expectProblem(await reviewer.browser.get(`/api/v1/staff/mails/${id}/attempts`), 404);
    await administrator.browser
      .post('/api/v1/staff/persons/search')
      .send({ email: eva })
      .expect(200)
      .expect(({ body }: { body: { mentions: { kind: string }[] } }) =>
        expect(body.mentions.map(({ kind }) => kind)).toContain('mail_attempt'),
      );
    await administrator.browser
      .post('/api/v1/staff/persons/erasure')
      .send({ email: eva })
      .expect(200);
    const [attempt] = (await attempts(id)).items;
    expect(attempt!.text).toMatch(/^550 5\.1\.1 moved to /);
    expect(attempt!.text).not.toContain(eva);
    await register.sql('DELETE FROM outbox WHERE id = $1', [id]);
    expect(await register.sql('SELECT 1 FROM mail_attempt WHERE mail_id = $1', [id])).toEqual([]);
  });
});

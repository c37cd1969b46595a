import { extractText, getMeta } from 'unpdf';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { tokenIn, type ReceivedMail } from '../support/mailbox.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

const answersIn = async (mail: ReceivedMail) => {
  expect(mail.attachments).toHaveLength(1);
  const [{ name, type, content }] = mail.attachments as [ReceivedMail['attachments'][number]];
  expect(type).toBe('application/pdf');
  return { name, content, text: await textOf(content) };
};

describe('U1 the answers as they were sent go with the mail that says so', () => {
  it('to a proven address only, in her language, and whatever became of them since; the outbox keeps nothing of them', async () => {
    const town = await Applicant.begins(register);
    await town.browser.post('/el/endorse/signer').type('form').send({ version: '1' });
    await town.fillsIn();
    await town.uploads();
    await town.sends();
    await register.drain();
    const token = tokenIn(register.mailbox.newest(town.email, new RegExp(town.reference)));
    expect(register.mailbox.of(town.email).flatMap(({ attachments }) => attachments)).toEqual([]);
    await town.confirms(token);
    const signer = String(town.endorsement.signer['name']);
    // Before the mail leaves, the answers become others.
    await register.sql(
      `UPDATE submission SET answers = jsonb_set(answers, '{signer,name}', '"Somebody Else"')
       WHERE reference = $1`,
      [town.reference],
    );
    await register.drain();
    const mail = register.mailbox.newest(town.email, new RegExp(town.reference));
    const { name, text, content } = await answersIn(mail);
    expect(name).toBe(`${town.reference}.pdf`);
    expect(content.length).toBeLessThan(200_000);
    for (const part of ['Οι απαντήσεις σας', town.reference, town.town, signer, 'signed-pact.pdf'])
      expect(text).toContain(part);
    expect(text).not.toContain('Somebody Else');
    expect(mail.text).toContain('Οι απαντήσεις σας, όπως τις στείλατε, επισυνάπτονται σε PDF.');
    expect((await getMeta(new Uint8Array(content))).info).toMatchObject({ Language: 'el' });
    const kept = await register.sql<{ data: object; sent_text: string }>(
      `SELECT data, sent_text FROM outbox WHERE recipient = $1 AND state = 'sent'`,
      [town.email],
    );
    expect(kept.every(({ data }) => Object.keys(data).length === 0)).toBe(true);
    expect(kept.some(({ sent_text }) => sent_text.includes(signer))).toBe(false);
  });

  it('again when changes are sent, and at any time on the case page', async () => {
    const staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
    const town = await Applicant.endorses(register);
    await staff.decides(await staff.findsCase(town.reference), {
      verdict: 'request_changes',
      reason: 'Please write the office of the signer in full.',
    });
    await town.looks();
    await town.saves('signer', { ...town.endorsement.signer, office: 'Lord Mayor' });
    await town.saves('declaration', { accepted: true });
    await town.sends();
    await register.drain();
    const mail = register.mailbox.newest(town.email, /changes/);
    expect((await answersIn(mail)).text).toContain('Lord Mayor');

    const page = await town.browser
      .get('/fr/case/answers.pdf')
      .buffer(true)
      .responseType('blob')
      .expect(200)
      .expect('content-type', 'application/pdf');
    expect(page.headers['cache-control']).toBe('no-store');
    const text = await textOf(page.body as Buffer);
    for (const part of ['Vos réponses', 'Lord Mayor', town.town]) expect(text).toContain(part);
    await register.anonymous.get('/en/case/answers.pdf').expect(303).expect('location', '/en/case');
  });

  it('what is erased is in no mail that waits', async () => {
    const town = await Applicant.sends(register);
    const token = await town.confirmationToken();
    await town.confirms(token);
    const waiting = () =>
      register.sql(`SELECT 1 FROM outbox WHERE state = 'queued' AND data ? 'answers'`);
    expect(await waiting()).toHaveLength(1);
    await town.browser.post('/en/case/withdraw').expect(303);
    await town.browser.post('/en/case/erase');
    expect(await waiting()).toEqual([]);
  });
});

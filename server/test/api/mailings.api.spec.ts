import { joinedInFrench } from '../../../contract/french.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { MailWorker } from '../../src/platform/mail/mail-worker.js';
import type { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  begins,
  joins,
  letter,
  looks,
  previews,
  recipientsOf,
  sends,
  tests,
  writes,
  written,
} from '../support/mailings.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let second: TestApp;
let anna: Colleague;
let bruno: Colleague;
let reviewer: Colleague;
type Town = Applicant & { signatoryId: string };
let english: Town;
let french: Town;
let german: Town;
beforeAll(async () => {
  register = await startApp({ described: true });
  second = await startApp({ beside: register });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  bruno = await Colleague.signsIn(register, 'publisher');
  reviewer = await Colleague.signsIn(register, 'reviewer');
  english = await joins(register, anna, 'en');
  french = await joins(register, anna, 'fr');
  german = await joins(register, anna, 'de');
});
afterAll(async () => {
  await second.close();
  await register.close();
});
beforeEach(() => register.forgetLimits());

const runJobs = () =>
  Promise.all([register, second].map(({ app }) => app.get(JobsService).runAll()));
const drain = () => Promise.all([register, second].map(({ app }) => app.get(MailWorker).drain()));
const lettersTo = ({ email }: Town, about: RegExp) =>
  register.mailbox.of(email).filter(({ subject }) => about.test(subject));
const stateOf = async (id: string, town: Town) =>
  (await recipientsOf(anna, id)).items.find(({ signatoryId }) => signatoryId === town.signatoryId);

describe('a letter to signatories', () => {
  it('is shown in each language as a named signatory would get it, and nobody else', async () => {
    const draft = await written(anna);
    expect(draft).toMatchObject({ recipients: 3, leftOut: [], results: [] });
    expect(draft.languages).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ language: 'en', written: 'en', count: 1 }),
        expect.objectContaining({ language: 'fr', written: 'fr', count: 1 }),
        // Without a German text, the official language that is nearest.
        expect.objectContaining({ language: 'de', written: 'en', count: 1 }),
      ]),
    );
    const { body } = await previews(anna, draft.id, french.signatoryId);
    expect(body).toMatchObject({
      mail: {
        recipient: french.email,
        language: 'fr',
        subject: joinedInFrench(`Rapport de ${french.town}`, { authority: french.town }),
        text: expect.stringContaining(`(${french.reference})`) as string,
      },
    });
    const narrow = await written(anna, { q: english.town });
    expectProblem(await previews(anna, narrow.id, french.signatoryId), 404);
    const withGerman = {
      ...letter,
      texts: [...letter.texts, { language: 'de', subject: 'Bericht', text: 'Guten Tag' }],
    };
    const german3 = (await writes(anna, draft, withGerman).expect(200)).body as typeof draft;
    expect((await previews(anna, german3.id, german.signatoryId)).body).toMatchObject({
      mail: { language: 'de', subject: 'Bericht' },
    });
    expectProblem(await writes(anna, draft, letter), 412);
  });

  it('is tried on oneself only', async () => {
    const draft = await written(anna);
    await tests(anna, draft.id, french.signatoryId).expect(204);
    await drain();
    const mine = register.mailbox.newest(anna.email, /Test/);
    expect(mine.subject).toMatch(/^\[Test\] Rapport d(e |’)/);
    expect(lettersTo(french, /Rapport/)).toHaveLength(0);
    const [row] = await register.sql(
      `SELECT data, sent_text FROM outbox WHERE recipient = $1 AND letter_id IS NOT NULL`,
      [anna.email],
    );
    expect(row).toEqual({ data: {}, sent_text: null });
  });

  it('has only known placeholders, no second header line, and is complete before it leaves', async () => {
    const draft = await begins(anna);
    const foreign = { language: 'en', subject: 'A', text: 'About {signatory}' };
    expect(
      fieldsOf(expectProblem(await writes(anna, draft, { kind: 'duty', texts: [foreign] }), 422)),
    ).toEqual(['/texts/0/text isKnownVariable']);
    const twice = [letter.texts[0], letter.texts[0]];
    expectProblem(await writes(anna, draft, { kind: 'duty', texts: twice }), 422);
    const half = (
      await writes(anna, draft, { kind: 'duty', texts: [{ language: 'en', subject: 'Only this' }] })
    ).body as typeof draft;
    expect(half.texts).toEqual([{ language: 'en', subject: 'Only this', text: '' }]);
    expect(fieldsOf(expectProblem(await sends(anna, half), 422))).toEqual([
      '/texts/0/text isNotEmpty',
      '/texts isNotEmpty',
    ]);
    const injected = {
      ...letter,
      texts: letter.texts.map((text) => ({
        ...text,
        subject: 'Report\r\nBcc: thief@evil.example\r\n\r\n<b>',
      })),
    };
    const written2 = (await writes(anna, half, injected).expect(200)).body as typeof draft;
    await tests(anna, written2.id, english.signatoryId).expect(204);
    await drain();
    const mail = register.mailbox.newest(anna.email, /Report Bcc/);
    expect(mail.recipients).toEqual([anna.email]);
    expect(mail.raw).not.toMatch(/^Bcc:/im);
  });

  it('belongs to publishers: a reviewer reads and sends none', async () => {
    const draft = await written(anna);
    await changesNothing(register, async () => {
      expectProblem(await sends(reviewer, draft), 403);
      expectProblem(await writes(reviewer, draft), 403);
      expectProblem(await tests(reviewer, draft.id, english.signatoryId), 403);
      expectProblem(await reviewer.browser.get(`/api/v1/staff/mailings/${draft.id}`), 403);
    });
  });

  it('reaches each once, even if a button is pressed twice or a run is killed or repeated; says who is left out', async () => {
    await register.sql(`UPDATE submission SET no_automatic_mail = true WHERE reference = $1`, [
      german.reference,
    ]);
    const draft = await written(anna);
    expect(draft).toMatchObject({ recipients: 2, leftOut: [{ reason: 'no_mail', count: 1 }] });
    expect(expectProblem(await sends(anna, { ...draft, recipients: 1 }), 409)).toMatchObject({
      type: expect.stringContaining('recipients-changed') as string,
    });
    const both = await Promise.all([sends(anna, draft), sends(anna, draft), sends(bruno, draft)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    // A stopped worker or a restored state: the rows still say who has had it.
    await register.sql(`UPDATE mailing SET state = 'sending' WHERE id = $1`, [draft.id]);
    await Promise.all([runJobs(), runJobs()]);
    await drain();
    expect(lettersTo(english, /Report of/)).toHaveLength(1);
    expect(lettersTo(french, /Rapport d(e |’)/)).toHaveLength(1);
    expect(lettersTo(german, /Report of/)).toHaveLength(0);
    const sent = await looks(anna, draft.id);
    expect(sent).toMatchObject({
      state: 'sent',
      results: [
        { result: 'sent', count: 2 },
        { result: 'left_out', count: 1 },
      ],
    });
    expect(await stateOf(draft.id, german)).toMatchObject({ leftOut: 'no_mail' });
    await register.sql(`UPDATE submission SET no_automatic_mail = false`);
    expectProblem(await writes(anna, sent), 409);
  });

  it('lands on the timeline with its words, and so does the answer', async () => {
    const draft = await written(anna, { q: english.town });
    await sends(anna, draft).expect(200);
    await drain();
    const contact = String(english.endorsement.contact['name']);
    const words = `We write to ${contact} about ${english.town}`;
    const { body } = await anna.browser
      .get(`/api/v1/staff/signatories/${english.signatoryId}/timeline`)
      .expect(200);
    const { items } = body as { items: { what: string | null; text: string }[] };
    expect(items.find(({ what }) => what === 'signatory_letter')!.text).toContain(words);
    await register.sql(
      `INSERT INTO case_message (id, submission_id, author, text, written_at)
       SELECT gen_random_uuid(), id, 'authority', 'Here it is', now() + interval '1 second'
       FROM submission WHERE reference = $1`,
      [english.reference],
    );
    expect(await stateOf(draft.id, english)).toMatchObject({ result: 'replied' });
  });

  it('shows the mail server’s answer, and whose mail came back', async () => {
    const draft = await written(anna, { q: french.town });
    await sends(anna, draft).expect(200);
    register.mailbox.refuseWith = 550;
    await drain();
    register.mailbox.refuseWith = undefined;
    expect(await stateOf(draft.id, french)).toMatchObject({
      result: 'failed',
      said: expect.stringContaining('550') as string,
    });
    await register.sql(
      `UPDATE outbox SET state = 'sent', sent_at = now(), returned_at = now(),
         returned_status = '5.1.1' WHERE recipient = $1 AND letter_id IS NOT NULL`,
      [french.email],
    );
    expect(await stateOf(draft.id, french)).toMatchObject({ result: 'returned', said: '5.1.1' });
    expect((await written(anna)).leftOut).toEqual([{ reason: 'returned', count: 1 }]);
    await register.sql(`DELETE FROM outbox WHERE recipient = $1`, [french.email]);
    expect(await stateOf(draft.id, french)).toMatchObject({ result: 'forgotten' });
  });
});

describe('news', () => {
  const news = { ...letter, kind: 'news' as const };
  const linkIn = (raw: string) =>
    /List-Unsubscribe: <http:\/\/register\.example(\/\S+)>/.exec(
      raw.replace(/\r?\n[ \t]+/g, ' '),
    )![1]!;
  const oneClick = (path: string) =>
    register.anonymous.post(path).type('form').send({ 'List-Unsubscribe': 'One-Click' });

  it('can be unsubscribed from with one click (RFC 8058), and queued mails are not sent', async () => {
    const first = await written(anna, { q: german.town }, news);
    await sends(anna, first).expect(200);
    await drain();
    const mail = lettersTo(german, /Report of/).at(-1)!;
    expect(mail.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const link = linkIn(mail.raw);
    await changesNothing(register, () => register.anonymous.get(link).expect(200));
    // The next one is queued, and refused before it leaves.
    const next = await written(anna, {}, news);
    await sends(anna, next).expect(200);
    await oneClick(link).expect(200);
    await changesNothing(register, () => oneClick(link).expect(200));
    await drain();
    expect(lettersTo(german, /Report of/)).toHaveLength(1);
    expect(await stateOf(next.id, german)).toMatchObject({ leftOut: 'unsubscribed' });
    expect((await written(anna, {}, news)).leftOut).toContainEqual({
      reason: 'unsubscribed',
      count: 1,
    });
    // Letters about the endorsement still reach it.
    const duty = await written(anna, { q: german.town });
    expect(duty).toMatchObject({ recipients: 1 });
    await oneClick('/en/letters/leave?token=none').expect(410);
  });

  it('queued in the moment in which somebody refuses them do not reach that address', async () => {
    await register.sql(`DELETE FROM news_refusal`);
    const first = await written(anna, { q: english.town }, news);
    await sends(anna, first).expect(200);
    await drain();
    const before = lettersTo(english, /Report of/);
    const link = linkIn(before.at(-1)!.raw);
    const next = await written(anna, { q: english.town }, news);
    await Promise.all([sends(anna, next), oneClick(link)]);
    await drain();
    expect(lettersTo(english, /Report of/)).toHaveLength(before.length);
    await register.sql(`DELETE FROM news_refusal`);
  });

  it('without anything of one signatory go once to an address that two have', async () => {
    await register.sql(`UPDATE submission SET contact_email = $1 WHERE reference = $2`, [
      english.email,
      german.reference,
    ]);
    const plain = {
      kind: 'news',
      texts: letter.texts.map(({ language }) => ({ language, subject: 'Same', text: 'For all' })),
    };
    expect((await written(anna, {}, plain)).leftOut).toEqual([
      { reason: 'same_address', count: 1 },
    ]);
    expect((await written(anna, {}, news)).leftOut).toEqual([]);
    await register.sql(`UPDATE submission SET contact_email = $1 WHERE reference = $2`, [
      german.email,
      german.reference,
    ]);
  });
});

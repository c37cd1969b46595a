import { DataSource } from 'typeorm';
import { limits } from '../../src/platform/config/limits.js';
import type { HomeDto } from '../../src/workbench/home/home.dto.js';
import { AtOnce } from '../../src/workbench/letters/at-once.service.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  answersNewest,
  confirmsAddress,
  errorReportsPath,
  listErrors,
  opensError,
  reportsAndProves,
  reportsError,
  stepsOn,
} from '../support/error-reports.js';
import { tokenIn } from '../support/mailbox.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';

let register: TestApp;
let anna: Colleague;
let boris: Colleague;
let root: Colleague;
let town: Applicant;
let slug: string;
let id: string;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  boris = await Colleague.signsIn(register, 'reviewer');
  root = await Colleague.signsIn(register, 'administrator');
  town = await Applicant.endorses(register);
  const published = await anna.approvesAndPublishes(town.reference);
  id = published.id;
  slug = (await publicPageOf(register, published.publicId)).slug;
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.sql('DELETE FROM error_report');
  await register.sql('DELETE FROM outbox');
  register.mailbox.mails.splice(0);
});
afterEach(() => register.forgetLimits());

const page = async (path: string) =>
  (await register.anonymous.get(path).set('Accept', 'text/html').expect(200)).text;
const mailsOf = async (address: string) => {
  await register.drain();
  return register.mailbox.mails.filter(({ to }) => to === address);
};
describe('“Something is wrong here”', () => {
  it('is one press from every entry, shows helplines first, and needs nothing but words', async () => {
    expect(await page(`/fr/signatories/${slug}`)).toContain(`/fr/signatories/${slug}/error`);
    const form = await page(`/fr/signatories/${slug}/error`);
    expect(form.indexOf('/fr/help?country=')).toBeLessThan(form.indexOf('name="words"'));
    expect(form).toContain('<meta name="robots" content="noindex');
    const { text } = await reportsError(register, slug, { words: 'Faux <b>' }, 'fr').expect(200);
    expect(text).toContain('Merci.');
    const { items, total } = await listErrors(anna);
    expect(total).toBe(1);
    expect(items).toMatchObject([{ words: 'Faux <b>', language: 'fr', state: 'new' }]);
    expect(await mailsOf(town.email)).toEqual([]);
  });

  it('keeps the input, names the wrong fields, and changes nothing', async () => {
    const answer = await changesNothing(register, () =>
      reportsError(register, slug, { what: 'nonsense', words: '', name: 'Mary <script>' }),
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Mary &lt;script&gt;');
    expect(answer.text).toContain('Describe what is wrong');
    for (const email of ['nobody', 'x@town.example\r\nBcc: all@evil.example'])
      await changesNothing(register, () => reportsError(register, slug, { email }).expect(422));
    await changesNothing(register, () =>
      reportsError(register, slug, { words: 'x'.repeat(limits.errorReportLength + 1) }).expect(422),
    );
  });

  it('is only about entries on the register: hidden and unknown ones get the same answer', async () => {
    const hidden = await Applicant.endorses(register);
    const { signatory } = await anna.approves(hidden.reference);
    for (const one of [signatory!.publicId, 'cccccccc', 'x'])
      await changesNothing(register, () => reportsError(register, one).expect(404));
    const { publicId } = await anna.approvesAndPublishes(
      (await Applicant.endorses(register)).reference,
    );
    await register.sql(`UPDATE signatory SET state = 'withdrawn' WHERE public_id = $1`, [publicId]);
    await changesNothing(register, () => reportsError(register, publicId).expect(404));
    await register.anonymous.get(`/en/signatories/${publicId}/error`).expect(404);
  });

  it('a button pressed twice makes one report and one mail, also at the same moment', async () => {
    const body = { email: 'Twice@reader.example' };
    await Promise.all([1, 2, 3].map(() => reportsError(register, slug, body).expect(200)));
    expect((await listErrors(anna)).total).toBe(1);
    expect(await mailsOf('twice@reader.example')).toHaveLength(1);
  });

  it('a machine, too many from one network, and mails to one mailbox under many names are bounded', async () => {
    await changesNothing(register, () =>
      reportsError(register, slug, { homepage: 'http://spam' }).expect(200),
    );
    const { hour } = limits.askedMails.perMailbox;
    for (let count = 0; count < hour; count += 1) {
      await register.sql('DELETE FROM rate_limit');
      const email = `Victim+${count}@reader.example`;
      await reportsError(register, slug, { email, words: `${count}` }).expect(200);
    }
    await register.sql('DELETE FROM rate_limit');
    const bombed = await reportsError(register, slug, {
      email: 'victim+more@reader.example',
      words: 'One more',
    });
    expect(bombed.status).toBe(429);
    // Nothing that was typed is lost.
    expect(bombed.text).toContain('One more');
    expect((await listErrors(anna)).total).toBe(hour);
    await register.forgetLimits();
    const { points } = limits.errorReportsPerAddress;
    for (let count = 0; count < points; count += 1)
      await reportsError(register, slug, { words: `Again ${count}` }).expect(200);
    const { headers } = await reportsError(register, slug, { words: 'Too many' }).expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  it('nothing that a stranger typed reaches an address that nobody proved', async () => {
    await reportsError(register, slug, {
      email: 'stranger@reader.example',
      words: 'Buy pills at evil.example',
      name: 'Mallory Sells',
    }).expect(200);
    const [mail] = await mailsOf('stranger@reader.example');
    expect(mail!.raw).not.toMatch(/pills|evil|Mallory/);
    expect(mail!.text).toContain('/en/error-report/confirm?token=');
    await changesNothing(register, () => page(`/en/error-report/confirm?token=${tokenIn(mail!)}`));
    const [row] = await register.sql('SELECT proven_at FROM error_report');
    expect(row!['proven_at']).toBeNull();
  });
});

describe('the workbench', () => {
  it('takes, answers once, writes to the proven address in its language, and changes no entry', async () => {
    const [before] = await register.sql('SELECT version, changed_at FROM signatory WHERE id = $1', [
      id,
    ]);
    await reportsAndProves(register, slug, { email: 'lea@reader.example', name: 'Léa' }, 'fr');
    const [row] = (await listErrors(anna, 'state=new')).items;
    const seen = await opensError(anna, row!.id);
    expect(seen).toMatchObject({ address: 'proven', name: 'Léa', actions: ['take'] });
    expect(JSON.stringify(seen)).not.toContain('lea@reader.example');
    expectProblem(await stepsOn(anna, seen, { action: 'correct', answer: 'x' }), 409);
    const taken = (await stepsOn(anna, seen, { action: 'take' }).expect(200)).body as typeof seen;
    expect(taken).toMatchObject({ state: 'looked_at', takenBy: anna.name });
    expectProblem(await stepsOn(boris, seen, { action: 'take' }), 412);
    expect(
      fieldsOf(expectProblem(await stepsOn(boris, taken, { action: 'correct' }), 422)),
    ).toEqual(['/answer isNotEmpty']);
    // Two colleagues at the same moment: one answer, one mail.
    const both = await Promise.all([
      stepsOn(anna, taken, { action: 'correct', answer: 'C’est corrigé, merci.' }),
      stepsOn(boris, taken, { action: 'decline', answer: 'Non.' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const mails = (await mailsOf('lea@reader.example')).filter(({ subject }) =>
      subject.startsWith('Notre réponse'),
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toMatch(/Bonjour Léa,[^]*(C’est corrigé, merci\.|Non\.)/);
    const done = await opensError(anna, row!.id);
    expect(done).toMatchObject({ mailed: true, actions: [] });
    expect(
      await register.sql('SELECT version, changed_at FROM signatory WHERE id = $1', [id]),
    ).toEqual([before]);
    // The trail knows the steps and nothing of the words.
    const trail = await register.sql(
      `SELECT action, details::text AS details FROM event WHERE subject_kind = 'error_report'`,
    );
    expect(trail.map(({ action }) => action)).toContain('error_report.take');
    expect(JSON.stringify(trail)).not.toMatch(/website|corrigé|lea@/);
  });

  it('an answer waits for the proof of the address, and is sent once', async () => {
    await reportsError(register, slug, { email: 'late@reader.example' }).expect(200);
    const token = tokenIn((await mailsOf('late@reader.example'))[0]!);
    expect(await answersNewest(anna, 'decline', 'It is right as it is.')).toMatchObject({
      mailed: false,
    });
    expect(await mailsOf('late@reader.example')).toHaveLength(1);
    await confirmsAddress(register, token).expect(200);
    await confirmsAddress(register, token).expect(200);
    const [, answer, ...more] = await mailsOf('late@reader.example');
    expect(answer!.text).toContain('It is right as it is.');
    expect(more).toEqual([]);
    await confirmsAddress(register, `${token}x`).expect(410);
  });

  it('spam is deleted, with its text and its mail, and is not counted', async () => {
    await reportsError(register, slug, { words: 'Buy', email: 'spam@reader.example' }).expect(200);
    const [row] = (await listErrors(anna)).items;
    const discards = (version: number) =>
      boris.browser.delete(`${errorReportsPath}/${row!.id}`).set('If-Match', `"${version}"`);
    const { version } = await opensError(anna, row!.id);
    await changesNothing(register, async () => {
      expectProblem(await discards(version + 1), 412);
    });
    const counts = () => register.sql('SELECT * FROM public_error_report ORDER BY 1, 2');
    const before = await counts();
    await discards(version).expect(204);
    expectProblem(await discards(version), 404);
    expect(await counts()).toEqual(before);
    expect(await register.sql('SELECT 1 FROM error_report')).toEqual([]);
    expect(await mailsOf('spam@reader.example')).toEqual([]);
    // An answer that was given stays.
    await reportsError(register, slug).expect(200);
    const done = await answersNewest(anna, 'decline', 'It is right.');
    expectProblem(
      await boris.browser
        .delete(`${errorReportsPath}/${done.id}`)
        .set('If-Match', `"${done.version}"`),
      409,
    );
  });

  it('an address proven while a colleague writes does not make the answer fail', async () => {
    await reportsError(register, slug, { email: 'soon@reader.example' }).expect(200);
    const [row] = (await listErrors(anna)).items;
    const seen = await opensError(anna, row!.id);
    const taken = (await stepsOn(anna, seen, { action: 'take' }).expect(200)).body as typeof seen;
    await confirmsAddress(register, tokenIn((await mailsOf('soon@reader.example'))[0]!)).expect(
      200,
    );
    await stepsOn(anna, taken, { action: 'correct', answer: 'Thank you.' }).expect(200);
  });

  it('is closed to administrators alone and to strangers', async () => {
    await reportsError(register, slug).expect(200);
    expectProblem(await root.browser.get(errorReportsPath), 403);
    expectProblem(await register.anonymous.get(errorReportsPath), 401);
  });

  it('the list of mails does not show the reader’s address to the colleague who answers', async () => {
    await reportsAndProves(register, slug, { email: 'secret@reader.example' });
    await answersNewest(anna, 'correct', 'Done.');
    const mails = async (who: Colleague, query = '') =>
      (await who.browser.get(`/api/v1/staff/mails${query}`).expect(200)).body as {
        items: { recipient: string | null; template: string }[];
      };
    const about = (await mails(boris)).items.filter(({ template }) =>
      template.startsWith('error_report_'),
    );
    expect(about.map(({ recipient }) => recipient)).toEqual([null, null]);
    expect((await mails(boris, '?q=secret')).items).toEqual([]);
    expect((await mails(root, '?q=secret')).items).toHaveLength(2);
  });

  it('tells staff on the first page and by mail, never in whose words', async () => {
    await register.sql('DELETE FROM staff_notice');
    await register.sql(
      `INSERT INTO staff_choice (staff_id, kind, period, since)
        VALUES ($1, 'errorReport', 'at_once', now() - interval '1 day')`,
      [boris.id],
    );
    await reportsError(register, slug, { words: 'Olaf lies' }).expect(200);
    const home = (await boris.browser.get('/api/v1/staff/home').expect(200)).body as HomeDto;
    expect(home.errorReports).toMatchObject({
      total: 1,
      rows: [{ name: town.town, what: 'wrong_fact' }],
    });
    const atOnce = () =>
      register.app
        .get(DataSource)
        .transaction((manager) => register.app.get(AtOnce).tell(manager, new Date()));
    await atOnce();
    await atOnce();
    const mails = await mailsOf(boris.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toContain(town.town);
    expect(mails[0]!.raw).not.toContain('Olaf');
  });
});

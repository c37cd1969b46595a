import { extractText } from 'unpdf';
import { languages } from '../../../contract/languages.js';
import { shippedTexts } from '../../src/platform/text/shipped-texts.js';
import type { TextPreviewDto } from '../../src/site/texts/texts.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { TextEditor } from '../support/site-texts.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let second: TestApp;
let administrator: Colleague;
let editor: TextEditor;
beforeAll(async () => {
  register = await startApp({ described: true });
  second = await startApp({ beside: register });
  administrator = await Colleague.signsIn(register, 'administrator');
  editor = new TextEditor(register, administrator);
});
afterAll(async () => {
  await second.close();
  await register.close();
});

const page = async (path: string, of = register) =>
  (await of.anonymous.get(path).set('Accept', 'text/html').expect(200)).text;
/** An update of the program ships another text. */
const ship = (language: 'en' | 'fr' | 'de', key: string, text: string) =>
  (shippedTexts(language) as Map<string, string>).set(key, text);

const about = 'public.about.pact.text';

describe('an administrator changes a text', () => {
  it('the public page shows it at once, on another instance too, and goes back to the shipped one', async () => {
    const shipped = await page('/en/about');
    await page('/en/about', second);

    const changed = await editor.publish(
      'en',
      about,
      'The Pact, **in our own words**.\n\n- one\n- two',
    );
    expect(changed).toMatchObject({ changed: true, version: 1, improved: false });
    const html = await page('/en/about');
    expect(html).toContain('<p>The Pact, <strong>in our own words</strong>.</p>');
    expect(html).toContain('<li>one</li>');
    await second.hearsOfChanges();
    expect(await page('/en/about', second)).toContain('in our own words');
    expect(await page('/fr/about')).not.toContain('in our own words');

    await editor.reset('en', about);
    expect(await page('/en/about')).toBe(shipped);
  });

  it('papers and the reasons of decisions change the same way, in the languages that they have', async () => {
    const paper = async () => {
      const { body } = await register.anonymous
        .get('/fr/pact/endorsement.pdf')
        .buffer()
        .expect(200);
      return (await extractText(new Uint8Array(body as Buffer), { mergePages: true })).text;
    };
    expect(await paper()).not.toContain('Nos engagements à nous');
    await editor.publish('fr', 'papers.endorsement.pledges', 'Nos engagements à nous');
    expect(await paper()).toContain('Nos engagements à nous');

    const reason = 'It gave no "answer" </script> for a year';
    await editor.publish('en', 'staff.reasonCode.no_answer', reason);
    const shell = await page('/staff');
    const [, changed] = /id="changed-texts">([^<]*)</.exec(shell)!;
    expect(JSON.parse(changed!)).toEqual({ en: { 'reasonCode.no_answer': reason }, fr: {} });

    const inGerman = (await editor.list('de')).items.map(({ key }) => key);
    expect(inGerman.filter((key) => /^(papers|staff)\./.test(key))).toEqual([]);
    const inFrench = (await editor.list('fr')).items.map(({ key }) => key);
    expect(inFrench).toEqual(expect.arrayContaining(['papers.certificate.title']));
    expect(inFrench.filter((key) => /^staff\.(?!reasonCode\.)/.test(key))).toEqual([]);
    await editor.reset('fr', 'papers.endorsement.pledges');
  });

  it('each change has its line in the history and in the trail, with who made it', async () => {
    const key = 'public.howTo.lead';
    await editor.publish('en', key, 'First.');
    await editor.publish('en', key, 'Second.');
    const { history, version } = await editor.open('en', key);
    expect(history.map(({ text, by }) => ({ text, by }))).toEqual([
      { text: 'Second.', by: administrator.name },
      { text: 'First.', by: administrator.name },
    ]);
    await editor.publish('en', key, history.at(-1)!.text);
    expect(await page('/en/join')).toContain('First.');
    const events = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'site_text.change' AND details->>'key' = $1
        ORDER BY seq`,
      [key],
    );
    expect(events.map(({ details }) => details)).toEqual(
      [1, 2, 3].map((number) => ({ key, language: 'en', version: number })),
    );
    expect(version).toBe(2);
  });

  it('a lost or unknown placeholder, and a missing plural form, are refused by name', async () => {
    const refused = async (key: string, text: string) =>
      fieldsOf(
        expectProblem(await changesNothing(register, () => editor.put('en', key, text)), 422),
      );
    const answer = await editor.put('en', 'public.faq.time.a', 'It is kept for {weeks}.');
    expect(expectProblem(answer, 422).errors).toMatchObject([
      { pointer: '/text', key: 'keepsPlaceholder', params: { name: 'draftTime' } },
      { pointer: '/text', key: 'isKnownVariable', params: { name: 'weeks' } },
    ]);
    expect(await refused('public.home.countries', '{n} countries')).toEqual(['/text hasForms']);
    expect(await refused('public.about.lead', 'This | that')).toEqual(['/text hasForms']);
    expect(await refused('public.about.lead', '  ')).toEqual(['/text isNotEmpty']);
  });

  it('values and plural forms are filled in as in the shipped texts; @ and braces are letters', async () => {
    await editor.publish('en', 'public.home.countries', 'one land of {n} @ all | {n} lands @ all');
    expect(await page('/en')).toMatch(/(one land of 1|\d+ lands) @ all/);
    await editor.publish('pl', 'public.home.countries', '{n} A | {n} B | {n} C');
    expect(await page('/pl')).toMatch(/\d+ [ABC]/);
  });

  it('HTML and scripts stay text, in short texts, in Markdown and in mails', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))';
    await editor.publish('en', 'public.about.title', evil);
    await editor.publish('en', 'public.about.day.text', `${evil} ![x](http://evil.example/x.png)`);
    const html = await page('/en/about');
    expect(html).not.toMatch(/<script>alert|<img src=x|href="javascript|<img[^>]*evil/);
    expect(html).toContain('&lt;script&gt;alert(1)');
    await editor.reset('en', 'public.about.title');
    await editor.reset('en', 'public.about.day.text');
  });

  it('reviewers and publishers are refused, and so is a change to an outdated text', async () => {
    for (const role of ['reviewer', 'publisher'] as const) {
      const colleague = await Colleague.signsIn(register, role);
      await colleague.browser.get('/api/v1/staff/texts?language=en').expect(403);
      const answer = await changesNothing(register, () =>
        colleague.browser.put(editor.at('en', about)).set('If-Match', '"0"').send({ text: 'No.' }),
      );
      expectProblem(answer, 403);
    }
    const { version } = await editor.publish('en', about, 'Mine.');
    const late = await changesNothing(register, () =>
      administrator.browser
        .put(editor.at('en', about))
        .set('If-Match', `"${version - 1}"`)
        .send({ text: 'Too late.' }),
    );
    expect(expectProblem(late, 412)).toMatchObject({ changedBy: administrator.name });
    expectProblem(await administrator.browser.put(editor.at('en', about)).send({ text: 'X' }), 428);
    await administrator.browser.get(editor.at('en', 'public.nothing')).expect(404);
    await administrator.browser.get(editor.at('xx', about)).expect(404);
    await administrator.browser.get(editor.at('de', 'mail.staff_invitation.subject')).expect(404);
  });
});

describe('what a change leaves behind', () => {
  const key = 'public.contactPage.lead';
  const stateOf = async (language: string) => {
    const { text, changed, outdated, improved } = (await editor.list(language)).items.find(
      (item) => item.key === key,
    )!;
    return { text, changed, outdated, improved };
  };

  it('translations are outdated when English changes, until someone reviews them', async () => {
    const german = (await stateOf('de')).text;
    await editor.publish('en', key, 'The secretariat answers.');
    for (const language of languages.slice(1))
      expect(await stateOf(language)).toMatchObject({ outdated: true, changed: false });
    expect(await stateOf('en')).toMatchObject({ outdated: false, changed: true });

    await editor.publish('fr', key, 'Le secrétariat répond.');
    expect(await stateOf('fr')).toMatchObject({ outdated: false });
    // The shipped German is right as it is.
    await editor.publish('de', key, german);
    expect(await stateOf('de')).toMatchObject({ outdated: false, changed: false });
    expect(await editor.open('de', key)).toMatchObject({
      beside: { en: 'The secretariat answers.' },
    });

    await editor.reset('en', key);
    expect(await stateOf('de')).toMatchObject({ outdated: true });
    expect(await stateOf('nl')).toMatchObject({ outdated: true });
    await editor.reset('fr', key);
    expect(await stateOf('nl')).toMatchObject({ outdated: false });
  });

  it('an update that ships a better text overwrites nothing, and says so', async () => {
    const shipped = shippedTexts('en').get(key)!;
    await editor.publish('en', key, 'Our own words.');
    ship('en', key, 'Better words.');
    try {
      expect(await stateOf('en')).toMatchObject({ text: 'Our own words.', improved: true });
      expect(await page('/en/contact')).toContain('Our own words.');
      expect(await editor.open('en', key)).toMatchObject({
        basedOn: shipped,
        shipped: 'Better words.',
      });
      // Kept after the two were compared.
      await editor.publish('en', key, 'Our own words.');
      expect(await stateOf('en')).toMatchObject({ text: 'Our own words.', improved: false });
    } finally {
      ship('en', key, shipped);
      await editor.reset('en', key);
    }
  });
});

describe('a text before it is published', () => {
  const preview = async (language: string, key: string, text: string) =>
    (
      await administrator.browser
        .post(`${editor.at(language, key)}/preview`)
        .send({ text })
        .expect(200)
    ).body as TextPreviewDto;

  it('is shown on the real page, and to nobody else', async () => {
    const before = await page('/fr/about');
    const { html } = await changesNothing(register, () =>
      preview('fr', about, 'Pas encore **publié**.'),
    );
    expect(html).toContain('Pas encore <strong>publié</strong>.');
    expect(await page('/fr/about')).toBe(before);
    expect(await preview('en', 'public.signer.lead', 'Behind the form.')).toEqual({
      html: null,
      mail: null,
    });
  });

  it('is seen in the mail, with its placeholders; a published one is in the mails that are sent', async () => {
    const key = 'mail.confirm_email.subject';
    const greeting = await preview('en', 'mail.greeting', 'Good day {name},');
    expect(greeting.mail!.text).toContain('Good day {name},');
    const { mail } = await preview(
      'en',
      'mail.approved.paragraphs',
      'One.\n\n{authority} {reason}',
    );
    expect(mail!.text).toContain('One.\n\n{authority} {reason}\n\n');
    const { placeholders } = await editor.open('en', key);
    await editor.publish(
      'en',
      key,
      `Prove it ${placeholders.map((name) => `{${name}}`).join(' ')}`,
    );
    await editor.publish('en', 'mail.closing', '<i>ours</i>');
    const applicant = await Applicant.sends(register);
    await register.drain();
    const sent = register.mailbox.newest(applicant.email, /^Prove it/);
    expect(sent.html).toContain('&lt;i&gt;ours&lt;/i&gt;');
  });
});

import { languages } from '../../../contract/languages.js';
import { shippedTexts } from '../../src/platform/text/shipped-texts.js';
import type {
  TranslationDto,
  TranslationReportDto,
} from '../../src/site/texts/translations.dto.js';
import type { OpenTextDto, SiteTextsDto, TextPreviewDto } from '../../src/site/texts/texts.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let second: TestApp;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  second = await startApp({ beside: register });
  administrator = await Colleague.signsIn(register, 'administrator');
});
afterAll(async () => {
  await second.close();
  await register.close();
});

const page = async (path: string, of = register) =>
  (await of.anonymous.get(path).set('Accept', 'text/html').expect(200)).text;
const at = (language: string, key: string) => `/api/v1/staff/texts/${language}/${key}`;
const open = async (language: string, key: string) =>
  (await administrator.browser.get(at(language, key)).expect(200)).body as OpenTextDto;
const list = async (language: string) =>
  (await administrator.browser.get(`/api/v1/staff/texts?language=${language}`).expect(200))
    .body as SiteTextsDto;
const put = async (language: string, key: string, text: string, by = administrator) =>
  by.browser
    .put(at(language, key))
    .set('If-Match', `"${(await open(language, key)).version}"`)
    .send({ text });
const publish = async (language: string, key: string, text: string) => {
  const answer = await put(language, key, text);
  expect(answer.status).toBe(200);
  await register.hearsOfChanges();
  return answer.body as OpenTextDto;
};
const reset = async (language: string, key: string) => {
  const { version } = await open(language, key);
  await administrator.browser.delete(at(language, key)).set('If-Match', `"${version}"`).expect(200);
  await register.hearsOfChanges();
};
/** An update of the program ships another text. */
const ship = (language: 'en' | 'fr' | 'de', key: string, text: string) =>
  (shippedTexts(language) as Map<string, string>).set(key, text);

const about = 'public.about.pact.text';

describe('an administrator changes a text', () => {
  it('the public page shows it at once, on another instance too, and goes back to the shipped one', async () => {
    const shipped = await page('/en/about');
    await page('/en/about', second);

    const changed = await publish('en', about, 'The Pact, **in our own words**.\n\n- one\n- two');
    expect(changed).toMatchObject({ changed: true, version: 1, improved: false });
    const html = await page('/en/about');
    expect(html).toContain('<p>The Pact, <strong>in our own words</strong>.</p>');
    expect(html).toContain('<li>one</li>');
    await second.hearsOfChanges();
    expect(await page('/en/about', second)).toContain('in our own words');
    expect(await page('/fr/about')).not.toContain('in our own words');

    await reset('en', about);
    expect(await page('/en/about')).toBe(shipped);
  });

  it('each change has its line in the history and in the trail, with who made it', async () => {
    const key = 'public.howTo.lead';
    await publish('en', key, 'First.');
    await publish('en', key, 'Second.');
    const { history, version } = await open('en', key);
    expect(history.map(({ text, by }) => ({ text, by }))).toEqual([
      { text: 'Second.', by: administrator.name },
      { text: 'First.', by: administrator.name },
    ]);
    await publish('en', key, history.at(-1)!.text);
    expect(await page('/en/join')).toContain('First.');
    const events = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'site_text.change' AND details->>'key' = $1 ORDER BY seq`,
      [key],
    );
    expect(events.map(({ details }) => details)).toEqual(
      [1, 2, 3].map((number) => ({ key, language: 'en', version: number })),
    );
    expect(version).toBe(2);
  });

  it('a lost or unknown placeholder, and a missing plural form, are refused by name', async () => {
    const refused = async (key: string, text: string) =>
      fieldsOf(expectProblem(await changesNothing(register, () => put('en', key, text)), 422));
    const answer = await put('en', 'public.faq.time.a', 'It is kept for {weeks}.');
    expect(expectProblem(answer, 422).errors).toMatchObject([
      { pointer: '/text', key: 'keepsPlaceholder', params: { name: 'draftTime' } },
      { pointer: '/text', key: 'isKnownVariable', params: { name: 'weeks' } },
    ]);
    expect(await refused('public.home.countries', '{n} countries')).toEqual(['/text hasForms']);
    expect(await refused('public.about.lead', 'This | that')).toEqual(['/text hasForms']);
    expect(await refused('public.about.lead', '  ')).toEqual(['/text isNotEmpty']);
  });

  it('values and plural forms are filled in as in the shipped texts; @ and braces are letters', async () => {
    await publish('en', 'public.home.countries', 'one land of {n} @ all | {n} lands @ all');
    expect(await page('/en')).toMatch(/(one land of 1|\d+ lands) @ all/);
    await publish('pl', 'public.home.countries', '{n} A | {n} B | {n} C');
    expect(await page('/pl')).toMatch(/\d+ [ABC]/);
  });

  it('HTML and scripts stay text, in short texts, in Markdown and in mails', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))';
    await publish('en', 'public.about.title', evil);
    await publish('en', 'public.about.day.text', `${evil} ![x](http://evil.example/x.png)`);
    const html = await page('/en/about');
    expect(html).not.toMatch(/<script>alert|<img src=x|href="javascript|<img[^>]*evil/);
    expect(html).toContain('&lt;script&gt;alert(1)');
    await reset('en', 'public.about.title');
    await reset('en', 'public.about.day.text');
  });

  it('reviewers and publishers are refused; so is a change that nobody has seen the newest text of', async () => {
    for (const role of ['reviewer', 'publisher'] as const) {
      const colleague = await Colleague.signsIn(register, role);
      await colleague.browser.get('/api/v1/staff/texts?language=en').expect(403);
      const answer = await changesNothing(register, () =>
        colleague.browser.put(at('en', about)).set('If-Match', '"0"').send({ text: 'No.' }),
      );
      expectProblem(answer, 403);
    }
    const { version } = await publish('en', about, 'Mine.');
    const late = await changesNothing(register, () =>
      administrator.browser
        .put(at('en', about))
        .set('If-Match', `"${version - 1}"`)
        .send({ text: 'Too late.' }),
    );
    expect(expectProblem(late, 412)).toMatchObject({ changedBy: administrator.name });
    expectProblem(await administrator.browser.put(at('en', about)).send({ text: 'X' }), 428);
    await administrator.browser.get(at('en', 'public.nothing')).expect(404);
    await administrator.browser.get(at('xx', about)).expect(404);
    await administrator.browser.get(at('de', 'mail.staff_invitation.subject')).expect(404);
  });
});

describe('what a change leaves behind', () => {
  const key = 'public.contactPage.lead';
  const stateOf = async (language: string) => {
    const { text, changed, outdated, improved } = (await list(language)).items.find(
      (item) => item.key === key,
    )!;
    return { text, changed, outdated, improved };
  };

  it('translations are outdated when English changes, until somebody looks at them', async () => {
    const german = (await stateOf('de')).text;
    await publish('en', key, 'The secretariat answers.');
    for (const language of languages.slice(1))
      expect(await stateOf(language)).toMatchObject({ outdated: true, changed: false });
    expect(await stateOf('en')).toMatchObject({ outdated: false, changed: true });

    await publish('fr', key, 'Le secrétariat répond.');
    expect(await stateOf('fr')).toMatchObject({ outdated: false });
    // The shipped German is right as it is.
    await publish('de', key, german);
    expect(await stateOf('de')).toMatchObject({ outdated: false, changed: false });
    expect(await open('de', key)).toMatchObject({ beside: { en: 'The secretariat answers.' } });

    await reset('en', key);
    expect(await stateOf('de')).toMatchObject({ outdated: true });
    expect(await stateOf('nl')).toMatchObject({ outdated: true });
    await reset('fr', key);
    expect(await stateOf('nl')).toMatchObject({ outdated: false });
  });

  it('an update that ships a better text overwrites nothing, and says so', async () => {
    const shipped = shippedTexts('en').get(key)!;
    await publish('en', key, 'Our own words.');
    ship('en', key, 'Better words.');
    try {
      expect(await stateOf('en')).toMatchObject({ text: 'Our own words.', improved: true });
      expect(await page('/en/contact')).toContain('Our own words.');
      expect(await open('en', key)).toMatchObject({ basedOn: shipped, shipped: 'Better words.' });
      // Kept after the two were compared.
      await publish('en', key, 'Our own words.');
      expect(await stateOf('en')).toMatchObject({ text: 'Our own words.', improved: false });
    } finally {
      ship('en', key, shipped);
      await reset('en', key);
    }
  });
});

describe('a text before it is published', () => {
  const preview = async (language: string, key: string, text: string) =>
    (
      await administrator.browser
        .post(`${at(language, key)}/preview`)
        .send({ text })
        .expect(200)
    ).body as TextPreviewDto;

  it('is seen on the real page, and by nobody else', async () => {
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
    const { placeholders } = await open('en', key);
    await publish('en', key, `Prove it ${placeholders.map((name) => `{${name}}`).join(' ')}`);
    await publish('en', 'mail.closing', '<i>ours</i>');
    const applicant = await Applicant.sends(register);
    await register.drain();
    const sent = register.mailbox.newest(applicant.email, /^Prove it/);
    expect(sent.html).toContain('&lt;i&gt;ours&lt;/i&gt;');
  });
});

describe('texts leave for translators and come back', () => {
  const xliff = (language: string) => `/api/v1/staff/translations/${language}/xliff`;
  const exported = async (language: string, query = '') =>
    (
      await administrator.browser
        .get(`${xliff(language)}${query}`)
        .buffer()
        .expect(200)
    ).text;
  const check = async (language: string, file: string) =>
    (
      await administrator.browser
        .post(`${xliff(language)}/check`)
        .attach('file', Buffer.from(file), 'texts.xlf')
        .expect(200)
    ).body as TranslationReportDto;
  const take = async (language: string, file: string) => {
    const { version } = await check(language, file);
    const answer = await administrator.browser
      .post(xliff(language))
      .set('If-Match', `"${version}"`)
      .attach('file', Buffer.from(file), 'texts.xlf')
      .expect(200);
    await register.hearsOfChanges();
    return answer.body as TranslationReportDto;
  };
  /** The file with another translation of one text. */
  const translated = (file: string, key: string, text: string) =>
    file.replace(
      new RegExp(`(id="${key}"[^]*?<target>)[^]*?(</target>)`),
      (_, start: string, end: string) => `${start}${text}${end}`,
    );

  it.each(['1.2', '2.0'])('XLIFF %s: every text comes back as it left', async (version) => {
    await publish('fr', 'public.about.lead', 'Les « & » <tous> :\n\n- *un*\n- deux');
    for (const language of ['fr', 'pl', 'el'] as const) {
      const file = await exported(language, `?version=${version}`);
      const report = await changesNothing(register, () => take(language, file));
      expect(report).toMatchObject({ taken: [], refused: [], empty: 0 });
      expect(report.unchanged).toBe(shippedTexts(language).size);
    }
  });

  it('what can be taken is published; what cannot is named with its reason', async () => {
    await publish('en', 'public.list.lead', 'Every signatory.');
    let file = await exported('nl');
    file = translated(file, 'public.list.lead', 'Elke ondertekenaar.');
    file = translated(file, 'public.faq.time.a', 'Zonder waarde.');
    file = translated(file, 'public.faq.cost.a', 'Met {waarde}.');
    file = translated(file, 'public.home.countries', '{n} landen');
    file = translated(file, 'public.faq.title', 'Vragen <x id="1"/> antwoorden');
    file = translated(file, 'public.map.title', 'Kaart!');
    file = translated(file, 'public.news.title', 'Te laat');
    file = file.replace('id="public.map.lead"', 'id="public.map.gone"');
    file = translated(file, 'public.about.title', '');
    // Meanwhile somebody changes the English of one, and the Dutch of another.
    await publish('en', 'public.map.title', 'A map');
    await publish('nl', 'public.news.title', 'Nieuwsberichten');

    const report = await take('nl', file);
    expect(report.taken.map(({ key }) => key)).toEqual(['public.list.lead']);
    expect(Object.fromEntries(report.refused.map(({ key, ...why }) => [key, why]))).toEqual({
      'public.faq.time.a': { reason: 'placeholder_lost', name: 'draftTime' },
      'public.faq.cost.a': { reason: 'placeholder_unknown', name: 'waarde' },
      'public.home.countries': { reason: 'forms', name: null },
      'public.faq.title': { reason: 'markup', name: null },
      'public.map.title': { reason: 'source_changed', name: null },
      'public.news.title': { reason: 'changed_meanwhile', name: null },
      'public.map.gone': { reason: 'unknown', name: null },
    });
    expect(report.empty).toBe(1);
    expect(await page('/nl/signatories')).toContain('Elke ondertekenaar.');
    expect(await open('nl', 'public.list.lead')).toMatchObject({ outdated: false, changed: true });
    expect(await exported('nl', '?texts=outdated')).not.toContain('public.list.lead');
    expect(await exported('nl', '?texts=outdated')).toContain('public.map.title');
  });

  it('a file that is none, or of another language, or checked too early, changes nothing', async () => {
    const send = (file: Buffer, version = 0) =>
      changesNothing(register, () =>
        administrator.browser
          .post(xliff('pt'))
          .set('If-Match', `"${version}"`)
          .attach('file', file, 'texts.xlf'),
      );
    const bomb = `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xliff version="2.0" srcLang="en" trgLang="pt">&b;</xliff>`;
    for (const none of [
      '',
      'no XML',
      '<xliff version="2.0"',
      bomb,
      '<xliff version="2.0"><file/></xliff>',
    ])
      expect(fieldsOf(expectProblem(await send(Buffer.from(none)), 422))).toEqual([
        '/file isXliff',
      ]);
    const greek = Buffer.from(await exported('el'));
    expect(fieldsOf(expectProblem(await send(greek), 422))).toEqual(['/file isInLanguage']);
    const file = translated(await exported('pt'), 'public.list.title', 'Subscritores');
    await publish('pt', 'public.list.empty', 'Nenhum.');
    expectProblem(await send(Buffer.from(file)), 412);
    await administrator.browser.get(xliff('en')).expect(404);
  });
});

describe('a courtesy translation', () => {
  const review = (language: string, version: number, body: object) =>
    administrator.browser
      .put(`/api/v1/staff/translations/${language}/review`)
      .set('If-Match', `"${version}"`)
      .send(body);

  it('says on every page that nobody has reviewed it, until somebody has', async () => {
    const unreviewed = 'noch nicht geprüfte Übersetzung';
    for (const path of ['/de', '/de/about', '/de/signatories'])
      expect(await page(path)).toContain(unreviewed);
    for (const path of ['/en/about', '/fr/about'])
      expect(await page(path)).not.toMatch(/not yet reviewed|pas encore relue/);

    const body = { reviewedBy: 'Anna Prüferin', reviewedOn: '2026-01-31' };
    await review('de', 0, body).expect(200);
    await register.hearsOfChanges();
    for (const path of ['/de', '/de/about']) {
      expect(await page(path)).not.toContain(unreviewed);
      expect(await page(path)).toContain('Unverbindliche Übersetzung.');
      expect(await page(path)).not.toContain('Prüferin');
    }
    expect(await page('/pl')).toContain('jeszcze niesprawdzone');
    const overview = (await administrator.browser.get('/api/v1/staff/translations').expect(200))
      .body as TranslationDto[];
    expect(overview.find(({ language }) => language === 'de')).toMatchObject({
      ...body,
      version: 1,
    });

    expectProblem(await review('de', 0, body), 412);
    expectProblem(await review('fr', 0, body), 404);
    expectProblem(await review('it', 0, { ...body, reviewedOn: '2999-01-01' }), 422);
    await administrator.browser
      .delete('/api/v1/staff/translations/de/review')
      .set('If-Match', '"1"')
      .expect(200);
    await register.hearsOfChanges();
    expect(await page('/de')).toContain(unreviewed);
  });
});

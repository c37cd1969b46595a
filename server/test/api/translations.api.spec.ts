import { shippedTexts } from '../../src/platform/text/shipped-texts.js';
import type {
  TranslationDto,
  TranslationReportDto,
} from '../../src/site/texts/translations.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { TextEditor } from '../support/site-texts.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let administrator: Colleague;
let editor: TextEditor;
beforeAll(async () => {
  register = await startApp({ described: true });
  administrator = await Colleague.signsIn(register, 'administrator');
  editor = new TextEditor(register, administrator);
});
afterAll(() => register.close());

const page = async (path: string) =>
  (await register.anonymous.get(path).set('Accept', 'text/html').expect(200)).text;

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
    await editor.publish('fr', 'public.about.lead', 'Les « & » <tous> :\n\n- *un*\n- deux');
    for (const language of ['fr', 'pl', 'el'] as const) {
      const file = await exported(language, `?version=${version}`);
      const report = await changesNothing(register, () => take(language, file));
      expect(report).toMatchObject({ taken: [], refused: [], empty: 0 });
      expect(report.unchanged).toBe(shippedTexts(language).size);
    }
  });

  it('what can be taken is published; what cannot is named with its reason', async () => {
    await editor.publish('en', 'public.list.lead', 'Every signatory.');
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
    // Meanwhile someone changes the English of one, and the Dutch of another.
    await editor.publish('en', 'public.map.title', 'A map');
    await editor.publish('nl', 'public.news.title', 'Nieuwsberichten');

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
    expect(await editor.open('nl', 'public.list.lead')).toMatchObject({
      outdated: false,
      changed: true,
    });
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
    const bomb =
      '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xliff version="2.0" ' +
      'srcLang="en" trgLang="pt">&b;</xliff>';
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
    await editor.publish('pt', 'public.list.empty', 'Nenhum.');
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

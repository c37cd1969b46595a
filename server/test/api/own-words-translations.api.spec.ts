import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { edits, opensSignatory, restoresVersion, signatoriesPath } from '../support/editing.js';
import { begins, saves, sends } from '../support/own-place.js';
import { tablesWith } from '../support/persons.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const polish = 'Każda szkoła ma pokój rozmów';
const english = 'Every school has a room to talk';
const french = 'Chaque école a une pièce pour parler';
const own = (words: object) => ({ protection: { actions: [], ownWords: [words] } });
const isTheirs = ({ pillar, ownWords }: { pillar: string; ownWords?: string | null }) =>
  pillar === 'protection' && !!ownWords;

interface Town {
  town: Applicant;
  id: string;
  publicId: string;
}

/** A Polish town that translated its own pledge into English. */
async function joins(words: object = { text: polish, inEnglish: english }): Promise<Town> {
  const town = await Applicant.endorses(register, own(words), 'pl');
  return { town, ...(await anna.approvesAndPublishes(town.reference)) };
}
async function pledgeOf(publicId: string) {
  const { pledges } = await publicPageOf(register, publicId);
  return pledges.find(isTheirs)!;
}
async function approves(town: Applicant, reference: string): Promise<void> {
  await town.looks();
  const found = await anna.findsCase(reference);
  expect((await anna.decides(found, { verdict: 'approve' })).status).toBe(200);
}
/** A report on the pledge in own words, approved. */
async function reports(town: Applicant, publicId: string, report: object): Promise<void> {
  const { id: pledgeId } = await pledgeOf(publicId);
  await begins(town, 'progress');
  await saves(town, 'progress', {
    reports: [{ pledgeId, progress: 'under_way', ...report }],
  }).expect(200);
  await approves(town, (await sends(town)).reference);
}
/** What staff change about the pledge in own words. */
async function changes(id: string, change: object) {
  const opened = await opensSignatory(anna, id);
  const pledges = opened.content.pledges.map((pledge) =>
    isTheirs(pledge) ? { ...pledge, ...change } : pledge,
  );
  return edits(anna, opened, { pledges });
}
const page = async (language: string, publicId: string) => {
  const { slug } = (await publicPageOf(register, publicId)) as { slug: string };
  return (await register.anonymous.get(`/${language}/signatories/${slug}`).expect(200)).text;
};
const stored = (id: string) =>
  register.sql(`SELECT 1 FROM pledge WHERE signatory_id = $1 AND translations <> '[]'`, [id]);
/** What of the words of an earlier version may still be told. */
const toldOf = async (id: string, version: number) =>
  (
    await register.sql<{ told: object[] }>(
      `SELECT own_words_translations AS told FROM public_version_pledge
       WHERE signatory_id = $1 AND number = $2 AND pillar_code = 'protection'
         AND own_words IS NOT NULL`,
      [id, version],
    )
  )[0]?.told;
const given = (language: 'en' | 'fr', text: string) => ({ field: 'ownWords', language, text });
const byTown = { language: 'en', text: english, by: 'town' };
const byStaff = { language: 'fr', text: french, by: 'staff' };

describe('what a signatory writes itself, and its translations', () => {
  it('each reader gets the words in a language they read, and sees whose translation it is', async () => {
    const { id, publicId } = await joins();
    expect(
      (await changes(id, { translations: [given('en', english), given('fr', french)] })).status,
    ) //
      .toBe(200);
    expect(await pledgeOf(publicId)).toMatchObject({
      ownWords: polish,
      ownWordsLanguage: 'pl',
      ownWordsTranslations: [byTown, byStaff],
    });
    const english_ = await page('en', publicId);
    expect(english_).toContain(`lang="en">${english}</p>`);
    expect(english_).toContain('Translated from Polish by the signatory');
    expect(english_).toContain(`lang="pl">${polish}</p>`);
    expect(english_).not.toContain(french);
    expect(await page('fr', publicId)).toMatch(
      /lang="fr">Chaque école a une pièce pour parler<\/p><details[^>]*><summary>Traduction du secrétariat du Congrès/,
    );
    const german = await page('de', publicId);
    expect(german).toMatch(/lang="pl">Każda szkoła[^<]*<\/p>(<!--\[-->)?<details/);
    expect(german).toContain(`lang="en">${english}</p>`);
    expect(await page('pl', publicId)).not.toContain(english);
    const csv = String(
      (await register.anonymous.get('/api/v1/pledges.csv').buffer().parse(bytes)).body,
    );
    expect(csv.split('\r\n')[0]).toContain(
      'own_words_en,own_words_en_by,own_words_fr,own_words_fr_by',
    );
    expect(csv).toContain(`${english},town,${french},staff`);
  });

  it('a town sees what is there when it amends; one that is not changed with its words goes', async () => {
    const { town, id, publicId } = await joins();
    await changes(id, { translations: [given('en', english), given('fr', french)] });
    const draft = await begins(town, 'amendment');
    const { protection } = draft.answers as { protection: { ownWords: object[] } };
    expect(protection.ownWords).toEqual([{ text: polish, inEnglish: english, inFrench: french }]);
    // It corrects the English one, and clears the other: that one is the secretariat's and stays.
    const better = `${english} in confidence`;
    await saves(town, 'protection', own({ text: polish, inEnglish: better }).protection);
    const first = await sends(town);
    const shown = (await anna.findsCase(first.reference)) as object;
    expect(JSON.stringify(shown)).toContain(better);
    await approves(town, first.reference);
    const kept = [{ ...byTown, text: better }, byStaff];
    expect((await pledgeOf(publicId)).ownWordsTranslations).toEqual(kept);
    await begins(town, 'amendment');
    const other = { text: `${polish} i telefon`, inEnglish: better, inFrench: `${french} !` };
    await saves(town, 'protection', own(other).protection);
    await approves(town, (await sends(town)).reference);
    expect((await pledgeOf(publicId)).ownWordsTranslations).toEqual([
      { language: 'fr', text: `${french} !`, by: 'town' },
    ]);
  });

  it('the language of the words counts, not that of the form in which they are amended', async () => {
    const town = await Applicant.endorses(register, own({ text: polish }));
    const { id, publicId } = await anna.approvesAndPublishes(town.reference);
    // The form was English, the words are Polish: staff say so, and translate them.
    await changes(id, { ownWordsLanguage: 'pl', translations: [given('en', 'School rooms')] });
    await begins(town, 'amendment');
    await saves(town, 'protection', own({ text: polish, inEnglish: english }).protection);
    await approves(town, (await sends(town)).reference);
    expect(await pledgeOf(publicId)).toMatchObject({
      ownWordsLanguage: 'pl',
      ownWordsTranslations: [byTown],
    });
  });

  it('staff who change the words lose a translation that they leave; restoring brings both back', async () => {
    const { id, publicId } = await joins();
    expect((await changes(id, { ownWords: `${polish}!` })).status).toBe(200);
    expect((await pledgeOf(publicId)).ownWordsTranslations).toEqual([]);
    expect(await stored(id)).toEqual([]);
    expect((await restoresVersion(anna, await opensSignatory(anna, id), 1)).status).toBe(200);
    expect((await pledgeOf(publicId)).ownWordsTranslations).toEqual([byTown]);
    // Not even a writer who knows nothing of translations can leave one beside other words.
    await register.sql(
      `UPDATE pledge SET own_words = 'Inaczej' WHERE own_words IS NOT NULL AND signatory_id = $1`,
      [id],
    );
    expect(await stored(id)).toEqual([]);
  });

  it('as of an earlier day there are only translations that are public today as well', async () => {
    const { id } = await joins();
    await changes(id, { translations: [given('en', english), given('fr', french)] });
    expect(await toldOf(id, 1)).toEqual([byTown]);
    expect(await toldOf(id, 2)).toEqual([byTown, byStaff]);
    await changes(id, { translations: [given('en', 'Corrected'), given('fr', french)] });
    expect(await toldOf(id, 1)).toEqual([]);
    expect(await toldOf(id, 2)).toEqual([byStaff]);
  });

  it('two into one language are refused, one into its own language is not kept', async () => {
    const { id } = await joins();
    const twice = [given('en', 'One'), given('en', 'Two')];
    await changesNothing(register, async () => {
      const refused = expectProblem(await changes(id, { translations: twice }), 422);
      expect(fieldsOf(refused)).toEqual(['/pledges/1/translations/1/language arrayUnique']);
    });
    const english_ = await Applicant.endorses(register, own({ text: 'A room', inEnglish: 'Room' }));
    const { publicId } = await anna.approvesAndPublishes(english_.reference);
    expect((await pledgeOf(publicId)).ownWordsTranslations).toEqual([]);
  });

  it('a note is translated with its report, and removed with it from every version', async () => {
    const { town, id, publicId } = await joins();
    const note = 'Otwarto pokój w maju';
    const inFrench = 'La pièce a ouvert en mai';
    await reports(town, publicId, { progress: 'done', note, inFrench });
    const told = [{ language: 'fr', text: inFrench, by: 'town' }];
    const pledge = await pledgeOf(publicId);
    expect(pledge).toMatchObject({
      progressNoteTranslations: told,
      ownWordsTranslations: [byTown],
      reports: [{ note, language: 'pl', translations: told }],
    });
    const { version } = await opensSignatory(anna, id);
    const [report] = pledge.reports;
    await anna.browser
      .delete(`${signatoriesPath}/${id}/reports/${report!.id}/words`)
      .set('If-Match', `"${version}"`)
      .expect(200);
    expect(await pledgeOf(publicId)).toMatchObject({
      progressNoteTranslations: [],
      ownWordsTranslations: [byTown],
      reports: [{ note: null, translations: [] }],
    });
    const left = Object.keys(await tablesWith(register, inFrench));
    expect(left.filter((table) => !['submission', 'outbox'].includes(table))).toEqual([]);
    expect(await register.sql(`SELECT 1 FROM event WHERE details::text LIKE '%ouvert%'`)).toEqual(
      [],
    );
  });

  it('two similar pledges may have the same translation', async () => {
    const { town, publicId } = await joins();
    await begins(town, 'amendment');
    const both = [polish, 'Szkoły mają pokoje rozmów'].map((text) => ({
      text,
      inEnglish: english,
    }));
    await saves(town, 'protection', { actions: [], ownWords: both });
    await approves(town, (await sends(town)).reference);
    const { pledges } = await publicPageOf(register, publicId);
    expect(pledges.filter(isTheirs).map((one) => one.ownWordsTranslations)).toEqual([
      [byTown],
      [byTown],
    ]);
  });

  it('clearing the secretariat’s translation leaves it, and the case shows no removal', async () => {
    const { town, id } = await joins();
    await changes(id, { translations: [given('en', english), given('fr', french)] });
    await begins(town, 'amendment');
    await saves(town, 'protection', own({ text: polish }).protection);
    const { reference } = await sends(town);
    await town.looks();
    const { changes: shown } = (await anna.findsCase(reference)) as unknown as {
      changes: { pledges: object[] };
    };
    expect(shown.pledges).toMatchObject([
      {
        before: { inEnglish: english, inFrench: french },
        after: { inEnglish: null, inFrench: french },
      },
    ]);
  });

  it('an edit that says nothing of translations keeps them; an empty list removes them', async () => {
    const { id, publicId } = await joins();
    expect((await changes(id, { translations: undefined, targetYear: 2030 })).status).toBe(200);
    expect((await pledgeOf(publicId)).ownWordsTranslations).toEqual([byTown]);
    expect((await changes(id, { translations: [] })).status).toBe(200);
    expect((await pledgeOf(publicId)).ownWordsTranslations).toEqual([]);
  });

  it('a new note may have the translation of the last one', async () => {
    const { town, publicId } = await joins();
    await reports(town, publicId, { note: 'Trwa', inEnglish: 'On track' });
    await reports(town, publicId, { note: 'Nadal trwa', inEnglish: 'On track' });
    expect((await pledgeOf(publicId)).progressNoteTranslations).toEqual([
      { language: 'en', text: 'On track', by: 'town' },
    ]);
  });

  it('a note is not translated into its own language', async () => {
    const town = await Applicant.endorses(register, own({ text: 'A room' }));
    const { id, publicId } = await anna.approvesAndPublishes(town.reference);
    await reports(town, publicId, { note: 'It is open' });
    const note = { field: 'progressNote', language: 'en', text: 'It has opened' };
    expect((await changes(id, { translations: [note], targetYear: 2031 })).status).toBe(200);
    expect((await pledgeOf(publicId)).progressNoteTranslations).toEqual([]);
  });

  it('a translation that staff remove with a new state is gone from the earlier report', async () => {
    const { town, id, publicId } = await joins();
    await reports(town, publicId, { note: 'Trwa', inEnglish: 'Wrong', inFrench: 'En cours' });
    const { id: pledgeId } = await pledgeOf(publicId);
    await register.sql(`UPDATE pledge SET reported_on = '2026-01-02' WHERE id = $1`, [pledgeId]);
    await register.sql(
      `DELETE FROM pledge_report WHERE pledge_id = $1 AND reported_on <> '2026-01-02'`,
      [pledgeId],
    );
    const inFrench = { field: 'progressNote', language: 'fr', text: 'En cours' };
    const change = { progress: 'done', translations: [given('en', english), inFrench] };
    expect((await changes(id, change)).status).toBe(200);
    const told = [{ language: 'fr', text: 'En cours', by: 'town' }];
    expect((await pledgeOf(publicId)).reports).toMatchObject([
      { note: 'Trwa', translations: told },
      { note: 'Trwa', translations: told },
    ]);
  });
});

import { extractText } from 'unpdf';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { edits, opensSignatory, signatoriesPath } from '../support/editing.js';
import { Importer } from '../support/importer.js';
import { begins, saves, sends } from '../support/own-place.js';
import { Paper } from '../support/paper.js';
import { expectProblem, fieldsOf } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';

let register: TestApp;
let anna: Colleague;
let berta: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
  berta = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const outside = { actions: [], ownWords: [], notYet: undefined, notCompetent: true };
const endorses = () => Applicant.endorses(register, { prosecution: outside });
const file = async (name: string) =>
  String((await register.anonymous.get(`/api/v1/signatories.${name}`).buffer().parse(bytes)).body);
const page = async (path: string) =>
  (await register.anonymous.get(path).expect(200)).text.replace(/<[^>]*>/g, ' ');

describe('a pillar outside the competence of an authority', () => {
  it('is said beside pledges and “not yet”, without scripts, and is kept when it is opened again', async () => {
    const town = await Applicant.begins(register);
    await town.browser
      .post('/en/endorse/prosecution')
      .type('form')
      .send({ version: String(town.version), notCompetent: 'true' })
      .expect(303);
    const form = await town.browser.get('/en/endorse/prosecution').expect(200);
    expect(form.text).toMatch(/name="notCompetent"[^>]*value="true"[^>]*checked/);
    expect((await town.looks()).answers['prosecution']).toEqual({
      actions: [],
      ownWords: [],
      notCompetent: true,
    });
  });

  it('answers the question why there is no pledge; with pledges it is refused, and nothing typed is lost', async () => {
    const town = await Applicant.begins(register);
    const none = await town.saves('prosecution', { actions: [], ownWords: [] });
    expect(fieldsOf(expectProblem(none, 422))).toEqual(['/notYet isPillarAnswered']);
    const both = await town.saves('prosecution', {
      ...outside,
      ownWords: [{ text: 'A judge who listens' }],
    });
    expect(fieldsOf(expectProblem(both, 422))).toEqual(['/notCompetent isOutsideOrPledged']);
    expect((await town.saves('prosecution', outside)).status).toBe(200);
    const page = await town.browser
      .post('/en/endorse/protection')
      .type('form')
      .send({
        version: String(town.version),
        notCompetent: 'true',
        'ownWords.0.text': 'A house for children',
      })
      .expect(422);
    expect(page.text).toMatch(/name="notCompetent"[^>]*checked/);
    expect(page.text).toContain('A house for children');
    expect(page.text).toContain('remove one or the other');
  });

  it('is refused for all four, one after the other or at one moment, and by staff', async () => {
    const town = await Applicant.begins(register);
    for (const pillar of ['prevention', 'protection', 'prosecution'] as const)
      expect((await town.saves(pillar, outside)).status).toBe(200);
    const last = await town.saves('participation', outside);
    expect(fieldsOf(expectProblem(last, 422))).toEqual(['/notCompetent isEverythingOutside']);
    await register.sql(
      `UPDATE submission SET answers = answers || jsonb_build_object('participation',
       answers->'prevention') WHERE reference = $1`,
      [town.reference],
    );
    const { missing } = (await town.looks()) as unknown as { missing: string[] };
    expect(missing).toContain('participation');
  });

  it('leaves a signatory without any pledge saying why none are recorded', async () => {
    const town = await endorses();
    const { publicId, id } = await anna.approvesAndPublishes(town.reference);
    await register.sql(`DELETE FROM pledge WHERE signatory_id = $1`, [id]);
    await register.sql(`UPDATE register SET version = version + 1`);
    await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
    await register.hearsOfChanges();
    const { slug } = await publicPageOf(register, publicId);
    const text = await page(`/en/signatories/${slug}`);
    expect(text).toContain('No pledges are recorded');
    expect(text).toMatch(/Outside its competence: Prosecution/);
  });

  it('is on the copy of the answers, on the paper to sign and in the case', async () => {
    const town = await endorses();
    expect((await town.browser.get('/en/case/answers').expect(200)).text).toContain(
      'This pillar lies outside our competence',
    );
    const paper = await town.browser
      .get('/en/endorse/endorsement.pdf')
      .buffer(true)
      .responseType('blob')
      .expect(200);
    const { text } = await extractText(new Uint8Array(paper.body as Buffer), { mergePages: true });
    expect(text.replace(/\s+/g, ' ')).toContain('lies outside the authority’s competence');
    const seen = await anna.findsCase(town.reference);
    expect(seen.answers['prosecution']).toMatchObject({ notCompetent: true });
  });

  it('is shown as such on the page and in all files, never as a missing pledge', async () => {
    const town = await endorses();
    const { publicId } = await anna.approvesAndPublishes(town.reference);
    const told = await publicPageOf(register, publicId);
    expect(told.outsideCompetence).toBe('prosecution');
    const text = await page(`/en/signatories/${told.slug}`);
    expect(text).toContain('This pillar lies outside its competence.');
    expect(text).not.toContain('No pledges under this pillar yet');
    expect(text).toMatch(/Outside its competence\s+Prosecution/);
    expect(await page(`/el/signatories/${told.slug}`)).toContain('Εκτός της αρμοδιότητάς του');
    const [head, ...rows] = (await file('csv')).split('\r\n');
    expect(head).toMatch(/,outside_competence,nuts,nuts_edition$/);
    expect(rows.find((row) => row.includes(publicId))).toMatch(/,prosecution,,$/);
    expect(await file('json')).toContain('"outsideCompetence":"prosecution"');
    const exported = await anna.browser.get(`${signatoriesPath}/export?format=csv`).expect(200);
    expect(exported.text).toMatch(/^[^\n]*outside_competence/);
  });

  it('an amendment starts from it, shows the change, and changes the page', async () => {
    const town = await endorses();
    const { publicId } = await anna.approvesAndPublishes(town.reference);
    const begun = await begins(town, 'amendment');
    expect(begun.answers['prosecution']).toMatchObject({ notCompetent: true });
    expect(begun.answers['authority']).not.toHaveProperty('outsideCompetence');
    const pledges = { actions: [{ code: 'prosecution.data' }], ownWords: [] };
    const saved = await saves(town, 'prosecution', pledges, begun.version);
    expect(saved.status).toBe(200);
    const { version } = saved.body as { version: number };
    const none = { actions: [], ownWords: [], notCompetent: true };
    expect((await saves(town, 'participation', none, version)).status).toBe(200);
    const { reference } = await sends(town);
    const seen = await anna.findsCase(reference);
    expect(seen.changes?.fields).toEqual([
      { field: 'outsideCompetence', before: 'prosecution', after: 'participation' },
    ]);
    expect((await anna.decides(seen, { verdict: 'approve' })).status).toBe(200);
    await register.hearsOfChanges();
    expect((await publicPageOf(register, publicId)).outsideCompetence).toBe('participation');
  });

  it('staff enter it from paper, correct it, and import it', async () => {
    const paper = await Paper.enters(anna, { prosecution: outside });
    const { id, publicId } = await berta.approvesAndPublishes(paper.entry.reference);
    expect((await publicPageOf(register, publicId)).outsideCompetence).toBe('prosecution');
    const opened = await opensSignatory(anna, id);
    const refused = await edits(anna, opened, { outsideCompetence: 'prosecution, prevention' });
    expect(fieldsOf(expectProblem(refused, 422))).toEqual([
      '/outsideCompetence isOutsideOrPledged',
    ]);
    const all = await edits(anna, opened, {
      pledges: [],
      outsideCompetence: 'prevention, protection, prosecution, participation',
    });
    expect(fieldsOf(expectProblem(all, 422))).toEqual(['/outsideCompetence isEverythingOutside']);
    const unknown = await edits(anna, opened, { outsideCompetence: 'police' });
    expect(fieldsOf(expectProblem(unknown, 422))).toEqual([
      '/content/outsideCompetence isPillarList',
    ]);
    const cleared = await edits(anna, opened, { outsideCompetence: null });
    expect(cleared.body).toMatchObject({ content: { outsideCompetence: null } });
    await register.hearsOfChanges();
    expect((await publicPageOf(register, publicId)).outsideCompetence).toBeNull();
    const begun = await new Importer(anna).uploads(
      'Name,Country,Kind,outside_competence\nKuldīga,LV,municipality,"participation; prosecution"\n',
    );
    expect(begun.mapping.columns).toContainEqual({ field: 'outsideCompetence', column: 3 });
    await new Importer(anna).takesOver(begun);
    const rows = await register.sql(
      `SELECT outside_competence AS list FROM authority WHERE name_official = 'Kuldīga'`,
    );
    // In the order of the Pact, however it was typed.
    expect(rows).toEqual([{ list: 'prosecution, participation' }]);
  });

  it('a merger brings no pledge under a pillar that the remaining one says is not its matter', async () => {
    const [loser, winner] = [await Applicant.endorses(register), await endorses()];
    const [from, into] = [
      await anna.approvesAndPublishes(loser.reference),
      await anna.approvesAndPublishes(winner.reference),
    ];
    await register.sql(
      `UPDATE pledge SET pillar_code = 'prosecution', action_code = 'prosecution.data'
       WHERE signatory_id = $1 AND action_code = 'prevention.training'`,
      [from.id],
    );
    const [pledge] = await register.sql<{ id: string }>(
      `SELECT id FROM pledge WHERE signatory_id = $1 AND pillar_code = 'prosecution'`,
      [from.id],
    );
    const merging = await anna.browser
      .post(`${signatoriesPath}/${from.id}/merger`)
      .set('If-Match', `"${from.version}"`)
      .send({
        into: into.id,
        intoVersion: into.version,
        pledges: [pledge!.id],
        reasonCode: 'entered_twice',
        reason: 'The same town',
      });
    expect(fieldsOf(expectProblem(merging, 422))).toEqual(['/pledges isOutsideOfRemaining']);
  });
});

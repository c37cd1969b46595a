import { languages } from '../../../contract/languages.js';
import type { BulkReportDto } from '../../src/workbench/decisions/bulk.dto.js';
import type {
  FilledTemplateDto,
  SavedMessageTemplateDto,
} from '../../src/workbench/templates/message-templates.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'administrator');
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.forgetLimits();
  await register.sql('DELETE FROM message_template');
});

const path = '/api/v1/staff/message-templates';
const own = {
  name: 'Page missing',
  verdict: null,
  textEn: 'A page is missing, {contact}.',
  textFr: 'Il manque une page, {contact}.',
  otherTexts: [{ language: 'de', text: 'Es fehlt eine Seite, {contact}.' }],
};
const list = async () =>
  (await anna.browser.get(path).expect(200)).body as SavedMessageTemplateDto[];
const adds = async (body: object) =>
  (await anna.browser.post(path).send(body).expect(201)).body as SavedMessageTemplateDto;
const addsStarters = async () =>
  ((await anna.browser.post(`${path}/starters`).expect(200)).body as { added: number }).added;
const caseIn = async (language: 'de' | 'pl' | 'fr') => {
  const town = await Applicant.endorses(register, {}, language);
  return { town, ...(await anna.findsCase(town.reference)) };
};

describe('Saved replies in twelve languages', () => {
  it('a case is offered the text of its language, and English where there is none', async () => {
    await adds(own);
    const offered = async (language: 'de' | 'pl') => {
      const { id } = await caseIn(language);
      const { body } = await anna.browser
        .get(`/api/v1/staff/submissions/${id}/message-templates`)
        .expect(200);
      return (body as FilledTemplateDto[])[0]!;
    };
    expect(await offered('de')).toMatchObject({
      ...{ language: 'de', wanted: 'de' },
      text: expect.stringMatching(/^Es fehlt eine Seite, [^{]+\.$/) as string,
    });
    expect(await offered('pl')).toMatchObject({
      ...{ language: 'en', wanted: 'pl' },
      text: expect.stringMatching(/^A page is missing/) as string,
    });
    const letter = await anna.browser.get(`${path}/general?language=de&letter=yes`).expect(200);
    expect(letter.body).toMatchObject([{ text: own.otherTexts[0]!.text, language: 'de' }]);
  });

  it('texts stay when an older page saves without them, and a wrong placeholder is named', async () => {
    const { id } = await adds(own);
    const puts = (body: object, version: number) =>
      anna.browser.put(`${path}/${id}`).set('If-Match', `"${version}"`).send(body);
    const { otherTexts, ...older } = own;
    expect((await puts(older, 1).expect(200)).body).toMatchObject({ otherTexts });
    const wrong = { ...own, otherTexts: [{ language: 'de', text: '{password}' }] };
    await changesNothing(register, async () => {
      expect(fieldsOf(expectProblem(await puts(wrong, 2), 422))).toEqual([
        '/otherTexts/0/text isKnownVariable',
      ]);
      const twice = { ...own, otherTexts: [...otherTexts, ...otherTexts] };
      expectProblem(await puts(twice, 2), 422);
      const english = { ...own, otherTexts: [{ language: 'en', text: 'No' }] };
      expectProblem(await puts(english, 2), 422);
    });
    expect((await puts({ ...own, otherTexts: [] }, 2).expect(200)).body).toMatchObject({
      otherTexts: [],
    });
  });

  it('starters come once, in all languages, and change nobody’s own', async () => {
    const hers = await adds({ ...own, name: 'Signed document missing' });
    expect(await addsStarters()).toBe(6);
    expect(await addsStarters()).toBe(0);
    const all = await list();
    expect(all).toHaveLength(7);
    expect(all.find(({ id }) => id === hers.id)).toMatchObject(own.otherTexts && { version: 1 });
    expect(all.map(({ name }) => name)).toContain('Signed document missing (2)');
    const starter = all.find(({ name }) => name === 'Who may sign')!;
    expect(starter.otherTexts).toHaveLength(languages.length - 2);
    // One that was made one's own, or thrown away, is judged by what it began as.
    await anna.browser
      .put(`${path}/${starter.id}`)
      .set('If-Match', '"1"')
      .send({ ...own, name: 'Ours' })
      .expect(200);
    expect(await addsStarters()).toBe(0);
    await anna.browser.delete(`${path}/${starter.id}`).set('If-Match', '"2"').expect(204);
    expect(await addsStarters()).toBe(1);
    const boris = await Colleague.signsIn(register, 'reviewer');
    expectProblem(await boris.browser.post(`${path}/starters`), 403);
  });

  it('in bulk a reply that belongs to another decision is refused, and changes nothing', async () => {
    const { id: templateId } = await adds({ ...own, name: 'Welcome', verdict: 'approve' });
    const { id, version } = await caseIn('de');
    const posts = (where: string) =>
      anna.browser.post(`/api/v1/staff/${where}`).send({
        ...{ action: 'reject', reasonCode: 'not_an_authority', mail: true, reason: 'No town.' },
        ...{ templateId, templateVersion: 1, items: [{ id, version }] },
      });
    await changesNothing(register, async () => {
      for (const where of ['bulk/preview', 'bulk'])
        expect(fieldsOf(expectProblem(await posts(where), 422))).toEqual(['/templateId isIn']);
    });
  });

  it('in bulk each town gets its language, and the preview says which have no text', async () => {
    const { id: templateId } = await adds(own);
    const cases = [await caseIn('de'), await caseIn('pl'), await caseIn('fr')];
    const wanted = {
      ...{ action: 'request_changes', reasonCode: 'document_missing', mail: true, templateId },
      reason: '— Anna',
      items: cases.map(({ id, version }) => ({ id, version })),
    };
    const posts = (where: string, templateVersion?: number | null) =>
      anna.browser.post(`/api/v1/staff/${where}`).send({ ...wanted, templateVersion });
    const sends = async (where: string, version?: number | null) =>
      (await posts(where, version).expect(200)).body as BulkReportDto;
    let preview: BulkReportDto;
    await changesNothing(register, async () => {
      preview = await sends('bulk/preview');
    });
    expect(preview!.results.map(({ withoutText }) => withoutText)).toEqual([null, 'pl', null]);
    const told = preview!.results.map(({ mail }) => mail!.text);
    expect(told[0]).toContain('Es fehlt eine Seite, ');
    expect(told[1]).toContain('A page is missing, ');
    expect(told[2]).toContain('Il manque une page, ');
    expect(told.every((text) => text.includes('— Anna') && !text.includes('{'))).toBe(true);
    // What an administrator saved since is not what was seen.
    const saves = (version: number, body: object) =>
      anna.browser.put(`${path}/${templateId}`).set('If-Match', `"${version}"`).send(body);
    await saves(1, { ...own, textFr: 'Autre chose.' }).expect(200);
    await changesNothing(register, async () => {
      expectProblem(await posts('bulk', preview!.templateVersion), 412);
      expect(fieldsOf(expectProblem(await posts('bulk'), 422))).toEqual([
        '/templateVersion isNotEmpty',
      ]);
    });
    await saves(2, own).expect(200);
    expect((await sends('bulk', 3)).done).toBe(3);
    const [german] = cases;
    const [decision] = await register.sql<{ reason: string }>(
      'SELECT reason FROM decision WHERE submission_id = $1',
      [german!.id],
    );
    expect(decision!.reason).toMatch(/^Es fehlt eine Seite, .+\.\n\n— Anna$/);
  });
});

import type { Response } from 'supertest';
import { DataSource } from 'typeorm';
import { extractText } from 'unpdf';
import { languages } from '../../../contract/languages.js';
import { seedPact } from '../../src/reference/pact/seed-pact.js';
import type { PactVersionDto, PillarDto } from '../../src/site/public/pact.dto.js';
import type { SignatoryDto } from '../../src/site/public/public.dto.js';
import type { PactContentDto } from '../../src/workbench/pact/pact-content.dto.js';
import type { PactVersionsDto } from '../../src/workbench/pact/pact-versions.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf, type ProblemBody } from '../support/problems.js';

let register: TestApp;
let administrator: Colleague;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  administrator = await Colleague.signsIn(register, 'administrator');
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const path = '/api/v1/staff/pact';
const overview = async (who = administrator) =>
  (await who.browser.get(path).expect(200)).body as PactVersionsDto;
const saves = (content: PactContentDto, version: number, who = administrator) =>
  who.browser.put(`${path}/draft`).set('If-Match', `"${version}"`).send(content);
const publishes = (version: number, who = administrator) =>
  who.browser.post(`${path}/publication`).set('If-Match', `"${version}"`);
const pillars = async (query = '') =>
  (await register.anonymous.get(`/api/v1/pact${query}`).expect(200)).body as PillarDto[];
const versions = async () =>
  (await register.anonymous.get('/api/v1/pact/versions').expect(200)).body as PactVersionDto[];
const page = async (address: string) =>
  (await register.anonymous.get(address).set('Accept', 'text/html').expect(200)).text;
const actionIn = (content: PactContentDto, code: string) =>
  content.pillars.flatMap(({ actions }) => actions).find((action) => action.code === code)!;
const proposed = 'Proposed wording: the Congress has not approved it yet.';

const wrong = ({ body }: Response) => fieldsOf(body as ProblemBody);

/** Publishes what `change` makes of the version in force. */
async function rewords(change: (content: PactContentDto) => void): Promise<PactVersionsDto> {
  const { draft } = await overview();
  change(draft.content);
  const saved = (await saves(draft.content, draft.version).expect(200)).body as PactVersionsDto;
  const published = (await publishes(saved.draft.version).expect(200)).body as PactVersionsDto;
  await register.hearsOfChanges();
  return published;
}

async function paperText(address: string, browser = register.anonymous): Promise<string> {
  const response = await browser.get(address).buffer(true).responseType('blob').expect(200);
  const { text } = await extractText(new Uint8Array(response.body as Buffer), {
    mergePages: true,
  });
  return text.replace(/\s+/g, ' ');
}

describe('CT2 the Pact as content with versions', () => {
  it('the shipped text is version 1, in every language, and only proposed', async () => {
    const [first, ...others] = await versions();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ version: 1, wording: 'proposed', approvedOn: null });
    for (const language of languages) {
      expect(first!.preamble[language]).not.toBe('');
      expect(first!.undertakings.every((text) => text[language])).toBe(true);
    }
    const list = await pillars();
    expect(list.every(({ wording, version }) => wording === 'proposed' && version === 1)).toBe(
      true,
    );
    const { draft } = await overview();
    expect(draft).toMatchObject({ begun: false });
    // Saving changes not one character, not even the spaces of French typography.
    const saved = (await saves(draft.content, draft.version).expect(200)).body as PactVersionsDto;
    expect(saved.draft.content).toEqual(draft.content);
    expect(saved.draft.gaps.every(({ missing, outdated }) => missing + outdated === 0)).toBe(true);
    expectProblem(await publishes(saved.draft.version), 409, 'nothing-changed');
    for (const address of ['/pact', '/pact/text', '/pact/prevention', '/pact/prevention/training'])
      expect(await page(`/en${address}`)).toContain(proposed);
    const paper = await paperText('/en/pact/endorsement.pdf');
    expect(paper).toContain(proposed);
    expect(paper).toContain('It will raise awareness of sexual violence against children');
    // What the register asks is not what an authority signs.
    expect(paper).not.toMatch(/reports on|at least one|four pillars of the Pact, as set out/);
  });

  it('a pledge keeps the words of its time, and the page says what the Pact says today', async () => {
    const town = await Applicant.endorses(register);
    const { publicId } = await staff.approvesAndPublishes(town.reference);
    const before = actionIn((await overview()).inForce, 'prevention.training').wording.en!;
    await rewords((content) => {
      const training = actionIn(content, 'prevention.training');
      training.wording = {
        ...training.wording,
        en: 'Train all staff',
        fr: 'Former tout le personnel',
      };
      const { actions } = content.pillars.find(({ code }) => code === 'protection')!;
      actions.splice(
        actions.findIndex(({ code }) => code === 'protection.helpline'),
        1,
      );
      actions.unshift({
        code: 'protection.advocates',
        wording: { en: 'Name an advocate', fr: 'Désigner un défenseur' },
        explanation: {},
        source: '',
      });
    });

    const { body } = await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200);
    const { pledges, slug } = body as SignatoryDto;
    expect(pledges.map(({ pactVersion }) => pactVersion)).toEqual([1, 1, 1, 1]);
    const html = await page(`/en/signatories/${slug}`);
    expect(html).toContain(before);
    expect(html).toContain(
      'Pledged in these words under version 1 of the Pact. The Pact now says: Train all staff',
    );
    expect(html).toContain('version 1 of the Pact, which no longer lists this action');
    // The explanation is of today's words, so young readers get those that were promised.
    const young = await page(`/en/signatories/${slug}/young`);
    expect(young).toContain(before);
    expect(young).not.toContain('so that they recognise the signs and know whom to call.');

    // What the town can print, and what staff see of its case.
    const paper = await paperText('/en/endorse/endorsement.pdf', town.browser);
    expect(paper).toContain(before);
    expect(paper).toContain('Version 1 of the Pact.');
    expect(paper).not.toContain('Train all staff');
    const blank = await paperText('/en/pact/endorsement.pdf');
    expect(blank).toContain('Version 2 of the Pact.');
    expect((await staff.findsCase(town.reference, 'published')).pactVersion).toBe(1);

    // The list, the old list, and an action that is only in the old one.
    const [now, then] = [await pillars(), await pillars('?version=1')];
    const codes = (list: PillarDto[]) => list.flatMap(({ actions }) => actions.map((a) => a.code));
    expect(codes(now)).not.toContain('protection.helpline');
    expect(codes(now)[codes(now).indexOf('protection.advocates') + 1]).toBe('protection.one-stop');
    expect(codes(then)).toContain('protection.helpline');
    const retired = now.find(({ code }) => code === 'protection')!.retired;
    expect(retired).toMatchObject([{ code: 'protection.helpline', lastVersion: 1 }]);
    expect(await page('/en/pact/protection/helpline')).toContain(
      'The Pact no longer lists this action. Version 1 was the last to list it.',
    );
    expect(await page('/en/pact/text?version=1')).toContain('This version is no longer in force.');
    expectProblem(await register.anonymous.get('/api/v1/pact?version=99'), 404, 'not-found');

    // Who joins now pledges in today's words; what was chosen before and is retired stays theirs.
    const late = await Applicant.endorses(register);
    const { publicId: newest } = await staff.approvesAndPublishes(late.reference);
    await register.hearsOfChanges();
    const second = (await register.anonymous.get(`/api/v1/signatories/${newest}`).expect(200))
      .body as SignatoryDto;
    const versionOf = (action: string) =>
      second.pledges.find((pledge) => pledge.action === action)!.pactVersion;
    expect(versionOf('prevention.training')).toBe(2);
    expect(versionOf('protection.helpline')).toBe(1);
    expect(await page(`/en/signatories/${second.slug}`)).toContain('Train all staff');
  });

  it('an action that was chosen before it was retired stays in the form, and is said to be so', async () => {
    const officer = await Applicant.begins(register);
    await officer.fillsIn();
    const form = (
      await officer.browser.get('/en/endorse/protection').set('Accept', 'text/html').expect(200)
    ).text;
    expect(form).toContain('value="protection.helpline" checked');
    expect(form).toContain('You can keep it or choose another one.');
    const fresh = await Applicant.begins(register);
    const empty = (
      await fresh.browser.get('/en/endorse/protection').set('Accept', 'text/html').expect(200)
    ).text;
    expect(empty).not.toContain('protection.helpline');
    expect(empty).toContain(proposed);
    const check = (
      await officer.browser.get('/en/endorse/check').set('Accept', 'text/html').expect(200)
    ).text;
    expect(check).toContain(proposed);
    expect(check).toContain('It will encourage services');
  });

  it('approval is recorded with its document, taken out of the pages, and can be withdrawn', async () => {
    const { versions: known } = await overview();
    const { number, revision } = known[0]!;
    const approval = { approvedOn: '2026-10-12', document: 'CPL/Bur(2026)12, item 5' };
    const put = (body: object, seen: number, who = administrator): Promise<Response> =>
      who.browser
        .put(`${path}/versions/${number}/approval`)
        .set('If-Match', `"${seen}"`)
        .send(body)
        .then((response) => response as Response);
    await changesNothing(register, async () => {
      expectProblem(await put(approval, revision, staff), 403, 'not-allowed');
      expectProblem(await put(approval, revision + 1), 412, 'changed-meanwhile');
      expect(wrong(await put({ approvedOn: 'soon' }, revision))).toEqual([
        '/approvedOn isDay',
        '/document isNotEmpty',
      ]);
    });
    expect((await put(approval, revision)).status).toBe(200);
    await register.hearsOfChanges();
    expect((await pillars())[0]).toMatchObject({ wording: 'approved', version: number });
    expect((await versions()).at(-1)).toMatchObject({
      approvedOn: '2026-10-12',
      approvalDocument: 'CPL/Bur(2026)12, item 5',
    });
    expect(JSON.stringify(await versions())).not.toContain(administrator.name);
    expect(await page('/en/pact')).not.toContain(proposed);
    expect(await page('/fr/pact/text')).toContain('CPL/Bur(2026)12, item 5');
    expect(await paperText('/en/pact/endorsement.pdf')).toContain('Wording approved on 12 October');

    const [, ...events] = await register.sql<{ action: string; details: object }>(
      `SELECT action, details FROM event WHERE subject_kind = 'pact' ORDER BY seq DESC`,
    );
    expect(events.map(({ action }) => action)).toContain('pact.publish');
    await administrator.browser
      .delete(`${path}/versions/${number}/approval`)
      .set('If-Match', `"${revision + 1}"`)
      .expect(200);
    await register.hearsOfChanges();
    expect(await page('/en/pact')).toContain(proposed);
  });

  it('a draft is private, counts what each language lacks, and is never published half', async () => {
    const { draft } = await overview();
    const { content } = draft;
    const awareness = actionIn(content, 'prevention.awareness');
    awareness.wording = { ...awareness.wording, en: 'Inform everybody', fr: '', de: '' };
    const saved = (await saves(content, draft.version).expect(200)).body as PactVersionsDto;
    expect(saved.draft).toMatchObject({ begun: true, changedBy: administrator.name });
    const gap = (language: string) => saved.draft.gaps.find((one) => one.language === language);
    expect(gap('fr')).toMatchObject({ missing: 1, outdated: 0 });
    expect(gap('de')).toMatchObject({ missing: 2 });
    expect(gap('pl')).toMatchObject({ missing: 1, outdated: 1 });
    expect(await page('/en/pact/text')).not.toContain('Inform everybody');

    await changesNothing(register, async () => {
      expectProblem(await saves(content, draft.version), 412, 'changed-meanwhile');
      expectProblem(await saves(content, saved.draft.version, staff), 403, 'not-allowed');
      expect(wrong(await publishes(saved.draft.version))).toEqual([
        '/pillars/0/actions/4/wording/fr isNotEmpty',
      ]);
      const twice = structuredClone(content);
      twice.pillars[0]!.actions[1]!.code = 'prevention.strategy';
      twice.pillars[1]!.actions[0]!.code = 'prevention.new';
      expect(wrong(await saves(twice, saved.draft.version))).toEqual([
        '/pillars/0/actions/1/code isUnique',
        '/pillars/1/actions/0/code isKnownAction',
      ]);
    });
    const discarded = await administrator.browser
      .delete(`${path}/draft`)
      .set('If-Match', `"${saved.draft.version}"`)
      .expect(200);
    const { draft: empty } = discarded.body as PactVersionsDto;
    expect(empty.begun).toBe(false);
    expectProblem(await publishes(empty.version), 409, 'nothing-changed');
  });

  it('a start never overwrites the Congress’s published wording with the shipped one', async () => {
    const now = await versions();
    await register.app.get(DataSource).transaction(async (manager) => {
      expect(await seedPact(manager)).toBe(false);
    });
    expect(await versions()).toEqual(now);
  });
});

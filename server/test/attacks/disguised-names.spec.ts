import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { edits, publishedTown } from '../support/editing.js';
import { Importer } from '../support/importer.js';
import { begins, joinedTown, saves } from '../support/own-place.js';
import { Paper } from '../support/paper.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** Strasbourg and Nantes, as they are not written. */
const disguises = [
  ['Strasb\u2d54urg', 'holdsNoSuchCharacter', { character: '\u2d54 (U+2D54)' }],
  ['Nan\u16b3es', 'holdsNoSuchCharacter', { character: '\u16b3 (U+16B3)' }],
  ['Nan\u3164tes', 'holdsNoSuchCharacter', { character: 'U+3164' }],
  ['Nan\u2800tes', 'holdsNoSuchCharacter', { character: 'U+2800' }],
  ['Na\u0335ntes', 'holdsNoSuchCharacter', { character: 'U+0335' }],
  ['Nan\ufe0ftes', 'holdsNoSuchCharacter', { character: 'U+FE0F' }],
  ['Nan\u034ftes', 'holdsNoSuchCharacter', { character: 'U+034F' }],
  ['\u0301 Nantes', 'holdsNoSuchCharacter', { character: 'U+0301' }],
  ['N\u0430ntes', 'isOneScript', { word: 'N\u0430ntes' }],
  ['\u0274\u1d00\u0274tes', 'holdsNoSuchCharacter', { character: '\u0274 (U+0274)' }],
  ['Nan\u202etes', 'holdsNoSuchCharacter', { character: 'U+202E' }],
  ['Nan\u2069tes', 'holdsNoSuchCharacter', { character: 'U+2069' }],
  ['Nan\u200dtes', 'holdsNoSuchCharacter', { character: 'U+200D' }],
  ['Nan\u{e0074}tes', 'holdsNoSuchCharacter', { character: 'U+E0074' }],
  ['Nan\ue000tes', 'holdsNoSuchCharacter', { character: 'U+E000' }],
  ["Nan't\u0435s", 'isOneScript', { word: "Nan't\u0435s" }],
] as const;

describe('TR18 a disguised name', () => {
  it.each(disguises)('%j is refused everywhere', async (name, key, params) => {
    const refused = (pointer: string) =>
      expect.arrayContaining([expect.objectContaining({ pointer, key, params })]) as unknown;
    const town = await Applicant.begins(register);
    const { authority } = town.endorsement;
    for (const field of ['nameOfficial', 'nameEn', 'nameFr', 'region'] as const) {
      const { errors } = expectProblem(
        await town.browser
          .put('/api/v1/submission/sections/authority')
          .set('If-Match', `"${town.version}"`)
          .send({ ...authority, [field]: name }),
        422,
      );
      expect(errors).toEqual(refused(`/${field}`));
    }
    const importer = new Importer(staff);
    // Köln makes the file UTF-8 without a doubt; otherwise its encoding would be asked about.
    const begun = await importer.uploads(
      `name,country,kind\nKöln,Germany,municipality\n${name},France,municipality\n`,
    );
    expect(JSON.stringify(await importer.checks(begun.id))).toContain(key);
  });

  it.each([
    ['Nan\u202etes', 'U+202E'],
    ['\u0274\u1d00\u0274tes', 'U+0274'],
    ['Nan\u00adtes\u034f', 'U+034F'],
  ])(
    '%j is refused in the form, papers, joint signatories, people, practices and colleagues',
    async (name, told) => {
      const town = await Applicant.begins(register);
      const { authority, signer } = town.endorsement;
      const form = await town.browser
        .post('/en/endorse/authority')
        .type('form')
        .send({ ...authority, nameOfficial: name, version: '1' });
      expect(form.status).toBe(422);
      expect(form.text).toContain(told);
      const lines = { ...authority, kind: 'association', jointSignatories: `Nantes\n${name}` };
      for (const [section, value] of [
        ['authority', lines],
        ['signer', { ...signer, name }],
        ['contact', { ...town.endorsement.contact, name }],
      ] as const)
        expect(JSON.stringify(expectProblem(await town.saves(section, value), 422))).toContain(
          told,
        );

      const paper = await Paper.begins(staff, { authority: { nameEn: name } });
      await paper.keeps(paper.endorsement);
      await paper.scans();
      expect(JSON.stringify(expectProblem(await paper.enters(), 422))).toContain(told);

      const { town: joined } = await joinedTown(register, staff);
      await begins(joined, 'practice');
      expect((await saves(joined, 'practice', { title: name })).text).toContain(told);
      const handOver = { name, office: 'Youth office', email: 'next@town.example' };
      const handed = await joined.browser.post('/api/v1/submission/hand-overs').send(handOver);
      expect(JSON.stringify(expectProblem(handed, 422))).toContain(told);

      const account = { name, language: 'en', shortcuts: true };
      const profile = await staff.browser
        .put('/api/v1/staff/profile')
        .set('If-Match', '"1"')
        .send(account);
      expect(JSON.stringify(expectProblem(profile, 422))).toContain(told);
    },
  );

  it('and in editing, among joint signatories too', async () => {
    const town = await publishedTown(register, staff);
    const [name, key, params] = disguises[0];
    const { errors } = expectProblem(
      await edits(staff, town, { kind: 'association', jointSignatories: ['Nantes', name] }),
      422,
    );
    expect(errors).toEqual([
      expect.objectContaining({ pointer: '/content/jointSignatories', key, params }),
    ]);
  });
});

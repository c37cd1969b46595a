import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { edits, publishedTown } from '../support/editing.js';
import { Importer } from '../support/importer.js';
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

describe('TR18 a name in disguise', () => {
  it.each(disguises)('%j comes in by no door', async (name, key, params) => {
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
    const begun = await importer.uploads(`name,country,kind\n${name},France,municipality\n`);
    expect(JSON.stringify(await importer.checks(begun.id))).toContain(key);
  });

  it('nor by editing, where it is signed jointly either', async () => {
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

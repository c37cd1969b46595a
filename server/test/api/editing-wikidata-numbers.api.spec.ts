import type { Response } from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  edits,
  opensSignatory,
  publishedTown,
  restoresVersion,
  signatoriesPath as path,
} from '../support/editing.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import type { EditedSignatoryDto } from '../../src/workbench/register-editing/editing.dto.js';

let register: TestApp;
let anna: Colleague;
let boris: Colleague;

beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  boris = await Colleague.signsIn(register, 'publisher');
});
afterAll(() => register.close());

const published = () => publishedTown(register, anna);
const opens = (id: string) => opensSignatory(anna, id);
const restores = (signatory: EditedSignatoryDto, number: number) =>
  restoresVersion(anna, signatory, number);

describe('O9 Wikidata’s number of an authority', () => {
  it('is entered, also as an address there, changed and emptied; each is a version to go back to', async () => {
    const town = await published();
    expect(town.content.wikidataId).toBeNull();
    const steps = [
      ['https://www.wikidata.org/wiki/Q90', 'Q90'],
      ['http://www.wikidata.org/entity/Q91', 'Q91'],
      [' q92 ', 'Q92'],
      ['', null],
    ] as const;
    for (const [wikidataId, stored] of steps) {
      const edited = await edits(anna, await opens(town.id), { wikidataId });
      expect(edited.body).toMatchObject({ content: { wikidataId: stored } });
    }
    const difference = await anna.browser
      .get(`${path}/${town.id}/comparison?from=4&to=5`)
      .expect(200);
    expect(difference.body).toEqual({
      fields: [{ field: 'wikidataId', before: 'Q92', after: null }],
      pledges: [],
    });
    const back = await restores(await opens(town.id), 4);
    expect(back.body).toMatchObject({ content: { wikidataId: 'Q92' } });
    // A version that is older than this field has no value for it.
    await register.sql(
      `UPDATE signatory_revision SET content = content - 'wikidataId' WHERE signatory_id = $1
        AND number = 1`,
      [town.id],
    );
    expect((await restores(await opens(town.id), 1)).body).toMatchObject({
      content: { wikidataId: null },
    });
  });

  it('is refused where it is none, or another authority’s, also in going back and in a race', async () => {
    const [one, other] = [await published(), await published()];
    for (const wikidataId of [
      '90',
      'Q0',
      'Q09',
      'P31',
      'Q12345678901',
      'Paris',
      'https://evil.example/wiki/Q90',
      'Q90; Q91',
      '=Q90',
    ]) {
      const refusal = await changesNothing(register, () => edits(anna, one, { wikidataId }));
      expect(fieldsOf(expectProblem(refusal, 422, 'invalid-input'))).toEqual([
        '/content/wikidataId matches',
      ]);
    }
    const taken = (refusal: Response) =>
      expect(fieldsOf(expectProblem(refusal, 409, 'wikidata-id-taken'))).toEqual([
        '/wikidataId isUnique',
      ]);
    expect((await edits(anna, one, { wikidataId: 'Q1055' })).status).toBe(200);
    taken(await changesNothing(register, () => edits(anna, other, { wikidataId: 'Q1055' })));

    expect((await edits(anna, await opens(one.id), { wikidataId: null })).status).toBe(200);
    expect((await edits(anna, other, { wikidataId: 'Q1055' })).status).toBe(200);
    const now = await opens(one.id);
    taken(await changesNothing(register, () => restores(now, 2)));

    const states = await Promise.all([
      edits(anna, now, { wikidataId: 'Q1718' }),
      edits(boris, await opens(other.id), { wikidataId: 'Q1718' }),
    ]);
    expect(states.map(({ status }) => status).sort()).toEqual([200, 409]);
    await expect(register.sql(`UPDATE authority SET wikidata_id = 'Paris'`)).rejects.toThrow(
      /check constraint/,
    );
  });
});

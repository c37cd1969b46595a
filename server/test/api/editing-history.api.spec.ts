import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import {
  edits,
  historyOfSignatory,
  opensSignatory,
  publishedTown,
  restoresVersion,
  signatoriesPath as path,
} from '../support/editing.js';
import { changesNothing, expectProblem } from '../support/problems.js';
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
const historyOf = (id: string) => historyOfSignatory(anna, id);

describe('U17 history', () => {
  it('begins with the earlier content, shows the difference between any two, and restores one as a new version', async () => {
    const town = await published();
    expect((await historyOf(town.id)).revisions).toEqual([]);
    await edits(anna, town, { population: 1_000, pledges: [] }, 'First');
    await edits(boris, await opens(town.id), { region: 'Other region' }, 'Second');
    const { revisions, events } = await historyOf(town.id);
    expect(revisions.map(({ number, cause, by, reason }) => [number, cause, by, reason])).toEqual([
      [3, 'edit', boris.name, 'Second'],
      [2, 'edit', anna.name, 'First'],
      [1, 'before', null, ''],
    ]);
    expect(events.map(({ action }) => action)).toEqual([
      'signatory.publish',
      'signatory.edit',
      'signatory.edit',
    ]);
    const difference = (
      await anna.browser.get(`${path}/${town.id}/comparison?from=1&to=3`).expect(200)
    ).body as {
      fields: { field: string }[];
      pledges: object[];
    };
    expect(difference.fields.map(({ field }) => field)).toEqual(['region', 'population']);
    expect(difference.pledges).toHaveLength(town.content.pledges.length);

    const now = await opens(town.id);
    expectProblem(
      await changesNothing(register, () => restores(town, 1)),
      412,
      'changed-meanwhile',
    );
    expectProblem(await changesNothing(register, () => restores(now, 9)), 404, 'not-found');
    expectProblem(await changesNothing(register, () => restores(now, 3)), 409, 'nothing-changed');
    const restored = await restores(now, 1);
    expect(restored.status).toBe(200);
    expect((restored.body as EditedSignatoryDto).content).toEqual(town.content);
    expect((await historyOf(town.id)).revisions[0]).toMatchObject({
      number: 4,
      cause: 'restore',
      restored: 1,
    });
  });

  it('TR8 a town changes nothing itself; what staff approve becomes a version linked to its case', async () => {
    const town = await Applicant.endorses(register);
    const { id } = await anna.approvesAndPublishes(town.reference);
    const refused = await changesNothing(register, () =>
      town.browser.put(`${path}/${id}`).set('If-Match', '"2"').send({}),
    );
    expectProblem(refused, 401, 'not-signed-in');
    expect((await edits(anna, await opens(id), { wikidataId: 'Q1040' })).status).toBe(200);
    await town.browser
      .post('/api/v1/submission/follow-ups')
      .send({ kind: 'amendment' })
      .expect(201);
    const { answers } = await town.looks();
    await town.saves('authority', { ...answers['authority'], region: 'Proposed' });
    await town.saves('declaration', { accepted: true });
    expect((await opens(id)).content.region).toBe('Region');
    const { reference } = await town.sends();
    expect((await opens(id)).content.region).toBe('Region');
    const proposal = await anna.findsCase(reference);
    expect(
      (await anna.decides(proposal, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
    expect((await opens(id)).content).toMatchObject({ region: 'Proposed', wikidataId: 'Q1040' });
    expect(
      (await historyOf(id)).revisions.map(({ cause, submissionId }) => [cause, submissionId]),
    ).toEqual([
      ['amendment', proposal.id],
      ['edit', null],
      ['before', null],
    ]);
  });
});

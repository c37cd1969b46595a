import type { Response } from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import type {
  EditedSignatoryDto,
  HistoryDto,
} from '../../src/workbench/register-editing/editing.dto.js';

let register: TestApp;
let anna: Colleague;
let boris: Colleague;
let reviewer: Colleague;

beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  boris = await Colleague.signsIn(register, 'publisher');
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());

type Content = EditedSignatoryDto['content'];
const path = '/api/v1/staff/signatories';

async function published(): Promise<EditedSignatoryDto> {
  const town = await Applicant.endorses(register);
  const { id } = await anna.approvesAndPublishes(town.reference);
  return opens(id);
}

async function opens(id: string): Promise<EditedSignatoryDto> {
  return (await anna.browser.get(`${path}/${id}`).expect(200)).body as EditedSignatoryDto;
}

async function edits(
  who: Colleague,
  { id, version, content }: EditedSignatoryDto,
  change: Partial<Content>,
  reason = 'A typing error',
): Promise<Response> {
  return who.browser
    .put(`${path}/${id}`)
    .set('If-Match', `"${version}"`)
    .send({ content: { ...content, ...change }, reason });
}

async function restores({ id, version }: EditedSignatoryDto, number: number): Promise<Response> {
  return anna.browser
    .post(`${path}/${id}/restorations`)
    .set('If-Match', `"${version}"`)
    .send({ number, reason: 'It was right' });
}

const historyOf = async (id: string) =>
  (await anna.browser.get(`${path}/${id}/history`).expect(200)).body as HistoryDto;
const registerVersion = async () =>
  Number((await register.sql<{ version: string }>('SELECT version FROM register'))[0]!.version);

describe('RL14 two colleagues edit one signatory', () => {
  it('an edit reaches the public at once, as a new version of signatory and register, with its event', async () => {
    const town = await published();
    const before = await registerVersion();
    const [first, ...others] = town.content.pledges;
    const pledges = [
      {
        ...first!,
        targetYear: 2020,
        leadDepartment: 'Schools',
        progress: 'done' as const,
        progressNote: 'All trained',
      },
      ...others,
    ];
    const preview = await changesNothing(register, () =>
      anna.browser
        .post(`${path}/${town.id}/preview`)
        .send({ ...town.content, nameEn: 'New Name', pledges }),
    );
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      fields: [{ field: 'nameEn', before: town.content.nameEn, after: 'New Name' }],
      pledges: [{ before: { progress: 'planned' }, after: { progress: 'done', targetYear: 2020 } }],
    });
    const edited = await edits(anna, town, {
      nameEn: 'New Name',
      pledges,
      website: 'www.new.example',
    });
    expect(edited.status).toBe(200);
    expect(edited.body).toMatchObject({
      version: town.version + 1,
      names: { en: 'New Name' },
      content: { website: 'https://www.new.example' },
    });
    await register.hearsOfChanges();
    const page = (await register.anonymous.get(`/api/v1/signatories/${town.publicId}`).expect(200))
      .body as { names: { en: string } };
    expect(page.names.en).toBe('New Name');
    expect(await registerVersion()).toBe(before + 1);
    const [event] = await register.sql<{ action: string; actor: string; details: object }>(
      `SELECT action, actor_id AS actor, details FROM event WHERE subject_id = $1 ORDER BY seq DESC LIMIT 1`,
      [town.id],
    );
    expect(event).toMatchObject({
      action: 'signatory.edit',
      actor: anna.id,
      details: {
        version: town.version + 1,
        revision: 2,
        fields: ['nameEn', 'website'],
        pledges: 1,
      },
    });
    expect(
      await register.sql('SELECT 1 FROM pledge WHERE id = $1 AND reported_on = current_date', [
        first!.id,
      ]),
    ).toHaveLength(1);
  });

  it('the second one learns who, when and what is different; nothing of theirs happens', async () => {
    const town = await published();
    expect((await edits(anna, town, { population: 99_000 })).status).toBe(200);
    const late = await changesNothing(register, () => edits(boris, town, { nameFr: 'Ville' }));
    const body = expectProblem(late, 412, 'changed-meanwhile');
    expect(body).toMatchObject({
      version: town.version + 1,
      seenVersion: town.version,
      changedBy: anna.name,
      change: 'signatory.edit',
      changes: { fields: [{ field: 'population', before: '12500', after: '99000' }], pledges: [] },
    });
    expect((await edits(boris, await opens(town.id), { nameFr: 'Ville' })).status).toBe(200);
  });

  it('without a version 428; of many at once one wins', async () => {
    const town = await published();
    const blind = await changesNothing(register, () =>
      anna.browser.put(`${path}/${town.id}`).send({ content: town.content, reason: 'x' }),
    );
    expectProblem(blind, 428, 'version-required');
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        edits(index % 2 ? anna : boris, town, { region: `Region ${'abcdefgh'[index]}` }),
      ),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 412),
    ]);
    expect((await historyOf(town.id)).revisions).toHaveLength(2);
  });
});

describe('what an edit refuses', () => {
  it('S28 state, version, dates and whatever else is nobody’s to write', async () => {
    const town = await published();
    const body = {
      content: {
        ...town.content,
        state: 'withdrawn',
        publishedAt: '2020-01-01',
        version: 7,
        demo: true,
      },
      reason: 'x',
      staffId: anna.id,
    };
    const refusal = await changesNothing(register, () =>
      anna.browser.put(`${path}/${town.id}`).set('If-Match', `"${town.version}"`).send(body),
    );
    expect(fieldsOf(expectProblem(refusal, 422, 'invalid-input')).sort()).toEqual([
      '/content/demo whitelistValidation',
      '/content/publishedAt whitelistValidation',
      '/content/state whitelistValidation',
      '/content/version whitelistValidation',
      '/staffId whitelistValidation',
    ]);
  });

  it('TR7 names that are links, markup, formulas or too long; what cannot be seen is taken out', async () => {
    const town = await published();
    for (const nameEn of [
      '=1+1',
      'www.evil.example',
      '<b>Town</b>',
      'Town 🎉',
      'x'.repeat(10_000),
    ]) {
      const refusal = await changesNothing(register, () => edits(anna, town, { nameEn }));
      expect(fieldsOf(expectProblem(refusal, 422, 'invalid-input'))[0]).toMatch(
        /^\/content\/nameEn (isPlainName|maxLength)$/,
      );
    }
    expect((await edits(anna, town, { nameEn: 'Zu\u200bru\u202eck' })).body).toMatchObject({
      names: { en: 'Zuruck' },
    });
  });

  it('pledges that are neither or both, unknown, foreign, twice, or dropped without a word; half a place; no reason; nothing new', async () => {
    const [town, other] = [await published(), await published()];
    const [first, second] = town.content.pledges as [
      Content['pledges'][number],
      Content['pledges'][number],
    ];
    const wrong = {
      longitude: null,
      signedOn: '2999',
      pledges: [
        { ...first, ownWords: 'both' },
        { ...second, action: 'protection.nothing' },
        { ...other.content.pledges[0]!, progress: 'dropped' as const },
      ],
    };
    const shape = await changesNothing(register, () =>
      edits(anna, town, { signedOn: '2019-02-30' }, ''),
    );
    expect(fieldsOf(expectProblem(shape, 422))).toEqual([
      '/content/signedOn isRealDay',
      '/reason isNotEmpty',
    ]);
    const refusal = await changesNothing(register, () =>
      edits(anna, town, { ...wrong, signedOn: '2019' }),
    );
    expect(fieldsOf(expectProblem(refusal, 422)).sort()).toEqual([
      '/longitude isNotEmpty',
      '/pledges/0/ownWords isPledge',
      '/pledges/1/action isKnownAction',
      '/pledges/2/action arrayUnique',
      '/pledges/2/id isKnownPledge',
      '/pledges/2/progressNote isReasonGiven',
    ]);
    expectProblem(
      await changesNothing(register, () => edits(anna, town, {})),
      409,
      'nothing-changed',
    );
    const { kind, countryCode, region, nameOfficial } = other.content;
    expectProblem(
      await changesNothing(register, () =>
        edits(anna, town, { kind, countryCode, region, nameOfficial }),
      ),
      409,
      'authority-exists',
    );
    expectProblem(
      await changesNothing(register, () => edits(reviewer, town, { region: 'Elsewhere' })),
      403,
      'not-allowed',
    );
  });
});

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
      `UPDATE signatory_revision SET content = content - 'wikidataId' WHERE signatory_id = $1 AND number = 1`,
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

describe('U17 history', () => {
  it('begins with what stood before, shows the difference of any two, and goes back as a new version', async () => {
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

  it('TR8 a town changes nothing itself; what staff approve of it becomes a version with its case', async () => {
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

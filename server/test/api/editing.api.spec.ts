import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  edits,
  historyOfSignatory,
  opensSignatory,
  publishedTown,
  signatoriesPath as path,
  type Content,
} from '../support/editing.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { dayFromToday } from '../support/days.js';

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

const published = () => publishedTown(register, anna);
const opens = (id: string) => opensSignatory(anna, id);
const historyOf = (id: string) => historyOfSignatory(anna, id);
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
      `SELECT action, actor_id AS actor, details FROM event WHERE subject_id = $1 ORDER BY seq DESC
        LIMIT 1`,
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
      await register.sql('SELECT 1 FROM pledge WHERE id = $1 AND reported_on = $2', [
        first!.id,
        dayFromToday(),
      ]),
    ).toHaveLength(1);
  });

  it('the second one learns who changed what and when; none of their changes is saved', async () => {
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

  it('TR7 names that are links, markup, formulas, reversed or too long; invisible characters are removed', async () => {
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
    const turned = await changesNothing(register, () =>
      edits(anna, town, { nameEn: 'Zuru\u202eck' }),
    );
    expect(fieldsOf(expectProblem(turned, 422))).toEqual(['/content/nameEn holdsNoSuchCharacter']);
    expect((await edits(anna, town, { nameEn: 'Zu\u200bru\u00adck' })).body).toMatchObject({
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
    const { kind, countryCode, region, nameOfficial, latitude, longitude } = other.content;
    expectProblem(
      await changesNothing(register, () =>
        edits(anna, town, { kind, countryCode, region, nameOfficial, latitude, longitude }),
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

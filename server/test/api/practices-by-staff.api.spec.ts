import type {
  EditedPracticeDto,
  StaffPracticeRowsDto,
} from '../../src/workbench/practices/practices.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { sharesPractice } from '../support/practices.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let publisher: Colleague;
let town: { id: string; publicId: string; version: number };
let countryCode: string;

beforeAll(async () => {
  register = await startApp();
  publisher = await Colleague.signsIn(register, 'reviewer', 'publisher');
  const applicant = await Applicant.endorses(register);
  countryCode = String(applicant.endorsement.authority['countryCode']);
  town = await publisher.approvesAndPublishes(applicant.reference);
});
afterAll(() => register.close());

const door = (id: string) => `/api/v1/staff/practices/${id}`;
const one = async (id: string) =>
  (await publisher.browser.get(door(id)).expect(200)).body as EditedPracticeDto;
const list = async (query = '') =>
  (await publisher.browser.get(`/api/v1/staff/practices?${query}`).expect(200))
    .body as StaffPracticeRowsDto;
const edits = (id: string, seen: number, content: object) =>
  publisher.browser.put(door(id)).set('If-Match', `"${seen}"`).send({ content });
const takesDown = (
  id: string,
  seen: number,
  body: object = { reasonCode: 'personal_data', reason: 'It names a child.' },
) =>
  publisher.browser
    .post(`${door(id)}/removal`)
    .set('If-Match', `"${seen}"`)
    .send(body);

describe('good practices in the workbench', () => {
  it('are listed by pillar, country, state and words, the newest first, page by page', async () => {
    const bus = await sharesPractice(register, town.publicId);
    const club = await sharesPractice(register, town.publicId, {
      title: 'A charter for 100% of clubs',
      pillar: 'participation',
      language: 'fr',
    });
    expect(await list()).toMatchObject({
      total: 2,
      next: null,
      countries: [countryCode],
      items: [{ id: club, state: 'public' }, { id: bus }],
    });
    for (const [query, found] of [
      ['pillar=participation', [club]],
      ['pillar=participation,prevention', [club, bus]],
      [`country=${countryCode}&q=CHARTER`, [club]],
      ['q=100%25', [club]],
      ['q=_', []],
      ['country=MT', []],
      ['state=taken_down', []],
      ['state=public', [club, bus]],
    ] as const) {
      expect({ query, ids: (await list(query)).items.map(({ id }) => id) }).toEqual({
        query,
        ids: found,
      });
    }
    expectProblem(await publisher.browser.get('/api/v1/staff/practices?after=x'), 422);
    await register.sql(
      `WITH more AS (INSERT INTO submission (id, reference, kind, state, language, parent_id)
         SELECT gen_random_uuid(), 'X' || n, 'practice', 'approved', 'en', endorsement_id
           FROM signatory, generate_series(1, 60) n WHERE id = $1 RETURNING id)
       INSERT INTO practice (id, signatory_id, submission_id, pillar_code, title, what_was_done,
         for_whom, result, language, published_at)
       SELECT id, $1, id, 'protection', 'Many', 'x', 'x', 'x', 'en', '2020-01-01' FROM more`,
      [town.id],
    );
    const first = await list('q=Many');
    const second = await list(`q=Many&after=${first.next}`);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(60);
    expect(second.next).toBeNull();
  });

  it('are edited by the rules of the form; the public sees the edit at once, and a late edit changes nothing', async () => {
    const id = await sharesPractice(register, town.publicId);
    const { content, version } = await one(id);
    const public_ = `/api/v1/practices/${id}`;
    await register.anonymous.get(public_).expect(200);
    const edited = (
      await edits(id, version, {
        ...content,
        title: 'A bus that listens well',
        alsoIn: 'Estonian',
      }).expect(200)
    ).body as EditedPracticeDto;
    expect(edited).toMatchObject({
      version: version + 1,
      content: { title: 'A bus that listens well', alsoIn: 'Estonian' },
    });
    await register.hearsOfChanges();
    expect((await register.anonymous.get(public_).expect(200)).body).toMatchObject({
      title: 'A bus that listens well',
      alsoIn: 'Estonian',
    });
    expect(
      await register.sql(`SELECT action, actor_id, details FROM event WHERE subject_id = $1`, [id]),
    ).toEqual([
      {
        action: 'practice.edit',
        actor_id: publisher.id,
        details: { version: 2, signatory: town.id, fields: ['title', 'alsoIn'] },
      },
    ]);
    await changesNothing(register, async () => {
      const late = expectProblem(
        await edits(id, version, { ...content, title: 'Too late' }),
        412,
        'changed-meanwhile',
      );
      expect(late).toMatchObject({ changedBy: publisher.name, change: 'practice.edit' });
      expectProblem(await edits(id, edited.version, edited.content), 409, 'nothing-changed');
      expect(
        fieldsOf(
          expectProblem(
            await edits(id, edited.version, { ...content, title: 'www.x.example', result: '' }),
            422,
          ),
        ).sort(),
      ).toEqual(['/content/result isNotEmpty', '/content/title isPlainName']);
    });
  });

  it('are taken down with a reason and put back: page, API, list and profile follow at once', async () => {
    const id = await sharesPractice(register, town.publicId, { title: 'Taken down' });
    const page = `/en/practices/${id}`;
    await register.anonymous.get(page).set('accept', 'text/html').expect(200);
    await changesNothing(register, async () => {
      expect(fieldsOf(expectProblem(await takesDown(id, 1, {}), 422)).sort()).toEqual([
        '/reason isNotEmpty',
        '/reasonCode isNotEmpty',
      ]);
      expectProblem(await takesDown(id, 7), 412);
      expectProblem(
        await publisher.browser.delete(`${door(id)}/removal`).set('If-Match', '"1"'),
        409,
        'wrong-state',
      );
    });
    expect((await takesDown(id, 1).expect(200)).body).toMatchObject({
      state: 'taken_down',
      takenDown: { reasonCode: 'personal_data', reason: 'It names a child.' },
    });
    await register.hearsOfChanges();
    await register.anonymous.get(page).set('accept', 'text/html').expect(410);
    expect(
      (await register.anonymous.get(`/api/v1/practices/${id}`).expect(410)).body,
    ).toMatchObject({ type: '/problems/taken-down' });
    expect(
      JSON.stringify((await register.anonymous.get('/api/v1/practices').expect(200)).body),
    ).not.toContain(id);
    expect(
      JSON.stringify(
        (await register.anonymous.get(`/api/v1/signatories/${town.publicId}`).expect(200)).body,
      ),
    ).not.toContain('Taken down');
    expect((await list('state=taken_down')).items).toMatchObject([{ id }]);
    expectProblem(await changesNothing(register, () => takesDown(id, 2)), 409, 'wrong-state');

    await publisher.browser
      .delete(`${door(id)}/removal`)
      .set('If-Match', '"2"')
      .expect(200);
    await register.hearsOfChanges();
    await register.anonymous.get(page).set('accept', 'text/html').expect(200);
    const trail = await register.sql(
      `SELECT action, details->>'reasonCode' AS code FROM event WHERE subject_id = $1 ORDER BY seq`,
      [id],
    );
    expect(trail).toEqual([
      { action: 'practice.take_down', code: 'personal_data' },
      { action: 'practice.restore', code: null },
    ]);
  });
});

import type { Response } from 'supertest';
import type {
  AssignmentDto,
  CaseNotesDto,
  LeaseDto,
  SavedViewDto,
} from '../../src/workbench/collaboration/collaboration.dto.js';
import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
let boris: Colleague;
let found: CaseDto;
beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer');
  boris = await Colleague.signsIn(register, 'reviewer', 'publisher');
  found = await anna.findsCase((await Applicant.endorses(register)).reference);
});
afterAll(() => register.close());

const of = (path: string) => `/api/v1/staff/submissions/${found.id}/${path}`;
const nobodys = '01a20be3-8239-7462-9665-95ae42b5226f';
const eventsOf = (action: string) =>
  register.sql(`SELECT 1 FROM event WHERE action = $1 AND subject_id = $2`, [action, found.id]);

describe('whose case it is', () => {
  const assign = (who: Colleague, colleagueId: unknown, seen: number) =>
    who.browser.put(of('assignee')).set('If-Match', `"${seen}"`).send({ colleagueId });

  it('a colleague takes it, gives it to another, and frees it; each is an event, and the queue finds it', async () => {
    expect((await assign(anna, anna.id, 0).expect(200)).body as AssignmentDto).toEqual({
      colleague: { id: anna.id, name: anna.name },
      version: 1,
    });
    expect((await anna.queue(`assignee=me&q=${found.reference}`)).items).toMatchObject([
      { assignee: { name: anna.name } },
    ]);
    expect((await boris.queue('assignee=me,nobody')).items).toEqual([]);
    await assign(anna, boris.id, 1).expect(200);
    expect((await assign(boris, null, 2).expect(200)).body as AssignmentDto).toEqual({
      colleague: null,
      version: 3,
    });
    expect((await anna.queue('assignee=nobody')).items).toHaveLength(1);
    expect(await eventsOf('submission.assign')).toHaveLength(3);
    expect((await anna.opensCase(found.id)).version).toBe(found.version);
  });

  it('refuses an old version, a stranger, a colleague who only administers, and an unknown case', async () => {
    const administrator = await Colleague.signsIn(register, 'administrator');
    await changesNothing(register, async () => {
      expectProblem(await assign(anna, anna.id, 1), 412, 'changed-meanwhile');
      for (const id of [nobodys, administrator.id])
        expect(fieldsOf(expectProblem(await assign(anna, id, 3), 422))).toEqual([
          '/colleagueId isColleague',
        ]);
      expectProblem(await assign(anna, 'me', 3), 422);
      expectProblem(await anna.browser.put(of('assignee')).send({ colleagueId: null }), 428);
      expectProblem(await assign(administrator, administrator.id, 3), 403);
      expectProblem(
        await anna.browser
          .put(`/api/v1/staff/submissions/${nobodys}/assignee`)
          .set('If-Match', '"0"')
          .send({ colleagueId: null }),
        404,
      );
    });
  });
});

describe('RL15 shows who has it open', () => {
  const holds = async (who: Colleague, takeOver = false) =>
    (await who.browser.put(of('lease')).send({ takeOver }).expect(200)).body as LeaseDto;

  it('the second sees with whom and since when, takes over, and the first sees that', async () => {
    const first = await holds(anna);
    expect(first).toMatchObject({ mine: true, holder: { id: anna.id, name: anna.name } });
    expect(await holds(boris)).toEqual({ mine: false, holder: first.holder });
    expect((await boris.queue('')).items).toMatchObject([{ viewer: first.holder }]);
    expect(await holds(anna)).toEqual(first);
    expect(await eventsOf('case.take_over')).toHaveLength(0);
    expect(await holds(boris, true)).toMatchObject({ mine: true, holder: { id: boris.id } });
    expect(await holds(anna)).toMatchObject({ mine: false, holder: { id: boris.id } });
    expect(await eventsOf('case.take_over')).toHaveLength(1);
  });

  it('the lease of a closed laptop expires; a colleague who leaves releases only their own lease', async () => {
    await anna.browser.delete(of('lease')).expect(204);
    expect(await holds(anna)).toMatchObject({ mine: false });
    await register.sql(`UPDATE case_lease SET expires_at = now() - interval '1 second'`);
    expect((await anna.queue('')).items).toMatchObject([{ viewer: null }]);
    expect(await holds(anna)).toMatchObject({ mine: true });
    await anna.browser.delete(of('lease')).expect(204);
    expect((await boris.queue('')).items).toMatchObject([{ viewer: null }]);
  });

  it('when two open it at the same moment, one of them holds it', async () => {
    const both = await Promise.all([holds(anna), holds(boris)]);
    expect(both.map(({ mine }) => mine).sort()).toEqual([false, true]);
    expect(both[0]!.holder).toEqual(both[1]!.holder);
  });

  it('the next case is the longest waiting that nobody else has open or is given', async () => {
    await register.sql('DELETE FROM case_lease');
    const next = async (who: Colleague, except = '') =>
      (
        (await who.browser.get(`/api/v1/staff/next-case${except}`).expect(200)).body as {
          id: string | null;
        }
      ).id;
    expect(await next(boris)).toBe(found.id);
    expect(await next(boris, `?except=${found.id}`)).toBeNull();
    await holds(anna);
    expect([await next(anna), await next(boris)]).toEqual([found.id, null]);
    await anna.browser.delete(of('lease')).expect(204);
    await register.sql('UPDATE submission SET assignee_id = $1 WHERE id = $2', [anna.id, found.id]);
    expect([await next(anna), await next(boris)]).toEqual([found.id, null]);
    expectProblem(await anna.browser.get('/api/v1/staff/next-case?except=1'), 422);
  });
});

describe('U17 notes', () => {
  const draft = (who: Colleague, text: unknown, seen: number): Promise<Response> =>
    Promise.resolve(who.browser.put(of('notes/draft')).set('If-Match', `"${seen}"`).send({ text }));
  const notes = async (who: Colleague) =>
    (await who.browser.get(of('notes')).expect(200)).body as CaseNotesDto;

  it('are kept as they are typed, for their writer only, until they are posted; a mention is told by mail in the colleague’s language', async () => {
    await register.sql(`UPDATE staff SET language = 'fr' WHERE id = $1`, [boris.id]);
    expect((await draft(anna, 'Look, @', 0)).body).toEqual({ text: 'Look, @', version: 1 });
    expect((await draft(anna, `Look, @${boris.name} and <b>see</b> `, 1)).body).toMatchObject({
      version: 2,
    });
    expect((await notes(anna)).draft.text).toBe(`Look, @${boris.name} and <b>see</b> `);
    expect(await notes(boris)).toEqual({ notes: [], draft: { text: '', version: 0 } });
    const posted = await anna.browser
      .post(of('notes'))
      .set('If-Match', '"2"')
      .send({ text: `Look, @${boris.name} and <b>see</b>` })
      .expect(201);
    expect(posted.body).toMatchObject({
      notes: [{ author: { id: anna.id }, text: `Look, @${boris.name} and <b>see</b>` }],
      draft: { version: 0 },
    });
    expect((await notes(boris)).notes).toHaveLength(1);
    expect(await eventsOf('note.add')).toHaveLength(1);
    await register.drain();
    const mail = register.mailbox.newest(boris.email, /vous mentionne/);
    expect(mail.text).toContain(`/staff/cases/${found.id}`);
    expect(mail.text).not.toContain('Look');
  });

  it('another window’s newer text is not overwritten, nothing empty or endless is posted, and no stranger reads', async () => {
    await draft(anna, 'first window', 0);
    await changesNothing(register, async () => {
      expectProblem(await draft(anna, 'second window', 0), 412, 'changed-meanwhile');
      expectProblem(
        await anna.browser.post(of('notes')).set('If-Match', '"0"').send({ text: 'x' }),
        412,
      );
      expectProblem(
        await anna.browser.post(of('notes')).set('If-Match', '"1"').send({ text: ' ' }),
        422,
      );
      expectProblem(await draft(anna, 'x'.repeat(4001), 1), 422);
      expectProblem(await draft(anna, 5, 1), 422);
      expectProblem(await anna.browser.post(of('notes')).send({ text: 'x' }), 428);
      expectProblem(await register.anonymous.get(of('notes')), 401);
      expectProblem(await anna.browser.get(`/api/v1/staff/submissions/${nobodys}/notes`), 404);
    });
    expect((await notes(anna)).draft.text).toBe('first window');
  });
});

describe('U14 saved views', () => {
  const save = (who: Colleague, name: string, query: string, shared = false) =>
    who.browser.post('/api/v1/staff/saved-views').send({ name, query, shared });
  const list = async (who: Colleague) =>
    (await who.browser.get('/api/v1/staff/saved-views').expect(200)).body as SavedViewDto[];

  it('are private or shared; their owner removes them, and an administrator the shared ones', async () => {
    const administrator = await Colleague.signsIn(register, 'administrator');
    await save(anna, 'Mine', 'show=waiting&assignee=me').expect(201);
    await save(anna, 'Alps', 'country=CH,AT&after=x', true).expect(201);
    expect(
      (await list(anna)).map(({ name, query, removable }) => [name, query, removable]),
    ).toEqual([
      ['Mine', 'show=waiting&assignee=me', true],
      ['Alps', 'country=CH,AT', true],
    ]);
    const [alps] = await list(boris);
    expect(alps).toMatchObject({ name: 'Alps', owner: { name: anna.name }, removable: false });
    const [own] = await list(anna);
    await changesNothing(register, async () => {
      expectProblem(
        await boris.browser.delete(`/api/v1/staff/saved-views/${alps!.id}`),
        403,
        'not-allowed',
      );
      expectProblem(await boris.browser.delete(`/api/v1/staff/saved-views/${own!.id}`), 404);
      expectProblem(
        await administrator.browser.delete(`/api/v1/staff/saved-views/${own!.id}`),
        404,
      );
      expectProblem(await save(anna, 'ALPS', 'country=CH'), 409, 'view-exists');
      expect(fieldsOf(expectProblem(await save(anna, 'Bad', 'country=Mars'), 422))).toEqual([
        '/query isQueueQuery',
      ]);
      expectProblem(await save(anna, 'Bad', 'drop=table'), 422);
      expectProblem(await save(administrator, 'Mine', ''), 403);
    });
    await administrator.browser.delete(`/api/v1/staff/saved-views/${alps!.id}`).expect(204);
    expect(await list(boris)).toEqual([]);
  });
});

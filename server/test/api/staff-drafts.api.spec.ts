import type { StaffDraftDto } from '../../src/accounts/drafts/drafts.dto.js';
import { DataSource } from 'typeorm';
import { forgetCaseDrafts } from '../../src/accounts/drafts/drafts.service.js';
import { limits } from '../../src/platform/config/limits.js';
import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague, signInFully } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
let boris: Colleague;
let olga: Colleague;
let found: CaseDto;
beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer');
  boris = await Colleague.signsIn(register, 'reviewer', 'publisher');
  olga = await Colleague.signsIn(register, 'administrator');
  found = await anna.findsCase((await Applicant.endorses(register)).reference);
});
afterEach(() => register.sql('DELETE FROM staff_draft'));
afterAll(() => register.close());

const nobodys = '01a20be3-8239-7462-9665-95ae42b5226f';
const at = (who: Colleague, form: string) => `/api/v1/staff/drafts/${who.id}/${form}`;
const ofCase = () => `decision/${found.id}`;
const reads = async (who: Colleague, form: string) =>
  (await who.browser.get(at(who, form)).expect(200)).body as StaffDraftDto;
const writes = (who: Colleague, form: string, fields: unknown, seen = 0) =>
  who.browser.put(at(who, form)).set('If-Match', `"${seen}"`).send({ fields });
const deletes = (who: Colleague, form: string, seen: number) =>
  who.browser.delete(at(who, form)).set('If-Match', `"${seen}"`);
const versionOf = ({ body }: { body: unknown }) => (body as StaffDraftDto).version;
const none = { fields: {}, version: 0, changedAt: null };

it('a colleague finds at another computer what she wrote, exactly as typed, and nobody else does', async () => {
  const typed = { reason: 'The seal is missing: \n  ', verdict: 'reject' };
  expect(await reads(anna, ofCase())).toEqual(none);
  const version = versionOf(await writes(anna, ofCase(), typed).expect(200));
  const elsewhere = register.browser();
  await signInFully(register, anna.email, elsewhere);
  expect((await elsewhere.get(at(anna, ofCase())).expect(200)).body).toMatchObject({
    fields: typed,
    version,
    changedAt: expect.any(String) as string,
  });
  for (const other of [boris, olga]) expect(await reads(other, ofCase())).toEqual(none);
  await deletes(boris, ofCase(), 0).expect(204);
  expect((await reads(anna, ofCase())).fields).toEqual(typed);
  expect(await register.sql(`SELECT 1 FROM event WHERE action LIKE '%draft%'`)).toEqual([]);
});

it('a page that was opened for one colleague saves, reads and deletes nothing under the session of another', async () => {
  const version = versionOf(await writes(anna, ofCase(), { reason: 'Hers' }).expect(200));
  await changesNothing(register, async () => {
    const hers = at(anna, ofCase());
    expectProblem(await boris.browser.get(hers), 409, 'other-colleague');
    for (const seen of [0, version]) {
      const call = boris.browser.put(hers).set('If-Match', `"${seen}"`);
      expectProblem(await call.send({ fields: { reason: 'His' } }), 409, 'other-colleague');
      const removal = boris.browser.delete(hers).set('If-Match', `"${seen}"`);
      expectProblem(await removal, 409, 'other-colleague');
    }
  });
});

it('the newest text of two windows stays, and the other window hears of it', async () => {
  const first = versionOf(await writes(anna, ofCase(), { reason: 'first' }).expect(200));
  const second = versionOf(await writes(anna, ofCase(), { reason: 'second' }, first).expect(200));
  expectProblem(await writes(anna, ofCase(), { reason: 'late' }, first), 412, 'changed-meanwhile');
  expectProblem(await deletes(anna, ofCase(), first), 412, 'changed-meanwhile');
  const race = await Promise.all(
    ['a', 'b', 'c'].map((reason) => writes(anna, ofCase(), { reason }, second)),
  );
  expect(race.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  const last = await reads(anna, ofCase());
  expect(last.version).toBe(versionOf(race.find(({ status }) => status === 200)!));
});

it('is gone when it was sent or thrown away; an old window takes a new one for nothing that it knows', async () => {
  const old = versionOf(await writes(anna, 'article/new', { titleEn: 'Mayors meet' }).expect(200));
  expectProblem(await anna.browser.delete(at(anna, 'article/new')), 428);
  await deletes(anna, 'article/new', old).expect(204);
  await deletes(anna, 'article/new', old).expect(204);
  expect(await reads(anna, 'article/new')).toEqual(none);
  await writes(anna, 'article/new', { titleEn: 'Written since' }).expect(200);
  expectProblem(await writes(anna, 'article/new', { titleEn: 'Stale' }, old), 412);
  expectProblem(await deletes(anna, 'article/new', old), 412);
  expect((await reads(anna, 'article/new')).fields).toEqual({ titleEn: 'Written since' });
});

it('as many letters as promised fit, whatever their script', async () => {
  const text = 'Ж\n'.repeat(limits.staffDraftLength / 2);
  await writes(anna, 'article/new', { bodyEn: text }).expect(200);
  expect((await reads(anna, 'article/new')).fields['bodyEn']).toBe(text);
});

it('refuses what is no draft, and changes nothing', async () => {
  await changesNothing(register, async () => {
    const long = { reason: 'x'.repeat(limits.staffDraftLength + 1) };
    const many = Object.fromEntries(
      Array.from({ length: limits.staffDraftFields + 1 }, (_, index) => [`f${index}`, 'x']),
    );
    for (const fields of [
      {},
      [],
      'text',
      { a: 1 },
      { a: '\0' },
      { a: '\ud800' },
      { 'a b': 'x' },
      many,
    ])
      expect(fieldsOf(expectProblem(await writes(anna, ofCase(), fields), 422))).toEqual([
        '/fields isDraft',
      ]);
    expect(fieldsOf(expectProblem(await writes(anna, ofCase(), long), 422))).toEqual([
      '/fields maxLength',
    ]);
    expectProblem(await anna.browser.put(at(anna, ofCase())).send({ fields: { a: 'x' } }), 428);
    expectProblem(await writes(anna, `message/${nobodys}`, { text: 'x' }), 404);
    expectProblem(await writes(anna, 'decision/new', { text: 'x' }), 404);
    expectProblem(await writes(anna, 'diary/new', { text: 'x' }), 422);
    expectProblem(await writes(anna, 'article/a%20b', { text: 'x' }), 422);
    expectProblem(await register.anonymous.get(at(anna, ofCase())), 401);
  });
});

it('of too many drafts the oldest makes room', async () => {
  for (let index = 0; index <= limits.staffDrafts; index += 1)
    await register.sql(
      `INSERT INTO staff_draft (id, staff_id, kind, subject, fields, changed_at) VALUES
        (gen_random_uuid(), $1, 'article', $2, '{"a": "x"}', now() - make_interval(mins => $3))`,
      [anna.id, `a${index}`, index + 1],
    );
  await writes(anna, 'article/new', { titleEn: 'x' }).expect(200);
  const rows = await register.sql(`SELECT subject FROM staff_draft ORDER BY changed_at DESC`);
  expect(rows).toHaveLength(limits.staffDrafts);
  expect(rows[0]).toEqual({ subject: 'new' });
});

it('goes with the account and with the data of the case', async () => {
  const gone = await Colleague.signsIn(register, 'reviewer');
  await writes(gone, ofCase(), { reason: 'x' }).expect(200);
  await writes(anna, 'article/new', { titleEn: 'x' }).expect(200);
  const version = (
    await register.sql<{ version: number }>('SELECT version FROM staff WHERE id = $1', [gone.id])
  )[0]!.version;
  await olga.browser
    .put(`/api/v1/staff/colleagues/${gone.id}/access`)
    .set('If-Match', `"${version}"`)
    .send({ enabled: false })
    .expect(204);
  expect(await register.sql('SELECT kind FROM staff_draft')).toEqual([{ kind: 'article' }]);

  await writes(anna, ofCase(), { reason: 'x' }).expect(200);
  await register.app
    .get(DataSource)
    .transaction((manager) => forgetCaseDrafts(manager, [found.id]));
  expect(await register.sql('SELECT kind FROM staff_draft')).toEqual([{ kind: 'article' }]);
});

it('a message or a decision that was sent is not offered again, but a newer text of another window is', async () => {
  const text = 'Please scan page 2.';
  const begun = await anna.findsCase((await Applicant.endorses(register)).reference);
  const sends = async (seen: number) =>
    anna.browser
      .post(`/api/v1/staff/submissions/${begun.id}/messages`)
      .set('If-Match', `"${seen}"`)
      .send({ message: text })
      .expect(201);
  await writes(anna, `message/${begun.id}`, { text: `${text}\n ` }).expect(200);
  await sends(0);
  expect(await reads(anna, `message/${begun.id}`)).toEqual(none);
  await writes(anna, `message/${begun.id}`, { text: 'Something newer' }).expect(200);
  await sends(1);
  expect((await reads(anna, `message/${begun.id}`)).fields).toEqual({ text: 'Something newer' });

  const reason = 'The seal is missing.';
  await writes(anna, `decision/${begun.id}`, { reason, verdict: 'reject' }).expect(200);
  const now = await anna.findsCase(begun.reference);
  expect((await anna.decides(now, { verdict: 'reject', reason })).status).toBe(200);
  expect(await reads(anna, `decision/${begun.id}`)).toEqual(none);
});

it('nothing is saved about a case whose data were erased', async () => {
  const town = await Applicant.endorses(register);
  const { id } = await anna.findsCase(town.reference);
  const version = versionOf(await writes(anna, `decision/${id}`, { reason: 'x' }).expect(200));
  await register.sql(`UPDATE submission SET state = 'withdrawn' WHERE id = $1`, [id]);
  await olga.browser.post('/api/v1/staff/persons/erasure').send({ email: town.email }).expect(200);
  expect(await register.sql('SELECT 1 FROM staff_draft')).toEqual([]);
  await changesNothing(register, async () => {
    for (const seen of [version, 0])
      expect([404, 412]).toContain(
        (await writes(anna, `decision/${id}`, { reason: 'x' }, seen)).status,
      );
    expectProblem(await writes(anna, `decision/${id}`, { reason: 'x' }), 404);
  });
});

it('texts about a signatory go with the data of its contact', async () => {
  const town = await Applicant.endorses(register);
  const { id } = await boris.approvesAndPublishes(town.reference);
  await writes(boris, `step/withdraw.${id}`, { text: 'She asked for it' }).expect(200);
  await writes(boris, `reporting/${id}`, { text: 'Called her' }).expect(200);
  await writes(boris, 'article/new', { titleEn: 'x' }).expect(200);
  await olga.browser.post('/api/v1/staff/persons/erasure').send({ email: town.email }).expect(200);
  expect(await register.sql('SELECT kind FROM staff_draft')).toEqual([{ kind: 'article' }]);
});

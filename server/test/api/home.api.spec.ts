import type { HomeDto } from '../../src/workbench/home/home.dto.js';
import type { SearchDto } from '../../src/workbench/home/search.dto.js';
import { guessColumns } from '../../src/workbench/imports/import-fields.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { Importer } from '../support/importer.js';

let register: TestApp;
let anna: Colleague;
let boris: Colleague;
let root: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer');
  boris = await Colleague.signsIn(register, 'reviewer', 'publisher');
  root = await Colleague.signsIn(register, 'administrator');
});
afterAll(() => register.close());

const home = async (who: Colleague) =>
  (await who.browser.get('/api/v1/staff/home').expect(200)).body as HomeDto;
const finds = async (who: Colleague, q: string) => {
  const response = await who.browser.get('/api/v1/staff/search').query({ q }).expect(200);
  return Object.fromEntries(
    (response.body as SearchDto).groups.map(({ kind, items }) => [
      kind,
      items.map(({ name, about, excerpt }) => [name, about, excerpt].filter(Boolean).join(', ')),
    ]),
  );
};

describe('The home page', () => {
  it('shows the colleague’s cases, what is due and what was decided, each with its rows', async () => {
    const [old, late, fresh] = [
      await Applicant.endorses(register),
      await Applicant.endorses(register),
      await Applicant.endorses(register),
    ];
    for (const [{ reference }, days] of [
      [old, 40],
      [late, 9],
    ] as const)
      await register.sql(
        `UPDATE submission SET confirmed_at = now() - make_interval(days => $2),
           submitted_at = now() - make_interval(days => $2) WHERE reference = $1`,
        [reference, days],
      );
    const found = await anna.findsCase(fresh.reference);
    const of = `/api/v1/staff/submissions/${found.id}`;
    await boris.browser
      .put(`${of}/assignee`)
      .set('If-Match', '"0"')
      .send({ colleagueId: anna.id })
      .expect(200);
    await boris.browser
      .post(`${of}/notes`)
      .set('If-Match', '"0"')
      .send({ text: `@${anna.name} whose seal is this?` })
      .expect(201);
    const page = await home(anna);
    const references = (group: HomeDto['mine']) => group?.rows.map(({ reference }) => reference);
    expect(page.overdue!.total).toBe(1);
    expect(references(page.overdue)).toEqual([old.reference]);
    expect(references(page.due)).toEqual([late.reference]);
    expect(references(page.fresh)).toEqual([fresh.reference]);
    expect(page.mine).toMatchObject({
      total: 1,
      rows: [{ id: found.id, what: 'waiting', reference: fresh.reference }],
    });
    expect(page.mentioned).toMatchObject({ total: 1, rows: [{ id: found.id, by: boris.name }] });
    expect((await home(boris)).mine).toEqual({ total: 0, rows: [] });

    await boris.approves(old.reference);
    expect((await home(anna)).decisions!.rows).toMatchObject([
      { reference: old.reference, what: 'approve', by: boris.name },
    ]);
    expect((await home(boris)).toPublish).toMatchObject({
      total: 1,
      rows: [{ reference: old.reference, what: 'case' }],
    });
    expect(page.toPublish).toBeNull();
  });

  it('shows an administrator mails and trail, and no case', async () => {
    await register.sql(
      `INSERT INTO outbox (id, recipient, language, template, data, state, next_attempt_at)
       VALUES (gen_random_uuid(), 'town@town.example', 'en', 'approved', '{}', 'dead', now())`,
    );
    await register.sql(
      `INSERT INTO setting (key, value) VALUES ('trail_check', '{"broken": {"seq": "7"}}')`,
    );
    const page = await home(root);
    expect(page).toMatchObject({
      mine: null,
      overdue: null,
      decisions: null,
      failedMails: { total: 1, rows: [{ name: null, what: 'approved' }] },
      proposals: { total: 0 },
      brokenTrail: '7',
    });
    expect(JSON.stringify(page)).not.toContain('town@town.example');
    expect((await home(anna)).brokenTrail).toBeNull();
  });
});

describe('The search over everything', () => {
  it('finds cases, signatories, people and notes, in any script', async () => {
    const town = await Applicant.begins(register);
    await town.fillsIn();
    await town.saves('signer', { ...town.endorsement.signer, name: 'Шевченко Оксана' });
    await town.uploads();
    await town.sends();
    await town.confirms();
    const found = await anna.findsCase(town.reference);
    await anna.browser
      .post(`/api/v1/staff/submissions/${found.id}/notes`)
      .set('If-Match', '"0"')
      .send({ text: 'The watermark of 100%_sure paper looks odd to me, so I rang them up.' })
      .expect(201);
    await anna.browser
      .put(`/api/v1/staff/submissions/${found.id}/notes/draft`)
      .set('If-Match', '"0"')
      .send({ text: 'a zeppelin that nobody else reads' })
      .expect(200);
    expect(Object.keys(await finds(anna, town.reference))).toEqual(['cases']);
    expect((await finds(anna, 'shevchenko')).people).toEqual([
      expect.stringContaining(`Шевченко Оксана, `),
    ]);
    expect(await finds(anna, 'watermark')).toEqual({
      notes: [expect.stringContaining('The watermark of 100%_sure paper')],
    });
    expect(await finds(anna, '100%_sure')).toHaveProperty('notes');
    expect(await finds(anna, '100_%sure')).toEqual({});
    expect(await finds(anna, 'zeppelin')).toEqual({});
    expect(await finds(anna, '…')).toEqual({});
    expect((await finds(anna, town.email)).people).toHaveLength(1);
  });

  it('shows colleagues only to administrators, who see neither cases nor people', async () => {
    const town = await Applicant.endorses(register);
    expect(await finds(root, town.reference)).toEqual({});
    expect(await finds(root, town.email)).toEqual({});
    expect((await finds(root, boris.email)).colleagues).toEqual([`${boris.name}, ${boris.email}`]);
    expect(await finds(anna, boris.email)).toEqual({});
  });

  it('forgets a name as soon as it is erased', async () => {
    const town = await Applicant.endorses(register);
    await finds(anna, town.email);
    await register.sql(
      `UPDATE submission SET answers = answers - 'contact' - 'signer', contact_email = NULL
       WHERE reference = $1`,
      [town.reference],
    );
    const [row] = await register.sql<{ people: string | null }>(
      'SELECT people_text AS people FROM submission WHERE reference = $1',
      [town.reference],
    );
    expect(row!.people).toBeNull();
    expect(await finds(anna, town.email)).toEqual({});
  });
});

it('the sample of an import can be imported as it is', async () => {
  const sample = await boris.browser.get('/api/v1/staff/imports/sample').expect(200);
  const [head] = sample.text.replace('\uFEFF', '').split('\r\n');
  expect(Object.keys(guessColumns(head!.split(',')))).toHaveLength(head!.split(',').length);
  const importer = new Importer(boris);
  const { id } = await importer.uploads(sample.text);
  const check = await boris.browser.get(`/api/v1/staff/imports/${id}/check`).expect(200);
  expect(check.body).toMatchObject({ total: 2, faulty: 0 });
});

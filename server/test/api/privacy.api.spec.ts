import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { endorsement } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

describe('PR9 the privacy notice', () => {
  it.each([
    [
      'en',
      [
        'CM/Res(2022)14',
        'Why',
        'How long',
        '30 days',
        '12 months',
        'Your rights',
        'Data Protection Commissioner',
        'Strasbourg',
      ],
    ],
    [
      'fr',
      [
        'CM/Res(2022)14',
        'Pourquoi',
        'combien de temps',
        '30 jours',
        '12 mois',
        'Vos droits',
        'Commissaire à la protection des données',
        'Strasbourg',
      ],
    ],
  ])(
    'in %s names the rules, purposes, retention, rights and a contact',
    async (language, words) => {
      const { text } = await register.anonymous.get(`/${language}/privacy`).expect(200);
      // French puts a no-break space between a number and its unit.
      for (const word of words) expect(text.replace(/\u00a0/g, ' ')).toContain(word);
    },
  );

  it('nothing is ticked beforehand', async () => {
    const officer = await Applicant.begins(register);
    for (const page of ['check', 'prevention', 'contact', 'documents'])
      expect((await officer.browser.get(`/en/endorse/${page}`).expect(200)).text).not.toMatch(
        /type="checkbox"[^>]*checked/,
      );
  });

  it('PR2 a case that was not accepted is erased after a year, as the notice says; staff still see that there was one', async () => {
    const [old, recent] = [await Applicant.endorses(register), await Applicant.endorses(register)];
    for (const { reference } of [old, recent]) {
      const record = await staff.findsCase(reference);
      await staff.decides(record, { verdict: 'reject', reason: 'Not an authority.' });
    }
    await register.drain();
    await register.sql(
      `UPDATE submission SET updated_at = now() - interval '366 days' WHERE reference = $1`,
      [old.reference],
    );
    await register.app.get(JobsService).runAll();
    const held = async (email: string) =>
      (
        await register.sql(
          `SELECT 1 FROM submission s WHERE s::text LIKE $1 UNION ALL SELECT 1 FROM outbox o
            WHERE o::text LIKE $1 UNION ALL SELECT 1 FROM event e WHERE e::text LIKE $1`,
          [`%${email}%`],
        )
      ).length;
    expect(await held(old.email)).toBe(0);
    expect(await held(recent.email)).toBeGreaterThan(0);
    const record = await staff.findsCase(old.reference, 'rejected');
    expect(record).toMatchObject({ state: 'rejected', answers: {}, documents: [], duplicates: [] });
    expect(record.decisions).toHaveLength(1);
  });
});

describe('PR8 a document', () => {
  it('opens for staff who deal with cases and for nobody else, is never kept by a cache, and each view is recorded', async () => {
    const town = await Applicant.endorses(register);
    const record = await staff.findsCase(town.reference);
    const path = `/api/v1/staff/documents/${record.documents[0]!.id}`;
    const administrator = await Colleague.signsIn(register, 'administrator');
    await changesNothing(register, async () => {
      expectProblem(await register.anonymous.get(path), 401);
      expectProblem(await town.browser.get(path), 401);
      expectProblem(await administrator.browser.get(path), 403);
      // The URL itself gives no access: it contains no signature that could be stolen from a log.
      expect(path).toMatch(/\/[0-9a-f-]{36}$/);
    });
    const opened = await staff.browser.get(path).expect(200);
    expect(opened.headers['cache-control']).toContain('no-store');
    const views = await register.sql(
      `SELECT 1 FROM event WHERE action = 'document.view' AND actor_id = $1 AND subject_id = $2`,
      [staff.id, record.id],
    );
    expect(views).toHaveLength(1);
    const leaving = await Colleague.signsIn(register, 'reviewer');
    await leaving.browser.get(path).expect(200);
    await leaving.browser.delete('/api/v1/staff/session').expect(204);
    expectProblem(await leaving.browser.get(path), 401);
  });
});

describe('U8 an authority that is a signatory already', () => {
  it('is warned on the check page, with public facts only, whatever the spelling', async () => {
    const base = endorsement();
    const first = await Applicant.endorses(register, {
      authority: {
        ...base.authority,
        countryCode: 'DE',
        nameOfficial: 'Würzburg',
        nameEn: 'Wurzburg',
      },
    });
    const again = await Applicant.begins(register, {
      authority: { ...base.authority, countryCode: 'DE', nameOfficial: 'Stadt WURZBURG' },
    });
    await again.fillsIn();
    const check = async () => (await again.browser.get('/en/endorse/check').expect(200)).text;
    expect(await check()).not.toContain('has been a signatory since');
    await staff.approvesAndPublishes(first.reference);
    await register.hearsOfChanges();
    const text = await check();
    expect(text).toContain('Wurzburg has been a signatory since 12 March 2026.');
    expect(text).not.toMatch(new RegExp(`${first.email}|${first.reference}`));
    const elsewhere = await Applicant.begins(register, {
      authority: { ...base.authority, countryCode: 'AT', nameOfficial: 'Würzburg' },
    });
    await elsewhere.fillsIn();
    expect((await elsewhere.browser.get('/en/endorse/check').expect(200)).text).not.toContain(
      'has been a signatory since',
    );
  });
});

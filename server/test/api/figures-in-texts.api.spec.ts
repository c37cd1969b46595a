import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { Paper } from '../support/paper.js';

/** An operator keeps drafts for a fortnight; every text that names the time must say so. */
let register: TestApp;
beforeAll(async () => {
  register = await startApp({ settings: { DRAFT_DAYS: '14' } });
});
afterAll(() => register.close());

const days = (count: number) =>
  register.sql(
    `UPDATE submission SET updated_at = updated_at - make_interval(days => $1),
      warned_at = warned_at - make_interval(days => $1)`,
    [count],
  );

it('R9 pages and mails tell the time for which the operator keeps drafts', async () => {
  expect((await register.anonymous.get('/en/faq').expect(200)).text).toMatch(
    /kept for 14.days after/,
  );
  expect((await register.anonymous.get('/uk/faq').expect(200)).text).toMatch(/14.днів/);
  const town = await Applicant.begins(register);
  expect((await town.browser.get('/fr/endorse/later').expect(200)).text).toMatch(/14.jours/);
  await town.browser
    .post('/api/v1/submission/draft-links')
    .send({ email: 'officer@town.example' })
    .expect(202);
  await register.drain();
  expect(register.mailbox.newest('officer@town.example', /Continue/).text).toMatch(/for 14.days/);
  const staff = (await register.anonymous.get('/staff').expect(200)).text;
  expect(staff).toContain('"draftTime":"14 days"');
});

it('U21 a paper that is not entered lives as long, and its colleague is warned before it goes', async () => {
  const colleague = await Colleague.signsIn(register, 'reviewer');
  const paper = await Paper.begins(colleague);
  await paper.keeps({ authority: { nameOfficial: 'Bergen' } });
  const [entry] = (await colleague.browser.get('/api/v1/staff/paper-entries').expect(200)).body as {
    savedAt: string;
    until: string;
  }[];
  expect(Date.parse(entry!.until) - Date.parse(entry!.savedAt)).toBe(14 * 86_400_000);
  const mails = () => register.sql(`SELECT 1 FROM outbox WHERE template = 'staff_paper_expires'`);

  await days(12);
  const jobs = register.app.get(JobsService);
  await jobs.runAll();
  expect(await mails()).toHaveLength(1);
  await jobs.runAll();
  expect(await mails()).toHaveLength(1);
  await days(2);
  await jobs.runAll();
  expect(
    await register.sql(`SELECT state FROM submission WHERE id = $1`, [paper.entry.id]),
  ).toEqual([{ state: 'draft' }]);
  await days(2);
  await jobs.runAll();
  expect(
    await register.sql(`SELECT state, typed FROM submission WHERE id = $1`, [paper.entry.id]),
  ).toEqual([{ state: 'expired', typed: {} }]);
});

import { limits } from '../../src/platform/config/limits.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import type { HeldDto } from '../../src/workbench/data-requests/person.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  answersNewest,
  listErrors,
  reportsAndProves,
  reportsError,
} from '../support/error-reports.js';
import { publicPageOf } from '../support/public-page.js';

let register: TestApp;
let anna: Colleague;
let root: Colleague;
let town: Applicant;
let slug: string;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  root = await Colleague.signsIn(register, 'administrator');
  town = await Applicant.endorses(register);
  const published = await anna.approvesAndPublishes(town.reference);
  slug = (await publicPageOf(register, published.publicId)).slug;
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.sql('DELETE FROM error_report');
  await register.sql('DELETE FROM outbox');
  register.mailbox.mails.splice(0);
});
afterEach(() => register.forgetLimits());

const page = async (path: string) =>
  (await register.anonymous.get(path).set('Accept', 'text/html').expect(200)).text;
const transparency = async () => {
  await register.hearsOfChanges();
  return page('/en/transparency');
};
const runJobs = () => register.app.get(JobsService).runAll();

describe('the outcome of a report', () => {
  it('the public sees how many were answered and how, and no text', async () => {
    expect(await transparency()).not.toContain('Errors that readers reported');
    await reportsError(register, slug, { words: 'Olaf wrote this' }).expect(200);
    await answersNewest(anna, 'refer', 'Ask the town.');
    const shown = await transparency();
    expect(shown).toContain('Errors that readers reported');
    expect(shown).not.toMatch(/Olaf|Ask the town/);
  });

  it('after its period the text is deleted and the count stays', async () => {
    await reportsAndProves(register, slug, { email: 'old@reader.example' });
    await answersNewest(anna, 'correct', 'Done.');
    await reportsError(register, slug, { email: 'open@reader.example', words: 'Open' }).expect(200);
    const ago = (days: number) =>
      register.sql(
        `UPDATE error_report SET created_at = now() - make_interval(days => $1),
          answered_at = answered_at - make_interval(days => $1)`,
        [days],
      );
    await register.sql('UPDATE outbox SET created_at = created_at - make_interval(days => $1)', [
      limits.errorReportProofDays + 1,
    ]);
    await ago(limits.errorReportProofDays + 1);
    await runJobs();
    expect(await register.sql('SELECT email FROM error_report ORDER BY email NULLS LAST')).toEqual([
      { email: 'old@reader.example' },
      { email: null },
    ]);
    // An unproven address is stored nowhere, not even among the mails.
    expect(await register.sql(`SELECT 1 FROM outbox WHERE recipient LIKE 'open@%'`)).toEqual([]);
    await ago(limits.errorReportDays + 1);
    await runJobs();
    await runJobs();
    expect(
      await register.sql('SELECT state, words, name, email, answer FROM error_report'),
    ).toEqual([{ state: 'corrected', words: null, name: null, email: null, answer: null }]);
    expect((await listErrors(anna)).total).toBe(0);
    expect(await transparency()).toContain('Errors that readers reported');
  });

  it('PR11 a data request finds it, copies it and erases the person; only the count remains', async () => {
    const email = 'person@reader.example';
    await reportsAndProves(register, slug, { email, name: 'Petra Person' });
    await answersNewest(anna, 'correct', 'Dear Petra Person, thank you.');
    await reportsError(register, slug, { email, words: 'A second one' }).expect(200);
    const search = async (body: object) =>
      (await root.browser.post('/api/v1/staff/persons/search').send(body).expect(200))
        .body as HeldDto;
    expect(await search({ email })).toMatchObject({ errorReports: 2 });
    const { mentions } = await search({ name: 'Petra Person' });
    expect(mentions.map(({ kind }) => kind)).toContain('error_report');
    await root.browser.post('/api/v1/staff/persons/erasure').send({ email }).expect(200);
    expect(await search({ email })).toMatchObject({ errorReports: 0, mails: 0 });
    const left = await register.sql(`SELECT row_to_json(r)::text AS text FROM error_report r`);
    expect(left).toHaveLength(1);
    expect(JSON.stringify(left)).not.toMatch(/Petra|person@/);
  });
});

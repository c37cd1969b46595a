import { DataSource } from 'typeorm';
import { SectionCheck } from '../../src/submissions/section-check.js';
import type { Submission } from '../../src/submissions/submission.entity.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
});
afterAll(() => register.close());
afterEach(() => jest.restoreAllMocks());

const missing = (form: Pick<Submission, 'kind' | 'answers'>) => register.app.get(SectionCheck).missing(register.app.get(DataSource).manager, form);

async function filledIn(): Promise<Pick<Submission, 'kind' | 'answers'>> {
  const applicant = await Applicant.begins(register, { prevention: { actions: [{ code: 'prevention.training', targetYear: thisYear }] } });
  await applicant.fillsIn();
  const [row] = await register.sql<Pick<Submission, 'kind' | 'answers'>>(`SELECT kind, answers FROM submission WHERE reference = $1`, [
    applicant.reference,
  ]);
  return row!;
}

const thisYear = new Date().getUTCFullYear();

describe('a section that was found good is remembered', () => {
  it('for what it says: the least change in it is judged', async () => {
    const form = await filledIn();
    expect(await missing(form)).toEqual([]);
    const changed = { ...form.answers, contact: { ...form.answers.contact!, email: 'nobody' } };
    expect(await missing({ ...form, answers: changed })).toEqual(['contact']);
  });

  it('for this year: a pledge whose year has passed is asked for anew', async () => {
    const form = await filledIn();
    expect(await missing(form)).toEqual([]);
    jest.spyOn(Date.prototype, 'getUTCFullYear').mockReturnValue(thisYear + 1);
    expect(await missing(form)).toEqual(['prevention']);
  });

  it('and a form that is open beside it has its own documents with every answer', async () => {
    const [one, other] = [await Applicant.begins(register), await Applicant.begins(register)];
    await one.uploads();
    const documentsOf = async ({ browser }: Applicant) =>
      ((await browser.get('/api/v1/submission').expect(200)).body as { documents: object[] }).documents;
    expect(await documentsOf(one)).toEqual([expect.objectContaining({ kind: 'signed_pact', mediaType: 'application/pdf', pledgeId: null })]);
    expect(await documentsOf(other)).toEqual([]);
  });
});

import type {
  ErrorReportRowsDto,
  ErrorReportStepDto,
  StaffErrorReportDto,
} from '../../src/workbench/error-reports/error-reports.dto.js';
import type { TestApp } from './app.js';
import type { Colleague } from './colleague.js';
import { tokenIn } from './mailbox.js';

export const errorReportsPath = '/api/v1/staff/error-reports';

/** What a reader sends from the page of an entry, as a browser without scripts does. */
export const reportsError = (register: TestApp, slug: string, body: object = {}, language = 'en') =>
  register.anonymous
    .post(`/${language}/signatories/${slug}/error`)
    .type('form')
    .set('Accept', 'text/html')
    .set('Sec-Fetch-Site', 'same-origin')
    .send({ what: 'wrong_fact', words: 'The website has moved.', ...body });

export const confirmsAddress = (register: TestApp, token: string, language = 'en') =>
  register.anonymous
    .post(`/${language}/error-report/confirm`)
    .type('form')
    .set('Accept', 'text/html')
    .set('Sec-Fetch-Site', 'same-origin')
    .send({ token });

/** Reports with an address and proves it. */
export async function reportsAndProves(
  register: TestApp,
  slug: string,
  body: { email: string; words?: string; name?: string },
  language = 'en',
): Promise<void> {
  await reportsError(register, slug, body, language).expect(200);
  await register.drain();
  const token = tokenIn(register.mailbox.newest(body.email.toLowerCase(), /confirm/i));
  await confirmsAddress(register, token, language).expect(200);
}

export const listErrors = async (who: Colleague, query = '') =>
  (await who.browser.get(`${errorReportsPath}?${query}`).expect(200)).body as ErrorReportRowsDto;

export const opensError = async (who: Colleague, id: string) =>
  (await who.browser.get(`${errorReportsPath}/${id}`).expect(200)).body as StaffErrorReportDto;

export const stepsOn = (
  who: Colleague,
  { id, version }: Pick<StaffErrorReportDto, 'id' | 'version'>,
  step: ErrorReportStepDto,
) => who.browser.post(`${errorReportsPath}/${id}/steps`).set('If-Match', `"${version}"`).send(step);

/** Looks at the newest report and answers it. */
export async function answersNewest(
  who: Colleague,
  action: 'correct' | 'decline' | 'refer',
  answer: string,
): Promise<StaffErrorReportDto> {
  const [row] = (await listErrors(who)).items;
  const taken = await stepsOn(who, await opensError(who, row!.id), { action: 'take' }).expect(200);
  const done = await stepsOn(who, taken.body as StaffErrorReportDto, { action, answer });
  expect(done.status).toBe(200);
  return done.body as StaffErrorReportDto;
}

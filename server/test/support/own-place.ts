import type { ApplicantSubmissionDto } from '../../src/joining/submissions/submissions.dto.js';
import type { TestApp } from './app.js';
import { Applicant } from './applicant.js';
import type { Colleague } from './colleague.js';

/** A published town, with its contact signed in. */
export async function joinedTown(
  register: TestApp,
  staff: Colleague,
  language: 'en' | 'fr' = 'en',
): Promise<{ town: Applicant; id: string; publicId: string; version: number }> {
  const town = await Applicant.endorses(register, {}, language);
  return { town, ...(await staff.approvesAndPublishes(town.reference)) };
}

export const begins = async (town: Applicant, kind: string) =>
  (await town.browser.post('/api/v1/submission/follow-ups').send({ kind }).expect(201))
    .body as ApplicantSubmissionDto;

export const saves = (town: Applicant, section: string, value: object, version = 9) =>
  town.browser
    .put(`/api/v1/submission/sections/${section}`)
    .set('If-Match', `"${version}"`)
    .send(value);

export async function sends(town: Applicant): Promise<ApplicantSubmissionDto> {
  await saves(town, 'declaration', { accepted: true }).expect(200);
  return (await town.browser.post('/api/v1/submission/sending').expect(200))
    .body as ApplicantSubmissionDto;
}

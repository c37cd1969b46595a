import type { CaseTimelineDto } from '../../src/workbench/correspondence/correspondence.dto.js';
import type { Agent } from './app.js';
import type { Applicant } from './applicant.js';
import type { Colleague } from './colleague.js';

const path = '/api/v1/staff/submissions';

/** The form on the page of the case, as a browser without scripts sends it. */
export const posts = (browser: Agent, about: string, message: string, language = 'en') =>
  browser.post(`/${language}/case/message`).type('form').send({ about, message });

export const writes = (town: Applicant, message: string, about = town.reference) =>
  posts(town.browser, about, message);

export async function timelineOf(who: Colleague, id: string): Promise<CaseTimelineDto> {
  return (await who.browser.get(`${path}/${id}/timeline`).expect(200)).body as CaseTimelineDto;
}

export const replies = (who: Colleague, id: string, message: string, seen: number) =>
  who.browser.post(`${path}/${id}/messages`).set('If-Match', `"${seen}"`).send({ message });

export const reads = (who: Colleague, id: string, seen: number) =>
  who.browser.post(`${path}/${id}/messages/reading`).set('If-Match', `"${seen}"`);

import type { Response } from 'supertest';
import type { ProposalsDto } from '../../src/accounts/four-eyes/proposals.dto.js';
import { Applicant } from './applicant.js';
import type { TestApp } from './app.js';
import { Colleague } from './colleague.js';

const proposals = '/api/v1/staff/proposals';

/** A register with four eyes: two colleagues who review and publish, and an administrator. */
export async function threeColleagues(register: TestApp) {
  return {
    staff: await Colleague.signsIn(register, 'reviewer', 'publisher'),
    other: await Colleague.signsIn(register, 'reviewer', 'publisher'),
    administrator: await Colleague.signsIn(register, 'administrator'),
  };
}

/** The proposals as this colleague sees them. */
export async function listed(who: Colleague): Promise<ProposalsDto> {
  return (await who.browser.get(proposals).expect(200)).body as ProposalsDto;
}
export const waiting = async (who: Colleague) => (await listed(who)).items;

const proposed = ({ body }: Response) => `${proposals}/${(body as { proposal: string }).proposal}`;
export const confirms = (who: Colleague, response: Response) =>
  who.browser.post(`${proposed(response)}/confirmation`);
export const rejects = (who: Colleague, response: Response, reason: string) =>
  who.browser.post(`${proposed(response)}/rejection`).send({ reason });

/** Approved by one colleague and published by another. */
export async function publishedByTwo(
  register: TestApp,
  approving: Colleague,
  publishing: Colleague,
  town?: Applicant,
): Promise<string> {
  const { signatory } = await approving.approves(
    (town ?? (await Applicant.endorses(register))).reference,
  );
  expect((await publishing.changes(signatory!, 'publish')).status).toBe(200);
  return signatory!.id;
}

/** The public content. */
export const publicRows = (register: TestApp) =>
  register.sql('SELECT * FROM public_signatory ORDER BY public_id');

/** One colleague asks for something, and the public reads what it read before. */
export async function onlyProposes(
  register: TestApp,
  attempt: () => Promise<Response>,
): Promise<Response> {
  const version = () => register.sql('SELECT * FROM register');
  const before = [await publicRows(register), await version()];
  const response = await attempt();
  expect({ status: response.status, body: response.body as unknown }).toEqual({
    status: 202,
    body: { proposal: expect.any(String) as string },
  });
  expect([await publicRows(register), await version()]).toEqual(before);
  return response;
}

import type { PersonRole } from '../../../contract/case-roles.js';
import type { Agent, TestApp } from './app.js';
import type { Applicant } from './applicant.js';
import { tokenIn } from './mailbox.js';

const invitation = /invites you to work|asks you to help/;

/** A lead invites someone with the form on the page. */
export const invites = (browser: Agent, name: string, email: string, role: PersonRole) =>
  browser.post('/en/case/people').type('form').send({ name, email, role });

/** The secret of the invitation that this address got last. */
export async function invitationTo(register: TestApp, email: string): Promise<string> {
  await register.drain();
  return tokenIn(register.mailbox.newest(email, invitation));
}

/** The browser of a person who was invited and presses the button of the mailed page. */
export async function accepts(register: TestApp, email: string): Promise<Agent> {
  const token = await invitationTo(register, email);
  const browser = register.browser();
  await browser.post('/en/taking-part').type('form').send({ token }).expect(303);
  return browser;
}

/** Invites a colleague into the case of a town, and lets them accept. */
export async function joinedBy(
  register: TestApp,
  town: Applicant,
  role: PersonRole,
  email = `${role}-${town.reference.toLowerCase()}@town.example`,
): Promise<{ browser: Agent; email: string; name: string }> {
  const name = `Colleague ${role}`;
  await register.forgetLimits();
  await invites(town.browser, name, email, role).expect(200);
  return { browser: await accepts(register, email), email, name };
}

import { Applicant } from './applicant.js';
import type { TestApp } from './app.js';

/** Sends everything but the signed Pact and proves the address. */
export async function sendsUnsigned(register: TestApp): Promise<Applicant> {
  // More towns than one network may begin without a proof of work.
  await register.sql(`DELETE FROM rate_limit WHERE key LIKE 'draft:%'`);
  const town = await Applicant.begins(register);
  await town.fillsIn();
  await town.sends();
  await town.confirms();
  return town;
}

export const signs = (town: Applicant) => town.browser.post('/api/v1/submission/signature');

/** Sends the signed Pact that was uploaded. */
export const sign = async (town: Applicant) =>
  (await signs(town).expect(200)).body as { state: string };

export interface Waiting {
  state: string;
  since: Date;
  sent: Date | null;
}

export const rowOf = async ({ register, reference }: Applicant) =>
  (
    await register.sql<Waiting>(
      `SELECT state, waiting_since AS since, signature_sent_at AS sent FROM submission
        WHERE reference = $1`,
      [reference],
    )
  )[0]!;

/** The subjects of the mails to the contact, but for the one that asks for the proof. */
export async function subjectsTo({ register, email }: Applicant): Promise<string[]> {
  await register.drain();
  return register.mailbox.mails
    .filter(({ to, subject }) => to === email && !/^Confirm/.test(subject))
    .map(({ subject }) => subject);
}

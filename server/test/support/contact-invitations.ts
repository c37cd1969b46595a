import type { Response } from 'supertest';
import type { SignatoryFileDto } from '../../src/workbench/register-editing/signatory-file.dto.js';
import type { TestApp } from './app.js';
import type { Colleague } from './colleague.js';
import { Importer } from './importer.js';
import { tokenIn } from './mailbox.js';

export const invitationPath = (id: string) => `/api/v1/staff/signatories/${id}/contact-invitation`;

/** A published signatory of the old site, without a case. @returns its id. */
export async function importedTown(
  register: TestApp,
  staff: Colleague,
  name: string,
): Promise<string> {
  const importer = new Importer(staff);
  const begun = await importer.uploads(`Name,Country,Kind\n${name},LI,municipality\n`);
  await importer.takesOver(begun);
  const [row] = await register.sql<{ id: string }>(
    `UPDATE signatory SET state = 'published', published_at = now() - interval '300 days'
     WHERE authority_id = (SELECT id FROM authority WHERE name_official = $1) RETURNING id`,
    [name],
  );
  await register.sql(
    `INSERT INTO pledge (id, signatory_id, pillar_code, own_words, position, progress, pact_version)
     VALUES (gen_random_uuid(), $1, 'prevention', 'Lessons at every school', 1, 'planned', 1)`,
    [row!.id],
  );
  return row!.id;
}

export function invites(
  staff: Colleague,
  id: string,
  wanted: { name?: string; email: string; language?: string },
  seen = 0,
): Promise<Response> {
  return staff.browser
    .put(invitationPath(id))
    .set('If-Match', `"${seen}"`)
    .send({ name: 'Vera Vogt', language: 'en', ...wanted })
    .then((response) => response);
}

export const confirms = (staff: Colleague, id: string, seen: number) =>
  staff.browser.post(`${invitationPath(id)}/confirmation`).set('If-Match', `"${seen}"`);

export const fileOf = async (staff: Colleague, id: string) =>
  (await staff.browser.get(`/api/v1/staff/signatories/${id}/file`).expect(200))
    .body as SignatoryFileDto;

/** The secret of the newest invitation that reached an address. */
export async function invitationLink(register: TestApp, email: string): Promise<string> {
  await register.drain();
  return tokenIn(register.mailbox.newest(email, /Invitation to become the contact/));
}

export const opens = (register: TestApp, token: string) =>
  register.browser().post('/en/contact-invitation').type('form').send({ token });

export const proves = (register: TestApp, token: string, given: object = {}) =>
  register
    .browser()
    .post('/en/contact-invitation/confirmation')
    .type('form')
    .send({ token, name: 'Vera Vogt-Beck', office: 'Head of youth services', ...given });

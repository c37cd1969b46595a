import type { Response } from 'supertest';
import type { Language } from '../../../contract/languages.js';
import type {
  LetterRecipientsDto,
  MailingDto,
  SaveMailingDto,
} from '../../src/workbench/mailings/mailings.dto.js';
import type { TestApp } from './app.js';
import { Applicant } from './applicant.js';
import type { Colleague } from './colleague.js';

const path = '/api/v1/staff/mailings';

/** A letter in English and French that names its reader. */
export const letter: SaveMailingDto = {
  kind: 'duty',
  texts: [
    {
      language: 'en',
      subject: 'Report of {authority}',
      text: 'We write to {contact} about {authority} ({reference}).',
    },
    {
      language: 'fr',
      subject: 'Rapport de {authority}',
      text: 'Nous écrivons à {contact} au sujet de {authority} ({reference}).',
    },
  ],
};

/** A town on the public register whose contact reads this language. */
export async function joins(
  register: TestApp,
  publisher: Colleague,
  language: Language,
): Promise<Applicant & { signatoryId: string }> {
  const town = await Applicant.endorses(register, {}, language);
  const { id } = await publisher.approvesAndPublishes(town.reference);
  return Object.assign(town, { signatoryId: id });
}

export async function begins(by: Colleague, filter: object = {}): Promise<MailingDto> {
  return (await by.browser.post(path).send({ filter }).expect(201)).body as MailingDto;
}

export const writes = (by: Colleague, { id, version }: MailingDto, wanted: object = letter) =>
  by.browser.put(`${path}/${id}`).set('If-Match', `"${version}"`).send(wanted);

/** A letter that is written and can be sent. */
export async function written(
  by: Colleague,
  filter: object = {},
  wanted: object = letter,
): Promise<MailingDto> {
  return (await writes(by, await begins(by, filter), wanted).expect(200)).body as MailingDto;
}

export const sends = (
  by: Colleague,
  { id, version, recipients }: Pick<MailingDto, 'id' | 'version' | 'recipients'>,
) => by.browser.post(`${path}/${id}/sending`).set('If-Match', `"${version}"`).send({ recipients });

export async function looks(by: Colleague, id: string): Promise<MailingDto> {
  return (await by.browser.get(`${path}/${id}`).expect(200)).body as MailingDto;
}

export async function recipientsOf(
  by: Colleague,
  id: string,
  query = '',
): Promise<LetterRecipientsDto> {
  const { body } = await by.browser.get(`${path}/${id}/recipients${query}`).expect(200);
  return body as LetterRecipientsDto;
}

export const previews = (by: Colleague, id: string, signatory: string): Promise<Response> =>
  Promise.resolve(by.browser.post(`${path}/${id}/preview`).send({ signatory }));

export const tests = (by: Colleague, id: string, signatory: string) =>
  by.browser.post(`${path}/${id}/tests`).send({ signatory });

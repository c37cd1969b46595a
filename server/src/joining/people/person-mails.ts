import type { EntityManager } from 'typeorm';
import type { PersonRole } from '../../../../contract/case-roles.js';
import { languages, type Language } from '../../../../contract/languages.js';
import type { NewMail } from '../../platform/mail/outbox.service.js';
import { readTexts } from '../../platform/text/locale-texts.js';
import { caseMail } from '../submissions/case-mail.js';
import type { CasePerson } from '../submissions/case-person.entity.js';
import { Submission } from '../submissions/submission.entity.js';

interface RoleTexts {
  people: { roles: Record<PersonRole, { text: string }> };
}

const roles = new Map(
  languages.map((language) => [language, readTexts<RoleTexts>(language, 'public').people.roles]),
);

type Template = 'person_invited' | 'supporter_invited' | 'person_removed';

/**
 * A mail to a person of a case. A mail to an association is sent to the contact of its endorsement,
 * in that endorsement's language; null if it no longer has a contact.
 */
export async function personMail(
  manager: EntityManager,
  home: Submission,
  person: CasePerson,
  template: Template,
  more: Record<string, string> = {},
): Promise<NewMail | null> {
  const { recipient, language } = await addresseeOf(manager, person);
  if (!recipient) return null;
  return {
    ...caseMail(home, template, {
      name: person.name,
      role: roles.get(language)![person.role].text,
      ...more,
    }),
    recipient,
    language,
  };
}

async function addresseeOf(
  manager: EntityManager,
  { email, associationId, language }: CasePerson,
): Promise<{ recipient: string | null; language: Language }> {
  if (!associationId) return { recipient: email, language };
  const association = await manager.findOneBy(Submission, { id: associationId });
  return {
    recipient: association?.contactEmail ?? null,
    language: association?.language ?? language,
  };
}

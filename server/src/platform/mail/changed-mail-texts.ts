import type { EntityManager } from 'typeorm';
import { officialFor, type Language } from '../../../../contract/languages.js';
import { isForStaff, type MailTemplate } from './texts.js';

/** Texts that administrators changed, by key: `mail.approved.subject`. */
export type ChangedTexts = ReadonlyMap<string, string>;

/**
 * The administrators' changes to the mails of a language, and to the sentence that mails share with
 * pages.
 */
export async function changedMailTexts(
  manager: EntityManager,
  template: MailTemplate,
  language: Language,
): Promise<ChangedTexts> {
  const rows = await manager.query<{ key: string; text: string }[]>(
    `SELECT key, text FROM site_text WHERE language = $1
       AND (key LIKE 'mail.%' OR key LIKE 'public.answerTime.%') AND text IS NOT NULL`,
    [isForStaff(template) ? officialFor(language) : language],
  );
  return new Map(rows.map(({ key, text }) => [key, text]));
}

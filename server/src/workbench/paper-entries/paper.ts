import type { Language } from '../../../../contract/languages.js';
import { sectionsOf, type SectionName } from '../../../../contract/sections.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';

/**
 * What a colleague says of a paper besides its answers. Until the entry is made, it is kept among
 * what was typed.
 */
export interface PaperFacts {
  language: Language;
  noAutomaticMail: boolean;
}
export type TypedSections = Partial<Record<SectionName, Record<string, unknown>>>;

export function factsOf({ typed, language, noAutomaticMail }: Submission): PaperFacts {
  return { language, noAutomaticMail, ...(typed['paper'] as Partial<PaperFacts> | undefined) };
}

/** What stands in the form now: what was typed last, over what was entered before. */
export function sectionsIn({ answers, typed }: Submission): TypedSections {
  return Object.fromEntries(
    sectionsOf('endorsement').flatMap((section) => {
      const value = typed[section] ?? (answers[section] as Record<string, unknown> | undefined);
      return value ? [[section, value]] : [];
    }),
  );
}

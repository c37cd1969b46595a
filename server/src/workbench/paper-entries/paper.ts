import type { Language } from '../../../../contract/languages.js';
import { sectionsOf, type SectionName } from '../../../../contract/sections.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';

/**
 * Facts about a paper besides its answers. Until the entry is submitted, they are stored with the
 * typed values.
 */
export interface PaperFacts {
  language: Language;
  noAutomaticMail: boolean;
}
export type TypedSections = Partial<Record<SectionName, Record<string, unknown>>>;

export function factsOf({ typed, language, noAutomaticMail }: Submission): PaperFacts {
  return { language, noAutomaticMail, ...(typed['paper'] as Partial<PaperFacts> | undefined) };
}

/** The current contents of the form: unsaved typing over submitted answers. */
export function sectionsIn({ answers, typed }: Submission): TypedSections {
  return Object.fromEntries(
    sectionsOf('endorsement').flatMap((section) => {
      const value = typed[section] ?? (answers[section] as Record<string, unknown> | undefined);
      return value ? [[section, value]] : [];
    }),
  );
}

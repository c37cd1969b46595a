import type { SubmissionKind } from './kinds.js';
import { pillarCodes } from './pillars.js';

/** Every section of every form. */
export const sectionNames = [
  'authority',
  'place',
  'signer',
  'contact',
  'decision',
  ...pillarCodes,
  'progress',
  'practice',
  'leaving',
  'declaration',
] as const;
export type SectionName = (typeof sectionNames)[number];

interface SectionGroup {
  /** Its heading in the task list. */
  name: string;
  sections: readonly SectionName[];
}

const about: SectionGroup = { name: 'about', sections: ['authority', 'place'] };
const pledges: SectionGroup = { name: 'pledges', sections: pillarCodes };

/**
 * The sections of each kind of submission, in the order and groups of its task list. Each ends with
 * documents and the declaration.
 */
export const sectionGroups: Record<SubmissionKind, readonly SectionGroup[]> = {
  endorsement: [about, { name: 'people', sections: ['signer', 'contact', 'decision'] }, pledges],
  amendment: [about, pledges],
  progress: [{ name: 'report', sections: ['progress'] }],
  practice: [{ name: 'practice', sections: ['practice'] }],
  withdrawal: [{ name: 'leaving', sections: ['leaving'] }],
};

/** The same as one list: what must be answered before it can be sent. */
export function sectionsOf(kind: SubmissionKind): readonly SectionName[] {
  return [...sectionGroups[kind].flatMap(({ sections }) => sections), 'declaration'];
}

import type { ClassConstructor } from 'class-transformer';
import { LeavingSection, PracticeSection, ProgressSection } from './dto/follow-up-sections.dto.js';
import {
  AuthoritySection,
  ContactSection,
  DecisionSection,
  DeclarationSection,
  PaperContactSection,
  PillarSection,
  PlaceSection,
  SignerSection,
} from './dto/sections.dto.js';
import type { SubmissionKind } from './submission-kinds.js';

/** Every section, each with the class that says what a good answer is. */
export const sectionTypes = {
  authority: AuthoritySection,
  place: PlaceSection,
  signer: SignerSection,
  contact: ContactSection,
  decision: DecisionSection,
  prevention: PillarSection,
  protection: PillarSection,
  prosecution: PillarSection,
  participation: PillarSection,
  progress: ProgressSection,
  practice: PracticeSection,
  leaving: LeavingSection,
  declaration: DeclarationSection,
} satisfies Record<string, ClassConstructor<object>>;

export type SectionName = keyof typeof sectionTypes;
export const sectionNames = Object.keys(sectionTypes) as SectionName[];

export const pillarCodes = ['prevention', 'protection', 'prosecution', 'participation'] as const;
export type PillarCode = (typeof pillarCodes)[number];

/** What each kind of submission asks, in the order of its task list. */
export const sectionsOf: Record<SubmissionKind, readonly SectionName[]> = {
  endorsement: [
    'authority',
    'place',
    'signer',
    'contact',
    'decision',
    ...pillarCodes,
    'declaration',
  ],
  amendment: ['authority', 'place', ...pillarCodes, 'declaration'],
  progress: ['progress', 'declaration'],
  practice: ['practice', 'declaration'],
  withdrawal: ['leaving', 'declaration'],
};

/** The parts that must be complete before sending: the sections and the documents. */
export type SubmissionPart = SectionName | 'documents';

/** What an authority answered, by section; a section that is missing was not answered yet. */
export type Answers = {
  [Name in Exclude<SectionName, 'contact'>]?: InstanceType<(typeof sectionTypes)[Name]>;
} & { contact?: PaperContactSection };

/** The class that says what a good answer is; of what came on paper it may ask less. */
export function sectionTypeOf(section: SectionName, onPaper: boolean): ClassConstructor<object> {
  return section === 'contact' && onPaper ? PaperContactSection : sectionTypes[section];
}

export function isSectionName(name: string): name is SectionName {
  return Object.hasOwn(sectionTypes, name);
}

export function isPillar(name: string): name is PillarCode {
  return (pillarCodes as readonly string[]).includes(name);
}

import type { ClassConstructor } from 'class-transformer';
import {
  AuthoritySection,
  ContactSection,
  DecisionSection,
  DeclarationSection,
  PillarSection,
  PlaceSection,
  SignerSection,
} from './dto/sections.dto.js';

/** The sections of an endorsement in the order of the task list, each with the class that says what a good answer is. */
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
  declaration: DeclarationSection,
} satisfies Record<string, ClassConstructor<object>>;

export type SectionName = keyof typeof sectionTypes;
export const sectionNames = Object.keys(sectionTypes) as SectionName[];

/** The parts that must be complete before sending: the sections and the documents. */
export type SubmissionPart = SectionName | 'documents';

/** What an authority answered, by section; a section that is missing was not answered yet. */
export type Answers = { [Name in SectionName]?: InstanceType<(typeof sectionTypes)[Name]> };

export const pillarCodes = ['prevention', 'protection', 'prosecution', 'participation'] as const;
export type PillarCode = (typeof pillarCodes)[number];

export function isSectionName(name: string): name is SectionName {
  return Object.hasOwn(sectionTypes, name);
}

export function isPillar(name: string): name is PillarCode {
  return (pillarCodes as readonly string[]).includes(name);
}

import type { ClassConstructor } from 'class-transformer';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import type { SectionName } from '../../../../contract/sections.js';
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

/** Every section with the class that validates its answer. */
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
} satisfies Record<SectionName, ClassConstructor<object>>;

/** The parts that must be complete before sending: the sections and the documents. */
export type SubmissionPart = SectionName | 'documents';

/** An authority's answers by section. A missing section is unanswered. */
export type Answers = {
  [Name in Exclude<SectionName, 'contact'>]?: InstanceType<(typeof sectionTypes)[Name]>;
} & { contact?: PaperContactSection };

/** The class that validates an answer. Paper entries may use a less strict one. */
export function sectionTypeOf(section: SectionName, onPaper: boolean): ClassConstructor<object> {
  return section === 'contact' && onPaper ? PaperContactSection : sectionTypes[section];
}

export function isSectionName(name: string): name is SectionName {
  return Object.hasOwn(sectionTypes, name);
}

export function isPillar(name: string): name is PillarCode {
  return (pillarCodes as readonly string[]).includes(name);
}

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
} satisfies Record<SectionName, ClassConstructor<object>>;

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

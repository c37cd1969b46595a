import { completeFacts, type GivenFacts } from '../../../../contract/facts.js';
import type { AuthorityKind } from '../../../../contract/kinds.js';
import type { NewAuthority } from './new-authority.js';

/** A form's answers about an authority. */
export interface AuthorityAnswers extends Partial<GivenFacts> {
  kind: AuthorityKind;
  countryCode: string;
  nameOfficial: string;
  nameEn?: string;
  nameFr?: string;
  region?: string;
  jointSignatories?: string;
  placeId?: number;
  /** From the pillars' answers (contract/outside-competence.ts). */
  outsideCompetence?: string | null;
}

/**
 * An authority from its answers: without an English or French name, it has the official one.
 */
export function fromAnswers(
  answers: AuthorityAnswers,
  { latitude, longitude }: { latitude: number; longitude: number },
): Omit<NewAuthority, 'demo'> {
  const {
    kind,
    countryCode,
    nameOfficial,
    nameEn = nameOfficial,
    nameFr = nameEn,
    region = '',
  } = answers;
  // Only an association signs for others; of any other kind the form asks about such names.
  const jointSignatories =
    kind === 'association' ? (answers.jointSignatories ?? '').split('\n').filter(Boolean) : [];
  return {
    kind,
    countryCode,
    region,
    nameOfficial,
    nameOfficialLanguage: 'und',
    nameEn,
    nameFr,
    ...completeFacts(answers),
    latitude,
    longitude,
    jointSignatories,
  };
}

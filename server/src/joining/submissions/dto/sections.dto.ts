import { limits } from '../../../platform/config/limits.js';
import { CountryReason } from '../../../reference/countries/country-reason.js';
import { type AuthorityKind, authorityKinds } from '../../../../../contract/kinds.js';
import { ApiProperty } from '@nestjs/swagger';
import { Equals } from 'class-validator';
import { Flag } from '../../../platform/http/fields/choices.js';
import {
  Email,
  FreeText,
  Name,
  NameLines,
  Phone,
  ShortText,
  Verbatim,
} from '../../../platform/http/fields/text.js';
import {
  Latitude,
  Longitude,
  TargetYear,
  WholeNumber,
} from '../../../platform/http/fields/numbers.js';
import { PastDay } from '../../../platform/http/fields/days.js';
import { Choice, Country } from '../../../platform/http/fields/choices.js';
import { ListOf } from '../../../platform/http/fields/things.js';
import { AskedFacts, WithAskedFacts } from '../../../reference/authorities/fact-fields.js';

/** An authority that signs together with an association. */
export class JointSignatory {
  @Name(150, { example: 'Landkreis Calw' })
  name: string;

  @WholeNumber(1, 2_147_483_647, {
    optional: true,
    description: "GeoNames' number of the place it was chosen from; evidence for staff",
    example: 2886242,
  })
  placeId?: number;
}

/**
 * The authority that joins. Names are in its own spelling; the English and French ones are
 * requested because the register uses both languages.
 */
export class AuthoritySection extends WithAskedFacts {
  @Choice(authorityKinds, { example: 'municipality' })
  kind: AuthorityKind;

  @Country({ description: 'ISO 3166-1 alpha-2', example: 'DE' })
  countryCode: string;

  @CountryReason()
  countryReason?: string;

  @Name(150, { description: 'Name in the official language and script', example: 'Köln' })
  nameOfficial: string;

  @Name(150, { optional: true, example: 'Cologne' })
  nameEn?: string;

  @Name(150, { optional: true, example: 'Cologne' })
  nameFr?: string;

  @Name(100, {
    optional: true,
    description: 'Admin unit it lies in, to tell places of one name apart',
    example: 'Nordrhein-Westfalen',
  })
  region?: string;

  @AskedFacts()
  declare readonly facts?: never;

  @WholeNumber(1, 2_147_483_647, {
    optional: true,
    description: "GeoNames' number of the place it was chosen from; evidence for staff",
    example: 2886242,
  })
  placeId?: number;

  @ListOf(JointSignatory, {
    optional: true,
    max: limits.jointSignatories,
    description: 'Of an association: the authorities that sign together with it',
  })
  joint?: JointSignatory[];

  @NameLines(limits.jointSignatories * 151, 150, {
    optional: true,
    description: 'The names of `joint`, one a line. Sent without it, they are names only',
    example: 'Landkreis Calw\nLandkreis Rottweil',
  })
  jointSignatories?: string;
}

/** Its position on the map in degrees (WGS 84): the town hall, or the middle of a region. */
export class PlaceSection {
  @Latitude({ example: 50.9375 })
  latitude: number;

  @Longitude({ example: 6.9603 })
  longitude: number;
}

/** The elected person who signs for the authority. Private. */
export class SignerSection {
  @Name(150)
  name: string;

  @Name(150, { example: 'Mayor' })
  office: string;
}

class ContactPerson {
  @Name(150)
  name: string;

  @Name(150, { optional: true })
  office?: string;

  @Phone({ optional: true })
  phone?: string;
}

/** The officer who handles the case and receives its mails. Private. */
export class ContactSection extends ContactPerson {
  @Email()
  email: string;
}

/** The same person as named on a paper, which may have no e-mail address. */
export class PaperContactSection extends ContactPerson {
  @Email({ optional: true })
  email?: string;
}

export const decisionBodies = ['council', 'executive', 'assembly', 'other'] as const;

/** The decision of the authority's own body to join. Its date is the date of joining. */
export class DecisionSection {
  @Choice(decisionBodies)
  body: (typeof decisionBodies)[number];

  @PastDay({ example: '2026-03-12' })
  decidedOn: string;
}

/** One of the Pact's actions that the authority pledges. */
export class PledgedAction {
  @Verbatim(60, { example: 'prevention.training' })
  code: string;

  @TargetYear({ optional: true, example: 2028 })
  targetYear?: number;

  @ShortText(120, {
    optional: true,
    description: 'The department responsible; public',
    example: 'Youth welfare office',
  })
  leadDepartment?: string;
}

/** The sender's own translations of a text. They are public, as the text is. */
export class Translatable {
  @FreeText(700, {
    optional: true,
    description: 'An English translation, unless it is written in English',
  })
  inEnglish?: string;

  @FreeText(700, {
    optional: true,
    description: 'A French translation, unless it is written in French',
  })
  inFrench?: string;
}

/** A pledge in the authority's own words. */
export class OwnPledge extends Translatable {
  @FreeText(500)
  text: string;

  @TargetYear({ optional: true, example: 2028 })
  targetYear?: number;

  @ShortText(120, {
    optional: true,
    description: 'The department responsible; public',
    example: 'Youth welfare office',
  })
  leadDepartment?: string;
}

/**
 * The pledges under one pillar: at least one, or the reason why not yet, or that it lies outside
 * the authority's competence (checked by `isPillarAnswered`).
 */
export class PillarSection {
  @ListOf(PledgedAction, { max: 30, uniqueBy: 'code' })
  actions: PledgedAction[] = [];

  @ListOf(OwnPledge, { max: 10 })
  ownWords: OwnPledge[] = [];

  @FreeText(500, { optional: true, description: 'Why there is no pledge under this pillar yet' })
  notYet?: string;

  @Flag({
    optional: true,
    description: 'Whether the pillar lies outside its competence; then there is no pledge under it',
  })
  notCompetent?: boolean;
}

/** The sender's declaration that they are authorised and that the answers are true. */
export class DeclarationSection {
  @ApiProperty({ enum: [true] })
  @Equals(true)
  accepted: true;
}

import { limits } from '../../platform/config/limits.js';
import { pactYear } from '../../../../contract/pact-year.js';
import {
  type AuthorityKind,
  type ProgressState as Progress,
  authorityKinds,
  progressStates,
} from '../../../../contract/kinds.js';
import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import {
  Code,
  FreeText,
  LanguageTag,
  Name,
  NameList,
  ShortText,
  WebAddress,
  WikidataId,
} from '../../platform/http/fields/text.js';
import { Latitude, Longitude, WholeNumber } from '../../platform/http/fields/numbers.js';
import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import {
  translatedFields,
  translators,
  type TranslatedField,
  type Translator,
} from '../../../../contract/translations.js';
import { PartialDay } from '../../platform/http/fields/days.js';
import { Choice, Country } from '../../platform/http/fields/choices.js';
import { Id, ListOf } from '../../platform/http/fields/things.js';
import { EditedFacts, WithEditedFacts } from '../../reference/authorities/fact-fields.js';

/** A translation of a pledge's own words or note. */
export class ContentTranslationDto {
  @Choice(translatedFields)
  field: TranslatedField;

  @Choice(officialLanguages)
  language: OfficialLanguage;

  @FreeText(700)
  text: string;

  @Choice(translators, {
    optional: true,
    description: 'Whose it is, as it was told; who changes the text makes it their own',
  })
  by?: Translator;

  @ShortText(32, {
    optional: true,
    description: 'The words that were translated (MD5, hex), as they were told; never changed',
  })
  of?: string;
}

/** A pledge as staff enter it: an action of the Pact, or own words. */
export class ContentPledgeDto {
  @Id({
    optional: true,
    nullable: true,
    description: 'Of a pledge that is there already; a new one has none',
  })
  id?: string | null;

  @Choice(pillarCodes)
  pillar: PillarCode;

  @ShortText(60, { optional: true, nullable: true, example: 'prevention.training' })
  action?: string | null;

  @WholeNumber(1, 999_999, {
    optional: true,
    nullable: true,
    description: 'The version of the Pact under which it was made, as it was told; never changed',
  })
  pactVersion?: number | null;

  @FreeText(500, { optional: true, nullable: true })
  ownWords?: string | null;

  @LanguageTag({ optional: true, nullable: true, example: 'de' })
  ownWordsLanguage?: string | null;

  @WholeNumber(2010, 2100, { optional: true, nullable: true, example: 2028 })
  targetYear?: number | null;

  @ShortText(120, { optional: true, nullable: true })
  leadDepartment?: string | null;

  @Choice(progressStates)
  progress: Progress;

  @FreeText(500, { optional: true, nullable: true })
  progressNote?: string | null;

  @WebAddress(300, { optional: true, nullable: true })
  evidenceUrl?: string | null;

  @ListOf(ContentTranslationDto, {
    optional: true,
    max: 4,
    description:
      'At most one per field and language; one of words that changed since is dropped. Without ' +
      'this field, those of unchanged words are kept; an empty list removes them',
  })
  translations?: ContentTranslationDto[];
}

/**
 * Everything that staff may edit about a signatory. State, publication dates and version are
 * excluded, because they result from decisions.
 */
export class SignatoryContentDto extends WithEditedFacts {
  @Choice(authorityKinds)
  kind: AuthorityKind;

  @Country({ description: 'ISO 3166-1 alpha-2', example: 'DE' })
  countryCode: string;

  @Name(100, { optional: true, nullable: true })
  region?: string | null;

  @Name(100, {
    optional: true,
    nullable: true,
    description: 'The part of the region; distinguishes two of the same name in one region',
  })
  district?: string | null;

  @Name(150, { example: 'Köln' })
  nameOfficial: string;

  @LanguageTag({
    optional: true,
    nullable: true,
    description: 'BCP 47 tag of the language of the official name',
    example: 'de',
  })
  nameOfficialLanguage?: string | null;

  @Name(150, { optional: true, nullable: true, description: 'Falls back to the official name' })
  nameEn?: string | null;

  @Name(150, { optional: true, nullable: true, description: 'Falls back to the English name' })
  nameFr?: string | null;

  @EditedFacts()
  declare readonly facts?: never;

  @Latitude({ optional: true, nullable: true })
  latitude?: number | null;

  @Longitude({ optional: true, nullable: true })
  longitude?: number | null;

  @PartialDay({
    since: pactYear,
    optional: true,
    nullable: true,
    description: `As precisely as it is known: 2014, 2014-05 or 2014-05-13; not before ${pactYear}`,
    example: '2014-05-13',
  })
  signedOn?: string | null;

  @WebAddress(500, {
    optional: true,
    nullable: true,
    description: 'A public page that says the authority joined',
  })
  sourceUrl?: string | null;

  @WikidataId({
    optional: true,
    nullable: true,
    description: 'Its Wikidata ID, or the address of its Wikidata page; unique to one authority',
    example: 'Q90',
  })
  wikidataId?: string | null;

  @Code(/^[\p{L}\p{N}][\p{L}\p{N} ./-]*$/u, {
    max: 30,
    optional: true,
    nullable: true,
    description:
      'Its code in national statistics (INSEE, AGS, TERYT …); unique per kind and country',
    example: '05315000',
  })
  officialCode?: string | null;

  @NameList(limits.jointSignatories, 150, {
    description: 'Of an association: the authorities that sign together with it',
  })
  jointSignatories: string[] = [];

  @ListOf(ContentPledgeDto, { max: 160 })
  pledges: ContentPledgeDto[] = [];
}

/** The same as it is sent: with the questions of an earlier refusal that are answered with yes. */
export class WantedContentDto extends SignatoryContentDto {
  @NameList(20, 200, {
    optional: true,
    description: 'The `confirm` of each question of a refusal that is answered with yes',
  })
  confirmed?: string[];
}

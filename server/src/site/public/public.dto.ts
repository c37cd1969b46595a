import { type AuthorityKind, authorityKinds } from '../../../../contract/kinds.js';
import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import { ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { ToldFacts, withToldFacts } from '../../reference/authorities/fact-fields.js';
import { gazetteerDate } from '../../reference/places/gazetteer.js';
import { PledgeDto, PublicFileDto } from './pledge.dto.js';
import { foundByWays, type FoundBy } from './register-filter.dto.js';

export class NamesDto {
  @ApiProperty({ example: 'Köln' }) official: string;
  @ApiProperty({ example: 'de', description: 'BCP 47; "und" when not known' })
  officialLanguage: string;
  @ApiProperty({ example: 'Cologne' }) en: string;
  @ApiProperty({ example: 'Cologne' }) fr: string;
}

export class PledgeCountsDto {
  @ApiProperty() prevention: number;
  @ApiProperty() protection: number;
  @ApiProperty() prosecution: number;
  @ApiProperty() participation: number;
}

/** A signatory as shown in lists. */
export class SignatorySummaryDto {
  @ApiProperty({ example: 'kd7q2mxr', description: 'Never changes' }) id: string;
  @ApiProperty({ example: 'kd7q2mxr-cologne', description: 'Last part of its public address' })
  slug: string;
  @ApiProperty({ enum: ['published', 'on_hold'] }) state: 'published' | 'on_hold';
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty() region: string;
  @ApiProperty({ type: NamesDto }) names: NamesDto;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '2014-05-13',
    description: 'Date of joining, as exact as it is known: year, month or day',
  })
  signedOn: string | null;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ type: PledgeCountsDto }) pledgeCounts: PledgeCountsDto;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 2024,
    description: 'The year since which it has not reported, if the Congress publishes this',
  })
  noReportSince: number | null;
  @ApiProperty({ description: 'Demonstration data, not a real signatory' }) demo: boolean;
}

/** A good practice shared by a signatory. */
export class PracticeDto {
  @ApiProperty({ format: 'uuid', description: 'Never changes' }) id: string;
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty() title: string;
  @ApiProperty() whatWasDone: string;
  @ApiProperty() forWhom: string;
  @ApiProperty() result: string;
  @ApiProperty({ enum: languages, description: 'The language it is written in' })
  language: Language;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Languages in which more information is available',
  })
  alsoIn: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Contact for questions' }) whomToAsk:
    string | null;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ type: [PublicFileDto] }) files: PublicFileDto[];
}

/** An authority that signs together with an association. */
export class JointAuthorityDto {
  @ApiProperty({ example: 'Landkreis Celle' }) name: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'If it is also a signatory itself',
  })
  id: string | null;
  @ApiProperty({ type: String, nullable: true }) slug: string | null;
}

export class SourceNoteDto {
  @ApiProperty() en: string;
  @ApiProperty() fr: string;
}

/** A signatory with all its public data. */
export class SignatoryDto extends withToldFacts(SignatorySummaryDto) {
  @ToldFacts() declare readonly facts?: never;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Day on which its last progress report was accepted',
  })
  reportedOn: string | null;
  @ApiProperty({ type: Number, nullable: true }) latitude: number | null;
  @ApiProperty({ type: Number, nullable: true }) longitude: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Public page that says it joined, where it joined before this register',
  })
  sourceUrl: string | null;
  @ApiProperty({
    type: SourceNoteDto,
    nullable: true,
    description: 'Further facts on that page about how and when it joined',
  })
  sourceNote: SourceNoteDto | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 2886242,
    description: "GeoNames' number, where the authority chose itself from the gazetteer",
  })
  geonamesId: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Q90',
    description:
      'Number in Wikidata, where known; its address there is ' +
      'http://www.wikidata.org/entity/ and the number',
  })
  wikidataId: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '05315000',
    description:
      "Official code of the municipality in which a town's place lies, in states where GeoNames " +
      `(${gazetteerDate}) knows it of at least 98 % of the places`,
  })
  municipalityCode: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'DEA23',
    description:
      'Code of the NUTS 3 region of that municipality, where Eurostat’s table has been imported; ' +
      'its first 4, 3 and 2 characters are the codes of levels 2, 1 and 0',
  })
  nuts: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 2024,
    description: 'Year of the NUTS classification of that code',
  })
  nutsEdition: number | null;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
  @ApiProperty({
    example: '/log/proofs/kd7q2mxr.tlog-proof',
    description:
      'Path of a proof that the public log holds this state (c2sp.org/tlog-proof), ' +
      'which is there within a minute',
  })
  proof: string;
  @ApiProperty({ type: [PledgeDto] }) pledges: PledgeDto[];
  @ApiProperty({ type: [PracticeDto] }) practices: PracticeDto[];
  @ApiProperty({
    type: [String],
    description: 'Of an association: the authorities that sign together with it',
  })
  jointSignatories: string[];
  @ApiProperty({
    type: [JointAuthorityDto],
    description: 'The same, with the signatory that each of them is, if it is one',
  })
  jointAuthorities: JointAuthorityDto[];
  @ApiProperty({
    type: [PublicFileDto],
    description: 'Files about the whole, such as the decision',
  })
  files: PublicFileDto[];
}

export class SignatoryListDto {
  @ApiProperty({ type: [SignatorySummaryDto] }) items: SignatorySummaryDto[];
  @ApiProperty({ description: 'How many match' }) total: number;
  @ApiProperty({
    enum: foundByWays,
    description:
      'How the search was understood: as typed, as an old or other-language name of the ' +
      'place, or as a similar spelling',
  })
  foundBy: FoundBy;
  @ApiProperty({ type: String, nullable: true }) next: string | null;
  @ApiProperty({ type: String, nullable: true }) previous: string | null;
}

/** A withdrawn signatory: only its name and dates. */
export class WithdrawnSignatoryDto {
  @ApiProperty() id: string;
  @ApiProperty({ type: NamesDto }) names: NamesDto;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Day of joining' })
  signedOn: string | null;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ format: 'date-time' }) withdrawnAt: string;
}

export class CountryFigureDto {
  @ApiProperty({ example: 'DE' }) code: string;
  @ApiProperty({ description: 'Member state of the Council of Europe' }) member: boolean;
  @ApiProperty() signatories: number;
}

/**
 * The register in figures. Municipalities and regions are counted as the Pact counts them;
 * associations and others separately.
 */
export class FiguresDto {
  @ApiProperty() version: number;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
  @ApiProperty({ description: 'All signatories' }) signatories: number;
  @ApiProperty() citiesAndRegions: number;
  @ApiProperty() associationsAndOthers: number;
  @ApiProperty({ description: 'Countries of the cities and regions' }) countries: number;
  @ApiProperty() pledges: number;
  @ApiProperty({ description: 'Whether demonstration data is among them' }) demo: boolean;
  @ApiProperty({ type: [CountryFigureDto], description: 'Countries with signatories, most first' })
  byCountry: CountryFigureDto[];
}

/**
 * Facet counts by filter value: how many signatories each value would leave. Values that would
 * leave none are omitted.
 */
export class CountsDto {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, example: { DE: 12 } })
  countries: Record<string, number>;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { municipality: 40 },
  })
  kinds: Record<string, number>;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { prevention: 31 },
  })
  pillars: Record<string, number>;
}

export class MapPointDto {
  @ApiProperty() slug: string;
  @ApiProperty({ type: NamesDto }) names: NamesDto;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty() latitude: number;
  @ApiProperty() longitude: number;
}

export class MapClusterDto {
  @ApiProperty() count: number;
  @ApiProperty() latitude: number;
  @ApiProperty() longitude: number;
  @ApiProperty({ example: '6,50,8,52', description: 'Pass as `box` to list them' }) box: string;
}

/** The map's content: single points, or clusters if there are too many points to distinguish. */
export class MapDto {
  @ApiProperty() total: number;
  @ApiProperty({ type: [MapPointDto] }) points: MapPointDto[];
  @ApiProperty({ type: [MapClusterDto] }) clusters: MapClusterDto[];
}

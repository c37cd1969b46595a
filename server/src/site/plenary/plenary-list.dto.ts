import { ApiProperty } from '@nestjs/swagger';
import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { PastDay } from '../../platform/http/fields/days.js';

/** The first year of the Pact's register, before which no list begins. */
const firstYear = 2010;

export class PlenaryListQuery {
  @PastDay({
    since: firstYear,
    description: 'The first day of the list, such as that of the last session',
    example: '2026-10-27',
  })
  since: string;
}

export const plenaryFormats = ['docx', 'xlsx'] as const;
export type PlenaryFormat = (typeof plenaryFormats)[number];

export class PlenaryFileQuery extends PlenaryListQuery {
  @Choice(plenaryFormats)
  format: PlenaryFormat;

  @Choice(officialLanguages)
  language: OfficialLanguage;
}

/** A published signatory as a session hears of it. Nothing of it is private. */
export class PlenarySignatoryDto {
  @ApiProperty({ description: 'Of its public page' }) publicId: string;
  @ApiProperty() nameEn: string;
  @ApiProperty() nameFr: string;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Day of joining as exactly as known: 2014, 2014-05 or 2014-05-13',
  })
  signedOn: string | null;
  @ApiProperty({ format: 'date', description: 'Day of publication' }) publishedOn: string;
  @ApiProperty({ enum: pillarCodes, isArray: true, description: 'With a pledge' })
  pillars: PillarCode[];
}

/** Demonstration data, and signatories on hold, are left out. */
export class PlenaryListDto {
  @ApiProperty({ format: 'date' }) since: string;
  @ApiProperty({ type: [PlenarySignatoryDto], description: 'Joined on that day or later' })
  joined: PlenarySignatoryDto[];
  @ApiProperty({
    type: [PlenarySignatoryDto],
    description: 'Published since that day, but joined earlier or on a day that is not known',
  })
  entered: PlenarySignatoryDto[];
}

import { Type } from 'class-transformer';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { authorityKinds, type AuthorityKind } from '../../../../../contract/kinds.js';
import {
  ArePlainNames,
  IsPastDate,
  IsPlainName,
  IsTargetYear,
  Line,
  Lines,
  NumberField,
  WebAddress,
} from '../../../platform/http/decorators.js';

const most = (max: number) => ({ context: { max } });

/**
 * Who joins. Names are as the authority writes itself; the English and French ones are asked for
 * because the register speaks both.
 */
export class AuthoritySection {
  @ApiProperty({ enum: authorityKinds, example: 'municipality' })
  @IsNotEmpty()
  @IsIn(authorityKinds)
  kind: AuthorityKind;

  @ApiProperty({ description: 'ISO 3166-1 alpha-2', example: 'DE' })
  @IsNotEmpty()
  @IsISO31661Alpha2()
  @Matches(/^[A-Z]{2}$/)
  countryCode: string;

  @ApiProperty({ description: 'Name in the official language and script', example: 'Köln' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  nameOfficial: string;

  @ApiPropertyOptional({ example: 'Cologne' })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  nameEn?: string;

  @ApiPropertyOptional({ example: 'Cologne' })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  nameFr?: string;

  @ApiPropertyOptional({
    description: 'Admin unit it lies in, to tell places of one name apart',
    example: 'Nordrhein-Westfalen',
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(100, most(100))
  @IsPlainName()
  region?: string;

  @ApiPropertyOptional({ example: 'https://www.stadt-koeln.de' })
  @WebAddress()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true })
  @MaxLength(300, most(300))
  website?: string;

  @ApiPropertyOptional({ example: 1084831 })
  @NumberField()
  @IsOptional()
  @IsInt()
  @Min(1, { context: { min: 1 } })
  @Max(100_000_000, most(100_000_000))
  population?: number;

  @ApiPropertyOptional({
    description: "GeoNames' number of the place it was chosen from; evidence for staff",
    example: 2886242,
  })
  @NumberField()
  @IsOptional()
  @IsInt()
  @Min(1, { context: { min: 1 } })
  @Max(2_147_483_647, most(2_147_483_647))
  placeId?: number;

  @ApiPropertyOptional({
    description: 'Of an association: the authorities that sign together with it, one name a line',
    example: 'Landkreis Calw\nLandkreis Rottweil',
  })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(10_000, most(10_000))
  @ArePlainNames(most(150))
  jointSignatories?: string;
}

/** Where it is on the map, in degrees (WGS 84): the town hall, or the middle of a region. */
export class PlaceSection {
  @ApiProperty({ example: 50.9375 })
  @NumberField()
  @IsNotEmpty()
  @IsNumber()
  @Min(-90, { context: { min: -90 } })
  @Max(90, most(90))
  latitude: number;

  @ApiProperty({ example: 6.9603 })
  @NumberField()
  @IsNotEmpty()
  @IsNumber()
  @Min(-180, { context: { min: -180 } })
  @Max(180, most(180))
  longitude: number;
}

/** The elected person who signs for the authority. Private. */
export class SignerSection {
  @ApiProperty()
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  name: string;

  @ApiProperty({ example: 'Mayor' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  office: string;
}

class ContactPerson {
  @ApiProperty()
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  name: string;

  @ApiPropertyOptional()
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  office?: string;

  @ApiPropertyOptional()
  @Line()
  @IsOptional()
  @IsString()
  @Matches(/^\+?[0-9 ()./-]{5,30}$/)
  phone?: string;
}

/** The officer who handles the case; mails go there. Private. */
export class ContactSection extends ContactPerson {
  @ApiProperty({ format: 'email' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(254, most(254))
  @IsEmail()
  email: string;
}

/** The same person as a paper names it: not every paper has an address for mails. */
export class PaperContactSection extends ContactPerson {
  @ApiPropertyOptional({ format: 'email' })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(254, most(254))
  @IsEmail()
  email?: string;
}

export const decisionBodies = ['council', 'executive', 'assembly', 'other'] as const;

/** The decision of the authority's own body to join. Its date is the date of joining. */
export class DecisionSection {
  @ApiProperty({ enum: decisionBodies })
  @IsNotEmpty()
  @IsIn(decisionBodies)
  body: (typeof decisionBodies)[number];

  @ApiProperty({ format: 'date', example: '2026-03-12' })
  @Line()
  @IsNotEmpty()
  @IsPastDate()
  decidedOn: string;
}

/** One of the Pact's actions that the authority pledges. */
export class PledgedAction {
  @ApiProperty({ example: 'prevention.training' })
  @IsNotEmpty()
  @IsString()
  @MaxLength(60, most(60))
  code: string;

  @ApiPropertyOptional({ example: 2028 })
  @NumberField()
  @IsOptional()
  @IsTargetYear()
  targetYear?: number;

  @ApiPropertyOptional({
    description: 'The department or service that leads on it; public',
    example: 'Youth welfare office',
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(120, most(120))
  leadDepartment?: string;
}

/** A pledge in the authority's own words. */
export class OwnPledge {
  @ApiProperty()
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(500, most(500))
  text: string;

  @ApiPropertyOptional({ example: 2028 })
  @NumberField()
  @IsOptional()
  @IsTargetYear()
  targetYear?: number;

  @ApiPropertyOptional({
    description: 'The department or service that leads on it; public',
    example: 'Youth welfare office',
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(120, most(120))
  leadDepartment?: string;
}

/**
 * The pledges under one pillar: at least one, or the reason why not yet (checked by
 * `isPillarAnswered`).
 */
export class PillarSection {
  @ApiProperty({ type: [PledgedAction] })
  @IsArray()
  @ArrayMaxSize(30, most(30))
  @ArrayUnique((action: PledgedAction | null) => action?.code)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PledgedAction)
  actions: PledgedAction[] = [];

  @ApiProperty({ type: [OwnPledge] })
  @IsArray()
  @ArrayMaxSize(10, most(10))
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OwnPledge)
  ownWords: OwnPledge[] = [];

  @ApiPropertyOptional({ description: 'Why there is no pledge under this pillar yet' })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(500, most(500))
  notYet?: string;
}

/** The declaration that whoever sends this may do so, and that the answers are true. */
export class DeclarationSection {
  @ApiProperty({ enum: [true] })
  @Equals(true)
  accepted: true;
}

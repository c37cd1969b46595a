import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  authorityKinds,
  type AuthorityKind,
  progressStates,
  type ProgressState as Progress,
} from '../../../../contract/kinds.js';
import {
  EachLine,
  IsPartialDate,
  IsPlainName,
  Line,
  Lines,
  NumberField,
  WebAddress,
  WikidataNumber,
} from '../../platform/http/decorators.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';

const most = (max: number) => ({ context: { max } });
const least = (min: number) => ({ context: { min } });

/** A pledge as staff write it: an action of the Pact, or own words. */
export class ContentPledgeDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'Of a pledge that is there already; a new one has none',
  })
  @IsOptional()
  @IsUUID()
  id?: string | null;

  @ApiProperty({ enum: pillarCodes })
  @IsNotEmpty()
  @IsIn(pillarCodes)
  pillar: PillarCode;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'prevention.training' })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(60, most(60))
  action?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(500, most(500))
  ownWords?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'de' })
  @Line()
  @IsOptional()
  @IsString()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  ownWordsLanguage?: string | null;

  @ApiPropertyOptional({ type: Number, nullable: true, example: 2028 })
  @NumberField()
  @IsOptional()
  @IsInt()
  @Min(2010, least(2010))
  @Max(2100, most(2100))
  targetYear?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(120, most(120))
  leadDepartment?: string | null;

  @ApiProperty({ enum: progressStates })
  @IsNotEmpty()
  @IsIn(progressStates)
  progress: Progress;

  @ApiPropertyOptional({ type: String, nullable: true })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(500, most(500))
  progressNote?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @WebAddress()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true })
  @MaxLength(300, most(300))
  evidenceUrl?: string | null;
}

/**
 * All that staff may write about a signatory. State, dates of publishing and version are not among
 * it: those are decisions.
 */
export class SignatoryContentDto {
  @ApiProperty({ enum: authorityKinds })
  @IsNotEmpty()
  @IsIn(authorityKinds)
  kind: AuthorityKind;

  @ApiProperty({ description: 'ISO 3166-1 alpha-2', example: 'DE' })
  @IsNotEmpty()
  @IsISO31661Alpha2()
  @Matches(/^[A-Z]{2}$/)
  countryCode: string;

  @ApiPropertyOptional({ type: String, nullable: true })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(100, most(100))
  @IsPlainName()
  region?: string | null;

  @ApiProperty({ example: 'Köln' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  nameOfficial: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'BCP 47 tag of the language of the official name',
    example: 'de',
  })
  @Line()
  @IsOptional()
  @IsString()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  nameOfficialLanguage?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The official name stands in for it',
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  nameEn?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The English name stands in for it',
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  nameFr?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @WebAddress()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true })
  @MaxLength(300, most(300))
  website?: string | null;

  @ApiPropertyOptional({ type: Number, nullable: true })
  @NumberField()
  @IsOptional()
  @IsInt()
  @Min(1, least(1))
  @Max(100_000_000, most(100_000_000))
  population?: number | null;

  @ApiPropertyOptional({ type: Number, nullable: true })
  @NumberField()
  @IsOptional()
  @IsNumber()
  @Min(-90, least(-90))
  @Max(90, most(90))
  latitude?: number | null;

  @ApiPropertyOptional({ type: Number, nullable: true })
  @NumberField()
  @IsOptional()
  @IsNumber()
  @Min(-180, least(-180))
  @Max(180, most(180))
  longitude?: number | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'As exactly as it is known: 2014, 2014-05 or 2014-05-13',
    example: '2014-05-13',
  })
  @Line()
  @IsOptional()
  @IsPartialDate()
  signedOn?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Where it can be read that the authority joined',
  })
  @WebAddress()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true })
  @MaxLength(500, most(500))
  sourceUrl?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description:
      'Under which number Wikidata knows the authority; the address of its page there is taken as well. No two authorities have the same',
    example: 'Q90',
  })
  @WikidataNumber()
  @IsOptional()
  @IsString()
  @Matches(/^Q[1-9][0-9]{0,9}$/)
  wikidataId?: string | null;

  @ApiProperty({
    type: [String],
    description: 'Of an association: the authorities that sign together with it',
  })
  @EachLine()
  @IsArray()
  @ArrayMaxSize(200, most(200))
  @IsString({ each: true })
  @MaxLength(150, { each: true, ...most(150) })
  @IsPlainName({ each: true })
  jointSignatories: string[] = [];

  @ApiProperty({ type: [ContentPledgeDto] })
  @IsArray()
  @ArrayMaxSize(160, most(160))
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ContentPledgeDto)
  pledges: ContentPledgeDto[] = [];
}

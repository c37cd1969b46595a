import { Type } from 'class-transformer';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { progressStates, type ProgressState as Progress } from '../../../../../contract/kinds.js';
import { pillarCodes, type PillarCode } from '../../../../../contract/pillars.js';
import { IsPlainName, Line, Lines, WebAddress } from '../../../platform/http/decorators.js';

const most = (max: number) => ({ context: { max } });

/** What a signatory reports about one of its pledges. Public once staff have approved it. */
export class PledgeReport {
  @ApiProperty({ format: 'uuid' })
  @IsNotEmpty()
  @IsUUID()
  pledgeId: string;

  @ApiProperty({ enum: progressStates })
  @IsNotEmpty()
  @IsIn(progressStates)
  progress: Progress;

  @ApiPropertyOptional({ description: 'What was done, or why it was dropped' })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(500, most(500))
  note?: string;

  @ApiPropertyOptional({
    description: 'A public page that shows it',
    example: 'https://www.town.eu/training',
  })
  @WebAddress()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true })
  @MaxLength(300, most(300))
  evidenceUrl?: string;
}

/** A report on the pledges, on as many of them as there is something to say about. */
export class ProgressSection {
  @ApiProperty({ type: [PledgeReport] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(160, most(160))
  @ArrayUnique((report: PledgeReport | null) => report?.pledgeId)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PledgeReport)
  reports: PledgeReport[] = [];
}

/** A good practice that a signatory shares with others. Public once staff have approved it. */
export class PracticeSection {
  @ApiProperty({ example: 'A safe-sport charter for every club' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  title: string;

  @ApiProperty({ enum: pillarCodes })
  @IsNotEmpty()
  @IsIn(pillarCodes)
  pillar: PillarCode;

  @ApiProperty({ description: 'What was done' })
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(3000, most(3000))
  whatWasDone: string;

  @ApiProperty({ description: 'For whom' })
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(500, most(500))
  forWhom: string;

  @ApiProperty({ description: 'What came of it' })
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(1500, most(1500))
  result: string;

  @ApiPropertyOptional({
    description: 'Languages in which more about it can be had',
    example: 'German, English',
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(150, most(150))
  @IsPlainName()
  alsoIn?: string;

  @ApiPropertyOptional({
    description:
      'Whom others may ask: an office with its address. Published as it is written; leave it out and nobody is named.',
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(200, most(200))
  whomToAsk?: string;
}

/** Why a signatory wants to leave the Pact. For staff only. */
export class LeavingSection {
  @ApiProperty()
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(1500, most(1500))
  reason: string;
}

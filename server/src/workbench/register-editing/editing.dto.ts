import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Lines, NumberField } from '../../platform/http/decorators.js';
import { contentFields, type ContentField } from '../../register/signatories/content-changes.js';
import { revisionCauses, type RevisionCause } from '../../register/versions/revisions.service.js';
import {
  ContentPledgeDto,
  SignatoryContentDto,
} from '../../register/signatories/signatory-content.dto.js';
import { SignatoryHeadDto } from './signatories.dto.js';

const most = (max: number) => ({ context: { max } });

export class EditedSignatoryDto extends SignatoryHeadDto {
  @ApiProperty({ type: SignatoryContentDto }) content: SignatoryContentDto;
}

export class EditSignatoryDto {
  @ApiProperty({
    type: SignatoryContentDto,
    description: 'All that the register shall say; what is left out is taken away',
  })
  @IsNotEmpty()
  @IsObject()
  @ValidateNested()
  @Type(() => SignatoryContentDto)
  content: SignatoryContentDto;

  @ApiProperty({ description: 'Why; for colleagues, kept with the version' })
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(1000, most(1000))
  reason: string;
}

export class RestoreVersionDto {
  @ApiProperty({ description: 'The number of the version that shall be the newest one again' })
  @IsNotEmpty()
  @IsInt()
  @Min(1)
  number: number;

  @ApiProperty()
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(1000, most(1000))
  reason: string;
}

export class ContentFieldChangeDto {
  @ApiProperty({ enum: contentFields }) field: ContentField;
  @ApiProperty({ type: String, nullable: true }) before: string | null;
  @ApiProperty({ type: String, nullable: true }) after: string | null;
}

export class KeptPledgeDto extends ContentPledgeDto {
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day of its last report',
  })
  reportedOn: string | null;
}

export class ContentPledgeChangeDto {
  @ApiProperty({ type: KeptPledgeDto, nullable: true }) before: KeptPledgeDto | null;
  @ApiProperty({ type: KeptPledgeDto, nullable: true }) after: KeptPledgeDto | null;
}

/** The difference between two versions. */
export class ContentChangesDto {
  @ApiProperty({ type: [ContentFieldChangeDto] }) fields: ContentFieldChangeDto[];
  @ApiProperty({ type: [ContentPledgeChangeDto] }) pledges: ContentPledgeChangeDto[];
}

export class RevisionDto {
  @ApiProperty() number: number;
  @ApiProperty({ enum: revisionCauses }) cause: RevisionCause;
  @ApiProperty() reason: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The colleague; null for what stood before the first change',
  })
  by: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The case that it came from',
  })
  submissionId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) importId: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'The version that was restored' })
  restored: number | null;
}

export class SignatoryEventDto {
  @ApiProperty() seq: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ example: 'signatory.publish' }) action: string;
  @ApiProperty({ enum: ['applicant', 'staff', 'system'] }) actorKind: string;
  @ApiProperty({ type: String, nullable: true }) actorName: string | null;
}

export class HistoryDto {
  @ApiProperty({ type: SignatoryHeadDto }) signatory: SignatoryHeadDto;
  @ApiProperty({
    type: [RevisionDto],
    description: 'The newest first; empty while nothing was ever changed',
  })
  revisions: RevisionDto[];
  @ApiProperty({
    type: [SignatoryEventDto],
    description: 'What the audit trail says of it, oldest first',
  })
  events: SignatoryEventDto[];
}

export class CompareQuery {
  @ApiProperty({ description: 'Number of the older version' })
  @NumberField()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  from: number;

  @ApiProperty({ description: 'Number of the newer version' })
  @NumberField()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  to: number;
}

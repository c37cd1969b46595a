import { KeptStepDto } from '../../register/signatories/kept-step.dto.js';
import { ApiProperty } from '@nestjs/swagger';
import { FreeText } from '../../platform/http/fields/text.js';
import { Integer, WholeNumber } from '../../platform/http/fields/numbers.js';
import { Nested } from '../../platform/http/fields/things.js';
import { contentFields, type ContentField } from '../../register/signatories/content-changes.js';
import { revisionCauses, type RevisionCause } from '../../register/versions/revisions.service.js';
import {
  ContentPledgeDto,
  SignatoryContentDto,
  WantedContentDto,
} from '../../register/signatories/signatory-content.dto.js';
import { SignatoryHeadDto } from './signatories.dto.js';

export class EditedSignatoryDto extends SignatoryHeadDto {
  @ApiProperty({ type: SignatoryContentDto }) content: SignatoryContentDto;
}

export class EditSignatoryDto {
  @Nested(WantedContentDto, {
    description: 'The complete new content; fields that are left out are cleared',
  })
  content: WantedContentDto;

  @FreeText(1000, { description: 'Why; for colleagues, kept with the version' })
  reason: string;

  @FreeText(500, {
    optional: true,
    nullable: true,
    description:
      'Why an authority outside Europe joins; needed when the country becomes such a one',
  })
  countryReason?: string | null;
}

export class RestoreVersionDto {
  @Integer({ min: 1, description: 'The number of the version to restore' })
  number: number;

  @FreeText(1000)
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
    description: 'The date of its last report',
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
    description: 'The colleague; null for the version before the first change',
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
  @ApiProperty({ type: [KeptStepDto], description: 'What was done with it and why, oldest first' })
  steps: KeptStepDto[];
  @ApiProperty({ type: SignatoryHeadDto }) signatory: SignatoryHeadDto;
  @ApiProperty({
    type: [RevisionDto],
    description: 'The newest first; empty while nothing was ever changed',
  })
  revisions: RevisionDto[];
  @ApiProperty({
    type: [SignatoryEventDto],
    description: 'Its events in the audit trail, oldest first',
  })
  events: SignatoryEventDto[];
}

export class CompareQuery {
  @WholeNumber(1, 1_000_000, { description: 'Number of the older version' })
  from: number;

  @WholeNumber(1, 1_000_000, { description: 'Number of the newer version' })
  to: number;
}

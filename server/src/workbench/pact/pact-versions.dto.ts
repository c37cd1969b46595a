import { ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { pactWordings, type PactWording } from '../../../../contract/pact-content.js';
import { PastDay } from '../../platform/http/fields/days.js';
import { ShortText, WebAddress } from '../../platform/http/fields/text.js';
import { PactContentDto } from './pact-content.dto.js';

export class PactGapDto {
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty({ description: 'Missing texts' }) missing: number;
  @ApiProperty({ description: 'Translations left unchanged although English or French changed' })
  outdated: number;
}

/** A version as staff see it. */
export class StaffPactVersionDto {
  @ApiProperty() number: number;
  @ApiProperty({ format: 'date-time' }) publishedAt: Date;
  @ApiProperty({ type: String, nullable: true, description: 'Null: it came with the program' })
  publishedBy: string | null;
  @ApiProperty({ enum: pactWordings }) wording: PactWording;
  @ApiProperty({ type: String, format: 'date', nullable: true }) approvedOn: string | null;
  @ApiProperty({ type: String, nullable: true }) approvalDocument: string | null;
  @ApiProperty({ type: String, nullable: true }) approvalUrl: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The colleague who recorded it' })
  approvedBy: string | null;
  @ApiProperty({ description: 'For If-Match' }) revision: number;
  @ApiProperty({ description: 'Pledges that were made under it' }) pledges: number;
}

/**
 * The content that an administrator edits: the version being prepared, or the one in force to start
 * from.
 */
export class PactDraftDto {
  @ApiProperty({ description: 'Whether someone has started a new version' }) begun: boolean;
  @ApiProperty({ type: PactContentDto }) content: PactContentDto;
  @ApiProperty({ type: [PactGapDto] }) gaps: PactGapDto[];
  @ApiProperty({ description: 'For If-Match' }) version: number;
  @ApiProperty({ format: 'date-time' }) changedAt: Date;
  @ApiProperty({ type: String, nullable: true }) changedBy: string | null;
}

export class PactVersionsDto {
  @ApiProperty({ type: [StaffPactVersionDto], description: 'Newest first' })
  versions: StaffPactVersionDto[];
  @ApiProperty({ type: PactContentDto, description: 'The content of the version in force' })
  inForce: PactContentDto;
  @ApiProperty({ type: PactDraftDto }) draft: PactDraftDto;
}

/** The document in which the Congress approved a wording. */
export class PactApprovalDto {
  @PastDay({ description: 'When the Congress approved it' })
  approvedOn: string;

  @ShortText(200, { description: 'The document that says so', example: 'CPL/Bur(2026)12, item 5' })
  document: string;

  @WebAddress(300, { optional: true, nullable: true })
  url?: string | null;
}

import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { languages, type Language } from '../../../../contract/languages.js';
import { DocumentDto } from '../../joining/submissions/submissions.dto.js';
import { Choice, Flag } from '../../platform/http/fields/choices.js';
import {
  submissionStates,
  type SubmissionState,
} from '../../joining/submissions/submission.workflow.js';

const sections = {
  type: 'object',
  additionalProperties: { type: 'object', additionalProperties: true },
} as const;

/** A paper entry in progress: everything as typed, valid or not. */
export class EntryFormDto {
  @Choice(languages, { description: 'In which the contact is written to' })
  language: Language;

  @Flag({
    optional: true,
    default: false,
    description: 'Automatic e-mails to the contact are turned off; only requested ones are sent',
  })
  noAutomaticMail: boolean = false;

  @ApiProperty({
    ...sections,
    description:
      'The sections of an endorsement as typed; they are validated when the entry is submitted',
  })
  @IsObject()
  @IsObject({ each: true })
  sections: Record<string, Record<string, unknown>>;
}

export class BeginEntryDto {
  @Choice(languages, { optional: true, default: 'en' })
  language: Language = 'en';
}

export class EntryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'KD7Q2MXR' }) reference: string;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty() version: number;
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty() noAutomaticMail: boolean;
  @ApiProperty(sections) sections: Record<string, Record<string, unknown>>;
  @ApiProperty({ type: [DocumentDto] }) documents: DocumentDto[];
  @ApiProperty({ format: 'date-time' }) savedAt: string;
}

/** A paper entry that its author has not finished. */
export class UnfinishedEntryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'KD7Q2MXR' }) reference: string;
  @ApiProperty({ enum: ['draft', 'changes_requested'] }) state: 'draft' | 'changes_requested';
  @ApiProperty({ description: 'Empty while no name is typed' }) authorityName: string;
  @ApiProperty({ format: 'date-time' }) savedAt: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is deleted unless someone continues it',
  })
  until: string | null;
}

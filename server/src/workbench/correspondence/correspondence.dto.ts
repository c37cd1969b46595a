import { ApiProperty } from '@nestjs/swagger';
import { allReasonCodes, type ReasonCode } from '../../../../contract/reason-codes.js';
import { limits } from '../../platform/config/limits.js';
import {
  findings as documentFindings,
  scans,
  type Finding,
  type Scan,
} from '../../platform/documents/document.entity.js';
import { FreeText } from '../../platform/http/fields/text.js';
import { Ids } from '../../platform/http/fields/things.js';
import { FieldCommentDto } from '../decisions/decision.dto.js';

/** A message of a colleague to an authority about its case. */
export class SendMessageDto {
  @FreeText(limits.messageLength, {
    showLimit: true,
    description: 'The contact gets it by mail and reads it on the page of the case',
  })
  message: string;

  @Ids(limits.attachmentsAtOnce, {
    optional: true,
    description: 'Files that the colleague uploaded for it',
  })
  files?: string[];
}

export const timelineKinds = ['message', 'mail', 'note', 'decision', 'step', 'reporting'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Other parts of the mail that a message came in. Everything in it is only a claim. */
export class MailedPartsDto {
  @ApiProperty({ description: 'The history that it quoted' }) rest: string;
  @ApiProperty({ type: [String], description: 'Names of its files, which were not kept' })
  attachments: string[];
  @ApiProperty({ description: 'A program wrote it, such as an out-of-office notice' })
  isAutomatic: boolean;
  @ApiProperty({ description: 'Says so of itself as lists do, or mail programs of some offices' })
  mayBeAutomatic: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The address that it claims to be from, when that is not the proven one',
  })
  otherSender: string | null;
}

/** A file that a colleague uploaded for a note or a message. */
export class UploadedAttachmentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'As its sender named it' }) fileName: string;
  @ApiProperty() mediaType: string;
  @ApiProperty() bytes: number;
}

/** A file of a message or a note. */
export class AttachmentDto extends UploadedAttachmentDto {
  @ApiProperty({ enum: scans, description: 'The result of the virus scan' }) scan: Scan;
  @ApiProperty({ enum: documentFindings, isArray: true, description: 'Active content in it' })
  findings: Finding[];
}

/** One item of the timeline. Its text is plain text. */
export class TimelineItemDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: timelineKinds }) kind: TimelineKind;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ description: 'Whether the authority wrote it' }) byAuthority: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The colleague who wrote or decided' })
  by: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The template of a mail, the verdict of a decision, the action of a step',
  })
  what: string | null;
  @ApiProperty({ enum: allReasonCodes, enumName: 'ReasonCode', type: String, nullable: true })
  reasonCode: ReasonCode | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a mail' }) subject: string | null;
  @ApiProperty({ description: 'The whole text; empty where none was written or it is not kept' })
  text: string;
  @ApiProperty({ type: [AttachmentDto], description: 'Of a message or a note' })
  files: AttachmentDto[];
  @ApiProperty({ type: [FieldCommentDto], description: 'Of a request for changes' })
  comments: FieldCommentDto[];
  @ApiProperty({
    enum: ['queued', 'sent', 'dead', 'returned'],
    type: String,
    nullable: true,
    description: 'The state of the mail, or of the mail with a message; null without one',
  })
  mailState: 'queued' | 'sent' | 'dead' | 'returned' | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Of a decision or a step: whether the contact was written to',
  })
  mailed: boolean | null;
  @ApiProperty({ description: 'A message of the authority that nobody has read or answered' })
  unread: boolean;
  @ApiProperty({
    type: MailedPartsDto,
    nullable: true,
    description: 'Of a message that came by mail',
  })
  mail: MailedPartsDto | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of the case that it is about' })
  reference: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'In which the words to it are' })
  language: string | null;
}

export class TimelineDto {
  @ApiProperty({ type: [TimelineItemDto], description: 'The newest first' })
  items: TimelineItemDto[];
}

export class CaseTimelineDto extends TimelineDto {
  @ApiProperty({ description: 'How many messages there are; the version for If-Match' })
  messages: number;
  @ApiProperty({ description: 'Messages of the authority that nobody has read or answered' })
  unread: number;
  @ApiProperty({ description: 'Whether a message can be sent to the contact' }) mayWrite: boolean;
}

import { ApiProperty } from '@nestjs/swagger';
import { Id, Ids } from '../../platform/http/fields/things.js';
import { FreeText, ShortText, Verbatim } from '../../platform/http/fields/text.js';
import { Flag } from '../../platform/http/fields/choices.js';
import { limits } from '../../platform/config/limits.js';
import { DeciderDto, ViewerDto } from '../queue/queue.dto.js';

export class HoldDto {
  @Flag({ optional: true, description: 'Also when a colleague holds it' })
  takeOver?: boolean;
}

/** Who has a case open now. */
export class LeaseDto {
  @ApiProperty() mine: boolean;
  @ApiProperty({ type: ViewerDto }) holder: ViewerDto;
}

export class AssignDto {
  @Id({ nullable: true, description: 'Null: nobody' })
  colleagueId: string | null;
}

export class AssignmentDto {
  @ApiProperty({ type: DeciderDto, nullable: true }) colleague: DeciderDto | null;
  @ApiProperty() version: number;
}

export class NoteTextDto {
  @FreeText(limits.noteLength, {
    showLimit: true,
    description: '`@Full Name` notifies that colleague by mail',
  })
  text: string;

  @Ids(limits.attachmentsAtOnce, {
    optional: true,
    description: 'Files that the colleague uploaded for it',
  })
  files?: string[];
}

/** Kept exactly as typed: it may be empty or end with a space. */
export class NoteDraftDto {
  @Verbatim(limits.noteLength, { showLimit: true, mayBeEmpty: true })
  text: string;
}

export class CaseNoteDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: DeciderDto }) author: DeciderDto;
  @ApiProperty() text: string;
  @ApiProperty({ format: 'date-time' }) postedAt: string;
}

export class KeptDraftDto {
  @ApiProperty() text: string;
  @ApiProperty({ description: '0 when there is none' }) version: number;
}

export class CaseNotesDto {
  @ApiProperty({ type: [CaseNoteDto] }) notes: CaseNoteDto[];
  @ApiProperty({
    type: KeptDraftDto,
    description: "The signed-in colleague's unposted draft",
  })
  draft: KeptDraftDto;
}

export class SaveViewDto {
  @ShortText(60, { showLimit: true })
  name: string;

  @Verbatim(2000, {
    mayBeEmpty: true,
    description: 'The filters as the queue takes them, without `?`',
    example: 'show=waiting&country=FR,DE',
  })
  query: string;

  @Flag({ description: 'Whether every colleague sees it' })
  shared: boolean;
}

export class SavedViewDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() query: string;
  @ApiProperty() shared: boolean;
  @ApiProperty({ type: DeciderDto }) owner: DeciderDto;
  @ApiProperty({ description: 'Whether the signed-in colleague may remove it' }) removable: boolean;
}

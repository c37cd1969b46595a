import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { Line } from '../../platform/http/decorators.js';
import { cleanLines } from '../../platform/text/text.js';
import { limits } from '../../platform/config/limits.js';
import { DeciderDto, ViewerDto } from '../queue/queue.dto.js';

export class HoldDto {
  @ApiPropertyOptional({ description: 'Also when a colleague holds it' })
  @IsOptional()
  @IsBoolean()
  takeOver?: boolean;
}

/** Who looks at a case now. */
export class LeaseDto {
  @ApiProperty() mine: boolean;
  @ApiProperty({ type: ViewerDto }) holder: ViewerDto;
}

export class AssignDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: nobody' })
  @IsDefined()
  @ValidateIf((_, value) => value !== null)
  @IsUUID()
  colleagueId: string | null;
}

export class AssignmentDto {
  @ApiProperty({ type: DeciderDto, nullable: true }) colleague: DeciderDto | null;
  @ApiProperty() version: number;
}

export class NoteTextDto {
  @ApiProperty({
    maxLength: limits.noteLength,
    description: '`@Full Name` tells that colleague by mail',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? cleanLines(value) : value,
  )
  @IsNotEmpty()
  @IsString()
  @MaxLength(limits.noteLength, { context: { max: limits.noteLength } })
  text: string;
}

/** As it is typed: also nothing, and also a blank at the end. */
export class NoteDraftDto {
  @ApiProperty({ maxLength: limits.noteLength })
  @IsDefined()
  @IsString()
  @MaxLength(limits.noteLength, { context: { max: limits.noteLength } })
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
    description: 'What the signed-in colleague typed and did not post',
  })
  draft: KeptDraftDto;
}

export class SaveViewDto {
  @ApiProperty({ maxLength: 60 })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(60, { context: { max: 60 } })
  name: string;

  @ApiProperty({
    description: 'The filters as the queue takes them, without `?`',
    example: 'show=waiting&country=FR,DE',
  })
  @IsDefined()
  @IsString()
  @MaxLength(2000)
  query: string;

  @ApiProperty({ description: 'Whether every colleague sees it' })
  @IsBoolean()
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

import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { AssignmentsService } from './assignments.service.js';
import {
  AssignDto,
  AssignmentDto,
  CaseNotesDto,
  HoldDto,
  KeptDraftDto,
  LeaseDto,
  NoteDraftDto,
  NoteTextDto,
  SavedViewDto,
  SaveViewDto,
} from './collaboration.dto.js';
import { LeasesService, requireCase } from './leases.service.js';
import { NotesService } from './notes.service.js';
import { DeciderDto } from '../queue/queue.dto.js';
import { SavedViewsService } from './saved-views.service.js';

/**
 * Teamwork around a case, without deciding it: assignments, who has it open, notes and saved views.
 */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class CollaborationController {
  constructor(
    private readonly database: DataSource,
    private readonly leases: LeasesService,
    private readonly assignments: AssignmentsService,
    private readonly notes: NotesService,
    private readonly views: SavedViewsService,
  ) {}

  @Get('deciders')
  @ApiOperation({
    summary:
      'The colleagues who decide on cases: who a case can be assigned to, or who can be mentioned',
  })
  @ApiOkResponse({ type: [DeciderDto] })
  colleagues(): Promise<DeciderDto[]> {
    return this.assignments.colleagues(this.database.manager);
  }

  @Put('submissions/:id/assignee')
  @ApiOperation({ summary: 'Assign a case to a colleague, to yourself or to nobody' })
  @Versioned({
    seen: 'The version of the assignment that the colleague saw',
    meanwhile: 'It has since been assigned to someone; says to whom',
  })
  @ApiOkResponse({ type: AssignmentDto })
  assign(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { colleagueId }: AssignDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<AssignmentDto> {
    return this.assignments.assign(id, colleagueId, staff, seen);
  }

  @Put('submissions/:id/lease')
  @ApiOperation({
    summary: 'Take or renew the lease on a case, every 15 seconds; returns its holder',
  })
  @ApiOkResponse({ type: LeaseDto })
  hold(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { takeOver }: HoldDto,
    @CurrentStaff() staff: Staff,
  ): Promise<LeaseDto> {
    return this.leases.hold(id, staff, takeOver === true);
  }

  @Delete('submissions/:id/lease')
  @HttpCode(204)
  @ApiOperation({ summary: 'Release the lease on a case' })
  @ApiNoContentResponse()
  release(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff): Promise<void> {
    return this.leases.release(id, staff);
  }

  @Get('submissions/:id/notes')
  @ApiOperation({ summary: 'The notes on a case, and what one typed oneself and did not post' })
  @ApiOkResponse({ type: CaseNotesDto })
  async listNotes(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<CaseNotesDto> {
    return this.database.transaction(async (manager) => {
      await requireCase(manager, id);
      return this.notes.of(manager, id, staff);
    });
  }

  @Put('submissions/:id/notes/draft')
  @ApiOperation({ summary: 'Save a draft of your note' })
  @Versioned({
    seen: 'The version of the draft that the page holds; "0" for none',
    meanwhile: 'Another window has saved something newer',
  })
  @ApiOkResponse({ type: KeptDraftDto })
  keepDraft(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { text }: NoteDraftDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<KeptDraftDto> {
    return this.notes.keep(id, text, staff, seen);
  }

  @Post('submissions/:id/notes')
  @ApiOperation({ summary: 'Post a note; everyone it mentions gets an e-mail' })
  @Versioned({
    seen: 'The version of the draft that the page holds; "0" for none',
    meanwhile: 'Another window has saved something newer',
  })
  @ApiCreatedResponse({ type: CaseNotesDto })
  postNote(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() note: NoteTextDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<CaseNotesDto> {
    return this.notes.post(id, note, staff, seen);
  }

  @Get('saved-views')
  @ForStaff('reviewer', 'publisher', 'administrator')
  @ApiOperation({ summary: 'Your own saved views of the queue, and the shared ones' })
  @ApiOkResponse({ type: [SavedViewDto] })
  listViews(@CurrentStaff() staff: Staff): Promise<SavedViewDto[]> {
    return this.views.list(staff);
  }

  @Post('saved-views')
  @ApiOperation({ summary: 'Save the filters of the queue under a name' })
  @ApiCreatedResponse({ type: [SavedViewDto] })
  @ApiConflictResponse({ description: 'The name is taken, or there are too many' })
  saveView(@Body() body: SaveViewDto, @CurrentStaff() staff: Staff): Promise<SavedViewDto[]> {
    return this.views.save(body, staff);
  }

  @Delete('saved-views/:id')
  @HttpCode(204)
  @ForStaff('reviewer', 'publisher', 'administrator')
  @ApiOperation({ summary: 'Remove your own view; administrators can also remove shared ones' })
  @ApiNoContentResponse()
  removeView(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff): Promise<void> {
    return this.views.remove(id, staff);
  }
}

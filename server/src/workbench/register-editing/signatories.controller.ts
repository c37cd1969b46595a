import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { RunningExports } from '../../platform/http/running-exports.js';
import { sendTableFile } from '../../platform/spreadsheets/table-file.js';
import { WantedContentDto } from '../../register/signatories/signatory-content.dto.js';
import { SignatoryEditing } from '../../register/versions/signatory-editing.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { MayWait } from '../../accounts/four-eyes/may-wait.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import {
  ContentChangesDto,
  CompareQuery,
  EditedSignatoryDto,
  EditSignatoryDto,
  HistoryDto,
  RestoreVersionDto,
} from './editing.dto.js';
import { ExportsService } from './exports.service.js';
import { HistoryService } from './history.service.js';
import { ExportQuery, SignatoriesQuery, SignatoryRowsDto } from './signatories.dto.js';
import { SignatoryFileDto } from './signatory-file.dto.js';
import { SignatoryFileService } from './signatory-file.service.js';
import { SignatoriesService } from './signatories.service.js';

/** The register as staff see it: every signatory in any state. */
@ApiTags('staff')
@Controller('api/v1/staff/signatories')
@ForStaff('reviewer', 'publisher')
export class SignatoriesController {
  constructor(
    private readonly signatories: SignatoriesService,
    private readonly history: HistoryService,
    private readonly editing: SignatoryEditing,
    private readonly exports: ExportsService,
    private readonly running: RunningExports,
    private readonly files: SignatoryFileService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All signatories, whatever their state' })
  @ApiOkResponse({ type: SignatoryRowsDto })
  list(@Query() query: SignatoriesQuery): Promise<SignatoryRowsDto> {
    return this.signatories.list(query);
  }

  @Get('export')
  @ApiOperation({
    summary: 'Export the filtered signatories as a file; each export is recorded',
  })
  @ApiProduces('text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @Query() query: ExportQuery,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.running.enter('staff', reply.raw);
    await sendTableFile(reply, await this.exports.open(query, staff));
  }

  @Get(':id/file')
  @ApiOperation({ summary: 'Contact, signer, people, cases, documents and reported errors' })
  @ApiOkResponse({ type: SignatoryFileDto })
  @ApiNotFoundResponse()
  file(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<SignatoryFileDto> {
    return this.files.of(id, staff);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A signatory with all that the register says of it' })
  @ApiOkResponse({ type: EditedSignatoryDto })
  @ApiNotFoundResponse()
  one(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<EditedSignatoryDto> {
    return this.history.one(id, staff);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Preview the changes of an edit; nothing is saved' })
  @ApiOkResponse({ type: ContentChangesDto })
  @ApiUnprocessableEntityResponse({ description: 'Wrong fields, each with pointer and key' })
  preview(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() content: WantedContentDto,
  ): Promise<ContentChangesDto> {
    return this.editing.preview(id, content);
  }

  @Put(':id')
  @MayWait()
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Change what the register says of a signatory' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who, when and what differs' })
  @ApiOkResponse({ type: EditedSignatoryDto })
  @ApiConflictResponse({ description: 'Nothing has changed, or another authority has that name' })
  @ApiUnprocessableEntityResponse({ description: 'Wrong fields, each with pointer and key' })
  async edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { content, ...reasons }: EditSignatoryDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<EditedSignatoryDto | ProposedDto> {
    const waiting = await this.editing.edit(id, content, reasons, staff, seen);
    return waiting ?? this.history.one(id, staff);
  }

  @Get(':id/history')
  @ApiOperation({ summary: 'Every version of a signatory and its audit trail' })
  @ApiOkResponse({ type: HistoryDto })
  @ApiNotFoundResponse()
  versions(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<HistoryDto> {
    return this.history.of(id, staff);
  }

  @Get(':id/comparison')
  @ApiOperation({ summary: 'The difference between any two versions' })
  @ApiOkResponse({ type: ContentChangesDto })
  @ApiNotFoundResponse()
  compare(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { from, to }: CompareQuery,
  ): Promise<ContentChangesDto> {
    return this.history.compare(id, from, to);
  }

  @Post(':id/restorations')
  @MayWait()
  @HttpCode(200)
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Restore an earlier version' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who, when and what differs' })
  @ApiOkResponse({ type: EditedSignatoryDto })
  @ApiConflictResponse({ description: 'Nothing has changed, or another authority has that name' })
  async restore(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { number, reason }: RestoreVersionDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<EditedSignatoryDto | ProposedDto> {
    const waiting = await this.editing.restore(id, number, reason, staff, seen);
    return waiting ?? this.history.one(id, staff);
  }
}

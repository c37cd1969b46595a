import { documentKinds } from '../../../../contract/kinds.js';
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
  Req,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { presentDocument } from '../../joining/own-place/applicant.presenter.js';
import { checkDocumentForm, readDocumentForm } from '../../joining/drafts/document-form.js';
import { DocumentDto } from '../../joining/submissions/submissions.dto.js';
import { BeginEntryDto, EntryDto, EntryFormDto, UnfinishedEntryDto } from './paper-entries.dto.js';
import { PaperEntryPresenter } from './paper-entries.presenter.js';
import { PaperEntriesService } from './paper-entries.service.js';

@ApiTags('staff')
@Controller('api/v1/staff/paper-entries')
@ForStaff('reviewer', 'publisher')
export class PaperEntriesController {
  constructor(
    private readonly entries: PaperEntriesService,
    private readonly presenter: PaperEntryPresenter,
  ) {}

  @Get()
  @ApiOperation({
    summary: "The signed-in colleague's unfinished paper entries",
  })
  @ApiOkResponse({ type: [UnfinishedEntryDto] })
  async unfinished(@CurrentStaff() staff: Staff): Promise<UnfinishedEntryDto[]> {
    const entries = await this.entries.unfinished(staff);
    return Promise.all(entries.map((entry) => this.presenter.unfinished(entry)));
  }

  @Post()
  @ApiOperation({ summary: 'Start a paper entry' })
  @ApiCreatedResponse({ type: EntryDto })
  async begin(
    @Body() { language }: BeginEntryDto,
    @CurrentStaff() staff: Staff,
  ): Promise<EntryDto> {
    return this.presenter.present(await this.entries.begin(staff, language));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A paper entry of the signed-in colleague' })
  @ApiOkResponse({ type: EntryDto })
  async one(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<EntryDto> {
    return this.presenter.present(await this.entries.one(staff, id));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Save what is typed, without validating it' })
  @Versioned({ meanwhile: 'It has been changed in another window' })
  @ApiOkResponse({ type: EntryDto })
  @ApiConflictResponse({ description: 'It is already a case' })
  async keep(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() form: EntryFormDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<EntryDto> {
    return this.presenter.present(await this.entries.keep(staff, id, form, seen));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Discard an entry that is not a case yet' })
  @Versioned()
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'It is already a case' })
  async discard(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.entries.discard(staff, id, seen);
  }

  @Post(':id/documents')
  @ApiOperation({ summary: 'Add a scan' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    description: 'Send the kind before the file',
    schema: {
      type: 'object',
      properties: {
        kind: { type: 'string', enum: [...documentKinds] },
        file: { type: 'string', format: 'binary' },
      },
      required: ['kind', 'file'],
    },
  })
  @ApiCreatedResponse({ type: DocumentDto })
  @ApiConflictResponse({ description: 'It is already a case, or has too many documents' })
  @ApiUnprocessableEntityResponse({ description: 'There is no file, or it is refused' })
  async addDocument(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @CurrentStaff() staff: Staff,
  ): Promise<DocumentDto> {
    await this.entries.one(staff, id);
    const { file, fields } = await checkDocumentForm(await readDocumentForm(request));
    return presentDocument(await this.entries.addDocument(staff, id, fields, file));
  }

  @Delete(':id/documents/:documentId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a scan from an entry' })
  @ApiNoContentResponse()
  async removeDocument(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('documentId', ParseUUIDPipe) documentId: string,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.entries.removeDocument(staff, id, documentId);
  }

  @Post(':id/entry')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Submit the paper entry: it becomes a case for another colleague to decide',
  })
  @Versioned()
  @ApiOkResponse({ type: EntryDto })
  @ApiConflictResponse({ description: 'It is already a case' })
  @ApiUnprocessableEntityResponse({ description: 'All errors, each with its section' })
  async enter(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<EntryDto> {
    return this.presenter.present(await this.entries.enter(staff, id, seen));
  }
}

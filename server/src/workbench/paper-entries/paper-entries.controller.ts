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
    summary: 'The papers that the signed-in colleague began to enter and has not finished',
  })
  @ApiOkResponse({ type: [UnfinishedEntryDto] })
  async unfinished(@CurrentStaff() staff: Staff): Promise<UnfinishedEntryDto[]> {
    const entries = await this.entries.unfinished(staff);
    return Promise.all(entries.map((entry) => this.presenter.unfinished(entry)));
  }

  @Post()
  @ApiOperation({ summary: 'Begin to enter an endorsement that came on paper' })
  @ApiCreatedResponse({ type: EntryDto })
  async begin(
    @Body() { language }: BeginEntryDto,
    @CurrentStaff() staff: Staff,
  ): Promise<EntryDto> {
    return this.presenter.present(await this.entries.begin(staff, language));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A paper that the signed-in colleague enters' })
  @ApiOkResponse({ type: EntryDto })
  async one(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<EntryDto> {
    return this.presenter.present(await this.entries.one(staff, id));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Keep what is typed, without judging it' })
  @Versioned({ meanwhile: 'It was changed in another window meanwhile' })
  @ApiOkResponse({ type: EntryDto })
  @ApiConflictResponse({ description: 'It is a case already' })
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
  @ApiOperation({ summary: 'Throw an entry away that is no case yet' })
  @Versioned()
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'It is a case already' })
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
  @ApiConflictResponse({ description: 'It is a case already, or holds too many documents' })
  @ApiUnprocessableEntityResponse({ description: 'No file, or one that cannot be taken' })
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
  @ApiOperation({ summary: 'Enter it: from now on it is a case that another colleague decides' })
  @Versioned()
  @ApiOkResponse({ type: EntryDto })
  @ApiConflictResponse({ description: 'It is a case already' })
  @ApiUnprocessableEntityResponse({ description: 'All that is wrong, each with its section' })
  async enter(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<EntryDto> {
    return this.presenter.present(await this.entries.enter(staff, id, seen));
  }
}

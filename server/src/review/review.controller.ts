import type { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiPreconditionFailedResponse,
  ApiProduces,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { inline } from '../common/content-disposition.js';
import { IfMatch } from '../common/if-match.js';
import type { Document } from '../documents/document.entity.js';
import { DocumentsService } from '../documents/documents.service.js';
import { RegisterService } from '../register/register.service.js';
import type { Staff } from '../staff/staff.entity.js';
import { CurrentStaff, ForStaff } from '../staff/staff.guard.js';
import { CasePresenter } from './cases.presenter.js';
import { QueueService } from './queue.service.js';
import { CaseDto, ChangedSignatoryDto, ChangeSignatoryDto, DecideDto, QueueDto, QueueQuery } from './review.dto.js';
import { ReviewService } from './review.service.js';

const seenVersion = { name: 'If-Match', required: true, description: 'The version that the colleague saw' };

@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class ReviewController {
  constructor(
    private readonly queue: QueueService,
    private readonly cases: CasePresenter,
    private readonly review: ReviewService,
    private readonly register: RegisterService,
    private readonly documents: DocumentsService,
  ) {}

  @Get('submissions')
  @ApiOperation({ summary: 'A queue of cases, longest waiting first' })
  @ApiOkResponse({ type: QueueDto })
  list(@Query() query: QueueQuery): Promise<QueueDto> {
    return this.queue.list(query);
  }

  @Get('submissions/:id')
  @ApiOperation({ summary: 'A case with everything needed to decide it' })
  @ApiOkResponse({ type: CaseDto })
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff): Promise<CaseDto> {
    return this.cases.present(id, staff);
  }

  @Post('submissions/:id/decisions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for changes, approve or reject' })
  @ApiHeader(seenVersion)
  @ApiOkResponse({ type: CaseDto })
  @ApiConflictResponse({ description: 'Not possible in this state, or the authority is on the register already' })
  @ApiPreconditionFailedResponse({ description: 'Somebody changed the case meanwhile; tells who' })
  @ApiUnprocessableEntityResponse({ description: 'A check is missing; names it' })
  async decide(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DecideDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<CaseDto> {
    await this.review.decide(id, body, staff, seen);
    return this.cases.present(id, staff);
  }

  @Post('signatories/:id/changes')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish, put on hold, withdraw or restore a signatory' })
  @ApiHeader(seenVersion)
  @ApiOkResponse({ type: ChangedSignatoryDto })
  @ApiConflictResponse({ description: 'Not possible in this state' })
  @ApiPreconditionFailedResponse({ description: 'Somebody changed the signatory meanwhile; tells who' })
  async change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeSignatoryDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ChangedSignatoryDto> {
    const { state, version } = await this.register.change(id, body.action, body.reason, staff, seen);
    return { id, state, version };
  }

  @Get('documents/:id')
  @ApiOperation({ summary: 'The content of a document; each view is an event' })
  @ApiProduces('application/pdf', 'image/jpeg', 'image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async document(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff, @Res() reply: FastifyReply): Promise<void> {
    const { document, content } = await this.documents.open(id, staff.id);
    await this.show(reply, document, document.bytes, content);
  }

  @Get('documents/:id/copy')
  @ApiOperation({ summary: 'The copy of a document without metadata and active content; each view is an event' })
  @ApiProduces('application/pdf', 'image/jpeg', 'image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async copy(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff, @Res() reply: FastifyReply): Promise<void> {
    const { document, bytes, content } = await this.documents.openCopy(id, staff.id);
    await this.show(reply, document, bytes, content);
  }

  private async show(reply: FastifyReply, document: Document, bytes: number, content: Readable): Promise<void> {
    await reply
      .header('content-type', document.mediaType)
      .header('content-length', bytes)
      .header('content-disposition', inline(document.fileName))
      .header('content-security-policy', `default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'`)
      .header('cache-control', 'no-store')
      .send(content);
  }
}

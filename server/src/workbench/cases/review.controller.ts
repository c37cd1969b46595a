import type { Readable } from 'node:stream';
import { Controller, Get, Param, ParseUUIDPipe, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { inline } from '../../platform/http/content-disposition.js';
import type { Document } from '../../platform/documents/document.entity.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { CasePresenter } from './cases.presenter.js';
import { OpenedDocuments } from './opened-documents.service.js';
import { CaseDto } from './review.dto.js';

@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class ReviewController {
  constructor(
    private readonly cases: CasePresenter,
    private readonly documents: OpenedDocuments,
  ) {}

  @Get('submissions/:id')
  @ApiOperation({ summary: 'A case with everything needed to decide it' })
  @ApiOkResponse({ type: CaseDto })
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff): Promise<CaseDto> {
    return this.cases.present(id, staff);
  }

  @Get('documents/:id')
  @ApiOperation({ summary: 'The content of a document; each view is an event' })
  @ApiProduces('application/pdf', 'image/jpeg', 'image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async document(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { document, content } = await this.documents.open(id, staff);
    await this.show(reply, document, document.bytes, content);
  }

  @Get('documents/:id/copy')
  @ApiOperation({
    summary: 'The copy of a document without metadata and active content; each view is an event',
  })
  @ApiProduces('application/pdf', 'image/jpeg', 'image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async copy(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { document, bytes, content } = await this.documents.openCopy(id, staff);
    reply.header('etag', `"${document.cleanSha256!.toString('hex')}"`);
    await this.show(reply, document, bytes, content);
  }

  private async show(
    reply: FastifyReply,
    document: Document,
    bytes: number,
    content: Readable,
  ): Promise<void> {
    await reply
      .header('content-type', document.mediaType)
      .header('content-length', bytes)
      .header('content-disposition', inline(document.fileName))
      // The workbench renders the document itself. Opened on its own, it is sandboxed and can run
      // nothing.
      .header('content-security-policy', `default-src 'none'; sandbox; frame-ancestors 'none'`)
      .header('cache-control', 'no-store')
      .send(content);
  }
}

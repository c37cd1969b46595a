import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inline } from '../../platform/http/content-disposition.js';
import { Problem } from '../../platform/http/problem.js';
import { DocumentStorage } from '../../platform/documents/document-storage.js';
import { isPublicId } from '../public/public.controller.js';
import { purgeKeys } from '../public/purge-keys.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { matches } from '../public/response-cache.js';
import { limits } from '../../platform/config/limits.js';

/**
 * Serves files that staff have published: always the copy without metadata, and never anything that
 * is not (or no longer) public.
 */
@ApiExcludeController()
@Controller('files')
export class PublicFilesController {
  constructor(
    private readonly reader: RegisterReader,
    private readonly storage: DocumentStorage,
  ) {}

  @Get(':id')
  async file(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = isPublicId(id) ? await this.reader.file(id) : null;
    if (!file) throw Problem.notFound();
    const etag = `"${file.sha256}"`;
    reply
      .header('etag', etag)
      .header('cache-control', `public, max-age=0, s-maxage=${limits.sharedSeconds}`)
      .header('cross-origin-resource-policy', 'cross-origin')
      .headers(purgeKeys(request.url));
    if (matches(request.headers['if-none-match'], etag))
      return void (await reply.status(304).send());
    await reply
      .header('content-type', file.mediaType)
      .header('content-length', file.bytes)
      .header('content-disposition', inline(file.title))
      .header('content-security-policy', `default-src 'none'; sandbox; frame-ancestors 'none'`)
      .send(await this.storage.read(file.storageId, true));
  }
}

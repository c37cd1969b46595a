import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../platform/http/problem.js';
import { CertificateFootReader } from '../public/certificate-foot-reader.service.js';
import { purgeKeys } from '../public/purge-keys.js';

/** The current emblem, addressed by the hash of its content, so a new one has a new address. */
@ApiExcludeController()
@Controller('emblems')
export class EmblemController {
  constructor(private readonly foot: CertificateFootReader) {}

  @Get(':name')
  async emblem(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sha256 = /^([0-9a-f]{64})\.png$/.exec(name)?.[1];
    const content = sha256 ? await this.foot.emblem(sha256) : null;
    if (!content) throw Problem.notFound();
    await reply
      .header('content-type', 'image/png')
      .header('content-disposition', 'inline')
      .header('etag', `"${sha256}"`)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .headers(purgeKeys(request.url))
      .send(content);
  }
}

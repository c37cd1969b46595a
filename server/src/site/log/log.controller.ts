import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Body, Controller, Get, HttpCode, Ip, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noEncoding, preferredEncoding } from '../../platform/http/accept-encoding.js';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { readTilePath } from '../../platform/tlog/tile-path.js';
import { isPublicId } from '../public/public.controller.js';
import { Cosignatures } from './cosignatures.service.js';
import { CosignedCheckpointDto } from './log.dto.js';
import { LogReader } from './log-reader.service.js';
import { LogSigner } from './log-signer.service.js';

const packed = promisify(gzip);
const forever = 'public, max-age=31536000, immutable';
const text = 'text/plain; charset=utf-8';

/** The public log in files that any cache may keep (c2sp.org/tlog-tiles). */
@ApiExcludeController()
@Controller('log')
export class LogController {
  constructor(
    private readonly log: LogReader,
    private readonly signer: LogSigner,
    private readonly cosignatures: Cosignatures,
    private readonly rates: RateLimits,
  ) {}

  @Get('checkpoint')
  async checkpoint(@Res() reply: FastifyReply): Promise<void> {
    const head = await this.log.head();
    if (!head) throw Problem.notFound();
    await open(reply, 'public, max-age=2', text).send(head.note);
  }

  /**
   * A mirror posts its cosignature. Anyone may post; only signatures of LOG_WITNESSES count.
   */
  @Post('cosignatures')
  @HttpCode(204)
  async take(@Body() { checkpoint }: CosignedCheckpointDto, @Ip() ip: string): Promise<void> {
    await this.rates.useFrom('cosignature', limits.cosignaturesPerAddress, ip);
    await this.cosignatures.keep(checkpoint);
  }

  /** One key a line; the one in use first. */
  @Get('key')
  async key(@Res() reply: FastifyReply): Promise<void> {
    const keys = await this.signer.verifierKeys();
    await open(reply, 'public, max-age=60', text).send(`${keys.join('\n')}\n`);
  }

  @Get('tile/*')
  async tile(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sendTile(request.url.replace(/^\/log\/tile\//, ''), request, reply);
  }

  /** The same as /log/tile/entries, for people who type addresses. */
  @Get('entries/*')
  async entries(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(request.url.replace(/^\/log\/entries\//, '/log/tile/entries/'), 301);
  }

  @Get('proofs/:file')
  async proof(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const id = /^([a-z0-9]+)\.tlog-proof$/.exec(file)?.[1] ?? '';
    const proof = isPublicId(id) ? await this.log.proof(id) : null;
    if (!proof) throw Problem.notFound();
    await open(reply, 'public, max-age=2', text)
      .header('content-disposition', `attachment; filename="${file}"`)
      .send(proof);
  }

  private async sendTile(
    path: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const tile = readTilePath(path);
    const content = tile && (await this.log.tile(tile));
    if (!content) throw Problem.notFound();
    // Hashes cannot be compressed; entries become a fifth.
    const encoding =
      tile.level === 'entries'
        ? preferredEncoding(request.headers['accept-encoding'], { offered: ['gzip', 'identity'] })
        : 'identity';
    if (!encoding) throw noEncoding();
    open(reply, forever, 'application/octet-stream').header('vary', 'accept-encoding');
    if (encoding === 'gzip') void reply.header('content-encoding', 'gzip');
    await reply.send(encoding === 'gzip' ? await packed(content) : content);
  }
}

/** Anyone may cache it and read it from another site. */
function open(reply: FastifyReply, cacheControl: string, type: string): FastifyReply {
  return reply
    .header('cache-control', cacheControl)
    .header('content-type', type)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
}

import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noEncoding, preferredEncoding } from '../../platform/http/accept-encoding.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { logName, readLogKeys, verifierKeys } from '../../platform/tlog/log-key.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { matches } from '../public/response-cache.js';
import { catalogue, prefixes } from './catalogue.js';
import { readme } from './readme.js';
import { jsonLd, turtle, type RdfNode } from './rdf.js';
import { SnapshotDto } from './snapshots.dto.js';
import { SnapshotsService } from './snapshots.service.js';

/** The register's catalogue for data portals, and its daily snapshots. */
@ApiTags('open data')
@Controller('api/v1')
export class CatalogueController {
  constructor(
    private readonly reader: RegisterReader,
    private readonly snapshots: SnapshotsService,
    private readonly context: AppContext,
  ) {}

  @Get('catalogue.jsonld')
  @PublicAnswer()
  @ApiOperation({ summary: 'The catalogue (DCAT-AP 3) as JSON-LD' })
  @ApiOkResponse({
    description: 'Catalogue, data set, distributions, API',
    content: {
      'application/ld+json': {
        schema: { type: 'object', additionalProperties: true },
        example: { '@graph': [{ '@type': 'dcat:Catalog' }] },
      },
    },
  })
  async jsonLd(@Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, 'application/ld+json', (nodes) => jsonLd(prefixes, nodes));
  }

  @Get('catalogue.ttl')
  @PublicAnswer()
  @ApiOperation({ summary: 'The catalogue (DCAT-AP 3) as Turtle' })
  @ApiOkResponse({
    description: 'The same as catalogue.jsonld',
    content: {
      'text/turtle': {
        schema: { type: 'string' },
        example: '@prefix dcat: <http://www.w3.org/ns/dcat#> .',
      },
    },
  })
  async turtle(@Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, 'text/turtle; charset=utf-8', (nodes) => turtle(prefixes, nodes));
  }

  @Get('readme.md')
  @PublicAnswer()
  @ApiOperation({
    summary: 'What the files hold, their licence, and how to check them (English, French)',
  })
  @ApiOkResponse({
    description: 'Files, columns, licence, name and public key of the log',
    content: { 'text/markdown': { schema: { type: 'string' }, example: '# Register of the Pact' } },
  })
  async readme(@Res() reply: FastifyReply): Promise<void> {
    const { config } = this.context;
    const [{ version, changedAt }, keys] = await Promise.all([
      this.reader.figures(),
      readLogKeys(config),
    ]);
    const log = { name: logName(config), keys: verifierKeys(keys) };
    await reply
      .header('content-type', 'text/markdown; charset=utf-8')
      .header('last-modified', new Date(changedAt).toUTCString())
      .send(readme({ baseUrl: config.baseUrl, version, changedAt, log }));
  }

  /** Bypasses the response cache: a new snapshot does not change the register's version. */
  @Get('snapshots')
  @ApiOperation({
    summary: 'Daily copies of the register that never change, with their SHA-256',
  })
  @ApiOkResponse({ type: [SnapshotDto], description: 'The newest 400, newest first' })
  async list(@Res() reply: FastifyReply): Promise<void> {
    await open(reply, 'public, max-age=60').send(await this.snapshots.list());
  }

  @Get('snapshots/:file')
  @ApiOperation({ summary: 'The CSV of a day, as it was' })
  @ApiParam({ name: 'file', example: '2026-11-24.csv' })
  @ApiOkResponse({
    description: 'The columns of signatories.csv',
    content: { 'text/csv': { schema: { type: 'string' }, example: 'id,url,state,kind\r\n' } },
  })
  @ApiNotFoundResponse({ description: 'There is no snapshot of that day' })
  async file(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const day = /^(\d{4}-\d\d-\d\d)\.csv$/.exec(file)?.[1];
    const snapshot = day && !Number.isNaN(Date.parse(day)) ? await this.snapshots.of(day) : null;
    if (!snapshot) throw Problem.notFound();
    const encoding = preferredEncoding(request.headers['accept-encoding'], {
      offered: ['gzip', 'identity'],
    });
    if (!encoding) throw noEncoding();
    const zipped = encoding === 'gzip';
    const etag = `"${snapshot.sha256}${zipped ? '-gzip' : ''}"`;
    open(reply, 'public, max-age=31536000, immutable')
      .header('etag', etag)
      .header('vary', 'accept-encoding')
      .header('last-modified', new Date(snapshot.madeAt).toUTCString())
      .header('repr-digest', `sha-256=:${Buffer.from(snapshot.sha256, 'hex').toString('base64')}:`)
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="pact-register-${file}"`);
    if (matches(request.headers['if-none-match'], etag))
      return void (await reply.status(304).send());
    if (zipped) void reply.header('content-encoding', 'gzip');
    if (request.method === 'HEAD') return void (await reply.send());
    const packed = Readable.from(this.snapshots.packed(snapshot.fileId), { objectMode: false });
    await reply.send(zipped ? packed : pipeline(packed, createGunzip(), () => undefined));
  }

  private async send(
    reply: FastifyReply,
    mediaType: string,
    write: (nodes: RdfNode[]) => string,
  ): Promise<void> {
    const { config } = this.context;
    const [figures, [newest], keys] = await Promise.all([
      this.reader.figures(),
      this.snapshots.list(),
      readLogKeys(config),
    ]);
    const text = write(catalogue(config.baseUrl, figures, newest, verifierKeys(keys)));
    await reply
      .header('content-type', mediaType)
      .header('last-modified', new Date(figures.changedAt).toUTCString())
      .send(text);
  }
}

/** Anyone may cache it and read it from another site. */
function open(reply: FastifyReply, cacheControl: string): FastifyReply {
  return reply
    .header('cache-control', cacheControl)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
}

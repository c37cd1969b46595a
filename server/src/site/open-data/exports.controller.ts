import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppContext } from '../../platform/database/app-context.js';
import { RunningExports } from '../../platform/http/running-exports.js';
import { PublicAnswer, type RestOfAnswer } from '../public/public-cache.interceptor.js';
import { FirstDay } from '../public/first-day.service.js';
import { DatedFilter, FileQuery } from '../public/register-filter.dto.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { RegisterRows } from '../public/register-rows.service.js';
import { signatoriesTable } from './columns.js';
import { csvMetadata, describedBy } from './csvw.js';
import { filePart as object, textPart as text } from './file-parts.js';
import { fileName, formats, type FormatName } from './formats.js';
import { hasLeft, sendPieces } from './send-pieces.js';

const filtered =
  'Takes the filter of the list, and a day. Large answers stream; all are compressed on demand.';

/**
 * The whole register, or a filtered part of it, as one file: every format has the same signatories
 * in the same order.
 */
@ApiTags('open data')
@Controller('api/v1')
@PublicAnswer()
export class ExportsController {
  constructor(
    private readonly rows: RegisterRows,
    private readonly reader: RegisterReader,
    private readonly context: AppContext,
    private readonly places: RunningExports,
    private readonly firstDay: FirstDay,
  ) {}

  @Get('signatories.csv')
  @ApiOperation({
    summary: 'All signatories as CSV (RFC 4180)',
    description: `${filtered} Its columns are described in signatories.csv-metadata.json.`,
  })
  @ApiOkResponse({
    description:
      'One line per signatory. A text that a spreadsheet would read as a formula begins with ' +
      'an apostrophe.',
    ...text(
      'text/csv',
      'id,url,state,kind\r\nkd7q2mxr,https://register.example/en/signatories/kd7q2mxr,' +
        'published,municipality\r\n',
    ),
  })
  csv(
    @Query() { bom, ...filter }: FileQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    void reply.header('link', describedBy(this.context.config.baseUrl, 'signatories'));
    return this.send('csv', filter, request, reply, bom === '1');
  }

  @Get('signatories.xlsx')
  @ApiOperation({
    summary: 'All signatories as a workbook (Office Open XML)',
    description: filtered,
  })
  @ApiOkResponse({
    description: 'One sheet with real dates and numbers; what was typed is always text',
    ...text('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '(binary)'),
  })
  xlsx(
    @Query() filter: DatedFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send('xlsx', filter, request, reply);
  }

  @Get('signatories.json')
  @ApiOperation({
    summary: 'All signatories with their pledges and good practices as JSON',
    description: filtered,
  })
  @ApiOkResponse({
    description: 'Each item is what `/api/v1/signatories/{id}` answers',
    ...object('application/json', {
      version: 42,
      changedAt: '2026-11-24T09:00:00.000Z',
      items: [],
    }),
  })
  json(
    @Query() filter: DatedFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send('json', filter, request, reply);
  }

  @Get('signatories.geojson')
  @ApiOperation({ summary: 'All signatories as points (GeoJSON, RFC 7946)', description: filtered })
  @ApiOkResponse({
    description: 'A signatory whose place is not known has no geometry',
    ...object('application/geo+json', {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 'kd7q2mxr',
          geometry: { type: 'Point', coordinates: [6.9603, 50.9375] },
          properties: { name: 'Cologne' },
        },
      ],
    }),
  })
  geojson(
    @Query() filter: DatedFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send('geojson', filter, request, reply);
  }

  @Get('signatories.jsonld')
  @ApiOperation({
    summary: 'All signatories as linked data (JSON-LD, schema.org)',
    description: filtered,
  })
  @ApiOkResponse({
    description: 'The data set, each authority, and its act of endorsing',
    ...object('application/ld+json', {
      '@context': { '@vocab': 'https://schema.org/' },
      '@graph': [],
    }),
  })
  jsonld(
    @Query() filter: DatedFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send('jsonld', filter, request, reply);
  }

  @Get('signatories.parquet')
  @ApiOperation({
    summary: 'All signatories as a table for programs (Apache Parquet)',
    description: filtered,
  })
  @ApiOkResponse({
    description: 'The columns of the CSV, with types; texts are as they are',
    ...text('application/vnd.apache.parquet', '(binary)'),
  })
  parquet(
    @Query() filter: DatedFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send('parquet', filter, request, reply);
  }

  @Get('signatories.csv-metadata.json')
  @ApiOperation({ summary: 'What the columns of the CSV are (CSV on the Web)' })
  @ApiOkResponse({
    description: 'Names, titles in English and French, types',
    ...object('application/csvm+json', { url: 'signatories.csv', tableSchema: {} }),
  })
  async csvMetadata(@Res() reply: FastifyReply): Promise<void> {
    const { changedAt } = await this.reader.figures();
    const metadata = csvMetadata(signatoriesTable, this.context.config.baseUrl, changedAt);
    await reply
      .header('content-type', 'application/csvm+json')
      .header('last-modified', new Date(changedAt).toUTCString())
      .send(JSON.stringify(metadata));
  }

  /** Runs the query first; the file is read once the page's connection is free for others. */
  private async send(
    name: FormatName,
    filter: DatedFilter,
    request: FastifyRequest,
    reply: FastifyReply,
    mark = false,
  ): Promise<RestOfAnswer> {
    await this.firstDay.require(filter.asOf);
    const { changedAt } = await this.reader.figures();
    const { mediaType, write, reports = false } = formats[name];
    const { baseUrl } = this.context.config;
    void reply
      .header('last-modified', new Date(changedAt).toUTCString())
      .header(
        'content-disposition',
        `attachment; filename="${fileName('signatories', name, filter)}"`,
      );
    const pieces = this.rows.write(filter, (state) => write(state, baseUrl, mark), {
      reports,
      isGone: () => hasLeft(reply),
    });
    return () =>
      sendPieces(request, reply, {
        mediaType,
        pieces,
        version: reply.registerVersion ?? 0,
        packed: name === 'xlsx' || name === 'parquet',
        // For the past, even the first piece may read the whole register.
        scans: name === 'parquet' || filter.asOf !== undefined,
        places: this.places,
      });
  }
}

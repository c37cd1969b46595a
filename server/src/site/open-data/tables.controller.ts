import { applyDecorators, Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppContext } from '../../platform/database/app-context.js';
import { RunningExports } from '../../platform/http/running-exports.js';
import { PublicAnswer, type RestOfAnswer } from '../public/public-cache.interceptor.js';
import { FileQuery, DatedFilter, WholeFileQuery } from '../public/register-filter.dto.js';
import { FirstDay } from '../public/first-day.service.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { RegisterRows, type RegisterState } from '../public/register-rows.service.js';
import { changeColumns, changeLines, changesTable } from './change-table.js';
import { csvMetadata, describedBy } from './csvw.js';
import type { DataColumn, TableTexts } from './data-table.js';
import { filePart, textPart } from './file-parts.js';
import { fileName, mediaTypes, tableIn, type TableFormat } from './formats.js';
import { pledgeColumns, pledgeLines, pledgesTable } from './pledge-tables.js';
import { reportColumns, reportLines, reportsTable } from './report-table.js';
import { hasLeft, sendPieces } from './send-pieces.js';

/** A table with its lines in one state of the register. */
interface LinesTable<Line> {
  texts: TableTexts;
  columns: readonly DataColumn<Line>[];
  /** Whether only signatories that have reported have lines. */
  onlyReported?: boolean;
  lines(state: RegisterState): AsyncIterable<Line>;
}

const pledges = {
  texts: pledgesTable,
  columns: pledgeColumns,
  lines: ({ signatories }: RegisterState) => pledgeLines(signatories),
};
const reports = {
  texts: reportsTable,
  columns: reportColumns,
  onlyReported: true,
  lines: ({ signatories }: RegisterState) => reportLines(signatories),
};
const changes = {
  texts: changesTable,
  columns: changeColumns,
  lines: ({ database }: RegisterState) => changeLines(database),
};

/** A table in one format, as the API's document describes it. */
function TableFile({ name, title, description, columns }: TableTexts, format: TableFormat) {
  const heads = columns.map((column) => column.name).join(',');
  const example = { version: 42, changedAt: '2026-11-24T09:00:00.000Z', items: [] };
  const content = {
    csv: textPart('text/csv', `${heads}\r\n`),
    json: filePart('application/json', example),
    parquet: textPart(mediaTypes.parquet, '(binary)'),
  };
  return applyDecorators(
    Get(`${name}.${format}`),
    ApiOperation({
      summary: `${title.en} (${format})`,
      description: `${description.en} Large answers stream; all are compressed on demand.`,
    }),
    ApiOkResponse({
      description: `Its columns are described in ${name}.csv-metadata.json`,
      ...content[format],
    }),
  );
}

/** The description of a table's CSV. */
function TableMetadata({ name, title }: TableTexts) {
  return applyDecorators(
    Get(`${name}.csv-metadata.json`),
    ApiOperation({ summary: `${title.en}: what the columns are (CSV on the Web)` }),
    ApiOkResponse({
      description: 'Names, titles in English and French, types',
      ...filePart('application/csvm+json', { url: `${name}.csv`, tableSchema: {} }),
    }),
  );
}

/**
 * Pledges, reports on them, and changes of the register, as files beside the one of signatories.
 * Pledges and reports take the filter of the list, and a day.
 */
@ApiTags('open data')
@Controller('api/v1')
@PublicAnswer()
export class TablesController {
  constructor(
    private readonly rows: RegisterRows,
    private readonly reader: RegisterReader,
    private readonly context: AppContext,
    private readonly places: RunningExports,
    private readonly firstDay: FirstDay,
  ) {}

  @TableFile(pledgesTable, 'csv')
  pledgesCsv(
    @Query() query: FileQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send(pledges, 'csv', query, request, reply);
  }

  @TableFile(pledgesTable, 'json')
  pledgesJson(
    @Query() query: DatedFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send(pledges, 'json', query, request, reply);
  }

  @TableFile(pledgesTable, 'parquet')
  pledgesParquet(
    @Query() query: DatedFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send(pledges, 'parquet', query, request, reply);
  }

  @TableMetadata(pledgesTable)
  pledgesMetadata(@Res() reply: FastifyReply): Promise<void> {
    return this.describe(pledgesTable, reply);
  }

  @TableFile(reportsTable, 'csv')
  reportsCsv(
    @Query() query: FileQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send(reports, 'csv', query, request, reply);
  }

  @TableFile(reportsTable, 'json')
  reportsJson(
    @Query() query: DatedFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send(reports, 'json', query, request, reply);
  }

  @TableFile(reportsTable, 'parquet')
  reportsParquet(
    @Query() query: DatedFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send(reports, 'parquet', query, request, reply);
  }

  @TableMetadata(reportsTable)
  reportsMetadata(@Res() reply: FastifyReply): Promise<void> {
    return this.describe(reportsTable, reply);
  }

  @TableFile(changesTable, 'csv')
  changesCsv(
    @Query() query: WholeFileQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send(changes, 'csv', query, request, reply);
  }

  @TableFile(changesTable, 'json')
  changesJson(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<RestOfAnswer> {
    return this.send(changes, 'json', {}, request, reply);
  }

  @TableFile(changesTable, 'parquet')
  changesParquet(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    return this.send(changes, 'parquet', {}, request, reply);
  }

  @TableMetadata(changesTable)
  changesMetadata(@Res() reply: FastifyReply): Promise<void> {
    return this.describe(changesTable, reply);
  }

  private async describe(table: TableTexts, reply: FastifyReply): Promise<void> {
    const { changedAt } = await this.reader.figures();
    await reply
      .header('content-type', 'application/csvm+json')
      .header('last-modified', new Date(changedAt).toUTCString())
      .send(JSON.stringify(csvMetadata(table, this.context.config.baseUrl, changedAt)));
  }

  /** Runs the query first; the file is read once the page's connection is free for others. */
  private async send<Line extends object>(
    { texts, columns, lines, onlyReported = false }: LinesTable<Line>,
    format: TableFormat,
    { bom, ...filter }: FileQuery,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    await this.firstDay.require(filter.asOf);
    const { changedAt } = await this.reader.figures();
    const { baseUrl } = this.context.config;
    const file = fileName(texts.name, format, filter);
    void reply
      .header('last-modified', new Date(changedAt).toUTCString())
      .header('content-disposition', `attachment; filename="${file}"`);
    if (format === 'csv') void reply.header('link', describedBy(baseUrl, texts.name));
    const written = (state: RegisterState) => {
      const { version, changedAt: at, asOf } = state;
      const register = { version, changedAt: at, asOf, baseUrl, mark: bom === '1' };
      return tableIn(format, { columns, lines: lines(state) }, register);
    };
    const pieces = this.rows.write(filter, written, {
      reports: true,
      onlyReported,
      isGone: () => hasLeft(reply),
    });
    return () =>
      sendPieces(request, reply, {
        mediaType: mediaTypes[format],
        pieces,
        version: reply.registerVersion ?? 0,
        packed: format === 'parquet',
        scans: true,
        places: this.places,
      });
  }
}

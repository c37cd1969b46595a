import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Req,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiExtraModels,
  getSchemaPath,
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPayloadTooLargeResponse,
  ApiProduces,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { MayWait } from '../../accounts/four-eyes/may-wait.js';
import { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { ImportCheckDto } from './import-check.dto.js';
import { ReadingDto } from './import-reading.dto.js';
import { ImportDto, ImportsDto, MappingDto, RunImportDto, UndoImportDto } from './imports.dto.js';
import { sampleFile } from './import-sample.js';
import { ImportRunService } from './import-run.service.js';
import { ImportsService } from './imports.service.js';
import { ImportUndoService } from './import-undo.service.js';

/**
 * Imports of signatories from files. Imported signatories may become public at once, so only
 * publishers may import.
 */
@ApiTags('staff')
@Controller('api/v1/staff/imports')
@ForStaff('publisher')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly runs: ImportRunService,
    private readonly undoing: ImportUndoService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The last hundred imports' })
  @ApiOkResponse({ type: ImportsDto })
  async list(): Promise<ImportsDto> {
    return { items: await this.imports.list() };
  }

  @Get('sample')
  @ApiOperation({ summary: 'A small file that can be imported, as an example' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="import-sample.csv"')
  sample(): string {
    return sampleFile();
  }

  @Post()
  @ApiOperation({
    summary:
      `Bring a CSV or XLSX: at most ${limits.sheetRows} rows and ` +
      `${limits.sheetBytes / 1024 / 1024} MB; its columns are guessed`,
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    },
  })
  @ApiCreatedResponse({ type: ImportDto })
  @ApiPayloadTooLargeResponse()
  @ApiUnprocessableEntityResponse({ description: 'No table that can be imported; tells why' })
  async receive(@Req() request: FastifyRequest, @CurrentStaff() staff: Staff): Promise<ImportDto> {
    const file = request.isMultipart() ? await request.file() : undefined;
    if (!file?.filename) {
      file?.file.resume();
      throw Problem.invalid([
        { pointer: '/file', key: 'isNotEmpty', params: {}, detail: 'choose a file' },
      ]);
    }
    return this.imports.one(
      await this.imports.receive(file.filename, await whole(file.file), staff),
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'An import: its columns, its mapping, and how far it has come' })
  @ApiOkResponse({ type: ImportDto })
  @ApiNotFoundResponse()
  one(@Param('id', ParseUUIDPipe) id: string): Promise<ImportDto> {
    return this.imports.one(id);
  }

  @Put(':id/mapping')
  @ApiOperation({ summary: 'Say which column holds what' })
  @Versioned({
    seen: 'The version of the import that the colleague saw',
    meanwhile: 'Somebody changed it meanwhile',
  })
  @ApiOkResponse({ type: ImportDto })
  @ApiConflictResponse({ description: 'It is running or done' })
  async map(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() mapping: MappingDto,
    @IfMatch() seen: number,
  ): Promise<ImportDto> {
    await this.imports.map(id, mapping, seen);
    return this.imports.one(id);
  }

  @Put(':id/reading')
  @ApiOperation({ summary: 'Say how the file is to be read: its letters, its sheet, its headings' })
  @Versioned({
    seen: 'The version of the import that the colleague saw',
    meanwhile: 'Somebody changed it meanwhile',
  })
  @ApiOkResponse({ type: ImportDto })
  @ApiConflictResponse({ description: 'It is running or done, or its file is not kept any more' })
  async read(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() wish: ReadingDto,
    @IfMatch() seen: number,
  ): Promise<ImportDto> {
    await this.imports.read(id, wish, seen);
    return this.imports.one(id);
  }

  @Get(':id/check')
  @ApiOperation({ summary: 'The dry run: what would happen, row by row' })
  @ApiOkResponse({ type: ImportCheckDto })
  @ApiConflictResponse({ description: 'It is running or done' })
  check(@Param('id', ParseUUIDPipe) id: string): Promise<ImportCheckDto> {
    return this.imports.check(id);
  }

  @Post(':id/run')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Take it into the register, all in one transaction; ask the import how far it is',
  })
  @Versioned({
    seen: 'The version of the import that the colleague saw',
    meanwhile: 'Somebody changed it meanwhile',
  })
  @ApiExtraModels(ProposedDto)
  @ApiAcceptedResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(ImportDto) }, { $ref: getSchemaPath(ProposedDto) }] },
    description: 'It runs; or a second colleague has to confirm it, and nothing has changed yet',
  })
  @ApiConflictResponse({ description: 'It is running or done' })
  @ApiUnprocessableEntityResponse({ description: 'Faulty rows, or a choice that is not offered' })
  async run(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() wanted: RunImportDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ImportDto | ProposedDto> {
    const waiting = await this.runs.start(id, wanted, staff, seen);
    return waiting ?? this.imports.one(id);
  }

  @Post(':id/undoing')
  @MayWait()
  @HttpCode(200)
  @ApiOperation({ summary: 'Take it out of the register again' })
  @Versioned({
    seen: 'The version of the import that the colleague saw',
    meanwhile: 'Somebody changed it meanwhile',
  })
  @ApiOkResponse({ type: ImportDto })
  @ApiConflictResponse({
    description: 'It is not in the register, or somebody changed since what it brought; names it',
  })
  async undo(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: UndoImportDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ImportDto | ProposedDto> {
    const waiting = await this.undoing.undo(id, reason, staff, seen);
    return waiting ?? this.imports.one(id);
  }
}

/**
 * @throws Problem 413. The rest of the upload is then read to its end, so that the client receives
 *   the answer.
 */
async function whole(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes <= limits.sheetBytes) chunks.push(chunk);
  }
  if (bytes > limits.sheetBytes)
    throw new Problem(413, 'sheet-too-large', 'The file is too large.', { max: limits.sheetBytes });
  return Buffer.concat(chunks);
}

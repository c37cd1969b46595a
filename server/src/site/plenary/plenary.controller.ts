import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { ForStaff } from '../../accounts/access/staff.guard.js';
import { writtenDocx } from '../../joining/papers/written-docx.js';
import { AppContext } from '../../platform/database/app-context.js';
import { sendTableFile, workbook } from '../../platform/spreadsheets/table-file.js';
import { PlenaryFileQuery, PlenaryListDto, PlenaryListQuery } from './plenary-list.dto.js';
import { PlenaryList } from './plenary-list.service.js';
import { plenaryPaper } from './plenary-paper.js';
import { plenaryTables } from './plenary-table.js';
import { plenaryWords } from './plenary-words.js';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The list for a session of the Congress: public data, but made by staff. */
@ApiTags('staff')
@Controller('api/v1/staff/plenary-list')
@ForStaff('reviewer', 'publisher', 'administrator')
export class PlenaryController {
  constructor(
    private readonly list: PlenaryList,
    private readonly context: AppContext,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The signatories that joined since a day, by country' })
  @ApiOkResponse({ type: PlenaryListDto })
  look(@Query() { since }: PlenaryListQuery): Promise<PlenaryListDto> {
    return this.list.since(since);
  }

  @Get('file')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The same as a document or a workbook' })
  @ApiProduces(docx, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Query() { since, format, language }: PlenaryFileQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = await this.list.since(since);
    const origin = this.context.config.baseUrl;
    const say = plenaryWords(language, { list, origin, asOf: dayInStrasbourg() });
    const name = `${say.t('plenary.fileName')}-${since}`;
    if (format === 'xlsx') return sendTableFile(reply, workbook(plenaryTables(say), name));
    await reply
      .header('content-type', docx)
      .header('content-disposition', `attachment; filename="${name}.docx"`)
      .send(await writtenDocx(plenaryPaper(say)));
  }
}

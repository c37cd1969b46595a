import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { MayWait } from '../../accounts/four-eyes/may-wait.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import { sendAttachment } from '../../platform/documents/send-attachment.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { RunningExports } from '../../platform/http/running-exports.js';
import { sendTableFile } from '../../platform/spreadsheets/table-file.js';
import { MailAnswerDto } from '../decisions/decision.dto.js';
import { LetterReaderDto } from '../mailings/mailings.dto.js';
import { RoundExport } from './round-export.service.js';
import { RoundInvitation } from './round-invitation.service.js';
import { RoundResults } from './round-results.service.js';
import { RoundSteps } from './round-steps.service.js';
import {
  AskedListDto,
  AskedQuery,
  CreateRoundDto,
  OpenRoundDto,
  RoundDto,
  RoundExportQuery,
  RoundResultsDto,
  RoundsDto,
  RoundStepDto,
  SaveRoundDto,
} from './rounds.dto.js';
import { RoundsService } from './rounds.service.js';

const meanwhile = 'Someone has changed it since; says who';

/** A few questions to the signatories of a filter. */
@ApiTags('staff')
@Controller('api/v1/staff/rounds')
@ForStaff('publisher')
export class RoundsController {
  constructor(
    private readonly rounds: RoundsService,
    private readonly steps: RoundSteps,
    private readonly invitation: RoundInvitation,
    private readonly result: RoundResults,
    private readonly files: RoundExport,
    private readonly running: RunningExports,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Rounds of questions to signatories' })
  @ApiOkResponse({ type: RoundsDto })
  async list(): Promise<RoundsDto> {
    return { items: await this.rounds.list() };
  }

  @Post()
  @ApiOperation({ summary: 'Begin a round of questions to the signatories of a filter' })
  @ApiCreatedResponse({ type: RoundDto })
  async create(
    @Body() { filter }: CreateRoundDto,
    @CurrentStaff() staff: Staff,
  ): Promise<RoundDto> {
    return this.result.one(await this.rounds.create(filter, staff), staff);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A round: its questions, whom it asks, who is left out and why' })
  @ApiOkResponse({ type: RoundDto })
  @ApiNotFoundResponse()
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentStaff() staff: Staff): Promise<RoundDto> {
    return this.result.one(id, staff);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Write a round; its questions as a whole' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: RoundDto })
  @ApiConflictResponse({ description: 'It is open or over' })
  async save(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveRoundDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<RoundDto> {
    await this.rounds.save(id, body, staff, seen);
    return this.result.one(id, staff);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a draft' })
  @Versioned({ meanwhile })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'It is open or over' })
  async remove(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.rounds.remove(id, staff, seen);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'The invitation as the contact of a signatory would get it' })
  @ApiOkResponse({ type: MailAnswerDto })
  @ApiNotFoundResponse({ description: 'The filter does not name this signatory' })
  @ApiConflictResponse({ description: 'It is open or over' })
  @ApiUnprocessableEntityResponse({ description: 'It is not complete' })
  async preview(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { signatory }: LetterReaderDto,
  ): Promise<MailAnswerDto> {
    return { mail: await this.invitation.preview(id, signatory) };
  }

  @Post(':id/tests')
  @HttpCode(204)
  @ApiOperation({ summary: 'Send the same mail to yourself' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: 'This signatory does not get it' })
  @ApiConflictResponse({ description: 'It is open or over' })
  @ApiUnprocessableEntityResponse({ description: 'It is not complete' })
  test(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { signatory }: LetterReaderDto,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    return this.invitation.test(id, signatory, staff);
  }

  @Post(':id/opening')
  @MayWait()
  @HttpCode(200)
  @ApiOperation({ summary: 'Open a round: its signatories are invited, each once' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: RoundDto })
  @ApiConflictResponse({ description: 'It is open, or more would be asked than was said' })
  @ApiUnprocessableEntityResponse({ description: 'It is not complete in a language' })
  async open(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { recipients }: OpenRoundDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<RoundDto | ProposedDto> {
    const waiting = await this.steps.open(id, recipients, staff, seen);
    return waiting ?? this.result.one(id, staff);
  }

  @Post(':id/steps')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close a round before its last day, or withdraw it' })
  @ApiOkResponse({ type: RoundDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse({ description: 'It cannot be done in this state' })
  async take(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { action }: RoundStepDto,
    @CurrentStaff() staff: Staff,
  ): Promise<RoundDto> {
    await this.steps.take(id, action, staff);
    return this.result.one(id, staff);
  }

  @Get(':id/results')
  @ApiOperation({ summary: 'The answers by question and by country' })
  @ApiOkResponse({ type: RoundResultsDto })
  @ApiNotFoundResponse()
  results(@Param('id', ParseUUIDPipe) id: string): Promise<RoundResultsDto> {
    return this.result.results(id);
  }

  @Get(':id/files/:fileId')
  @ApiOperation({ summary: 'A file that a signatory answered with; each view is an event' })
  @ApiProduces('application/pdf', 'image/jpeg', 'image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiNotFoundResponse()
  async file(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('fileId', ParseUUIDPipe) fileId: string,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendAttachment(reply, await this.result.openFile(id, fileId, staff));
  }

  @Get(':id/signatories')
  @ApiOperation({ summary: 'Who was asked, and who has answered' })
  @ApiOkResponse({ type: AskedListDto })
  @ApiNotFoundResponse()
  signatories(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: AskedQuery,
  ): Promise<AskedListDto> {
    return this.result.signatories(id, query);
  }

  @Get(':id/export')
  @ApiOperation({ summary: 'All answers as a file; each export is recorded' })
  @ApiProduces('text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiNotFoundResponse()
  async export(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: RoundExportQuery,
    @CurrentStaff() staff: Staff,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.running.enter('staff', reply.raw);
    await sendTableFile(reply, await this.files.open(id, query, staff));
  }
}

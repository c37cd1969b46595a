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
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { MayWait } from '../../accounts/four-eyes/may-wait.js';
import { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { MailAnswerDto } from '../decisions/decision.dto.js';
import { MailingFigures } from './mailing-figures.service.js';
import { MailingMails } from './mailing-mails.service.js';
import { MailingSending } from './mailing-sending.service.js';
import {
  CreateMailingDto,
  LetterReaderDto,
  LetterRecipientsDto,
  MailingDto,
  MailingsDto,
  RecipientsQuery,
  SaveMailingDto,
  SendMailingDto,
} from './mailings.dto.js';
import { MailingsService } from './mailings.service.js';

const meanwhile = 'Someone has changed it since; says who';

/** Letters to the signatories of a filter. */
@ApiTags('staff')
@Controller('api/v1/staff/mailings')
@ForStaff('publisher')
export class MailingsController {
  constructor(
    private readonly mailings: MailingsService,
    private readonly figures: MailingFigures,
    private readonly mails: MailingMails,
    private readonly sending: MailingSending,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Letters to signatories, drafts and sent ones' })
  @ApiOkResponse({ type: MailingsDto })
  async list(): Promise<MailingsDto> {
    return { items: await this.mailings.list() };
  }

  @Post()
  @ApiOperation({ summary: 'Begin a letter to the signatories of a filter' })
  @ApiCreatedResponse({ type: MailingDto })
  async create(
    @Body() { filter }: CreateMailingDto,
    @CurrentStaff() staff: Staff,
  ): Promise<MailingDto> {
    return this.figures.one(await this.mailings.create(filter, staff));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A letter: its recipients, those left out and why, and its results' })
  @ApiOkResponse({ type: MailingDto })
  @ApiNotFoundResponse()
  one(@Param('id', ParseUUIDPipe) id: string): Promise<MailingDto> {
    return this.figures.one(id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Write a letter; nothing is sent' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: MailingDto })
  @ApiConflictResponse({ description: 'It is being sent or has been sent' })
  @ApiUnprocessableEntityResponse({ description: 'A text contains an unknown placeholder' })
  async save(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveMailingDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<MailingDto> {
    await this.mailings.save(id, body, staff, seen);
    return this.figures.one(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a draft' })
  @Versioned({ meanwhile })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'It is being sent or has been sent' })
  async remove(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.mailings.remove(id, staff, seen);
  }

  @Get(':id/recipients')
  @ApiOperation({ summary: 'Each signatory of the filter, and the result of its letter' })
  @ApiOkResponse({ type: LetterRecipientsDto })
  @ApiNotFoundResponse()
  recipients(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: RecipientsQuery,
  ): Promise<LetterRecipientsDto> {
    return this.figures.recipients(id, query);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'The letter as the contact of a signatory would get it' })
  @ApiOkResponse({ type: MailAnswerDto })
  @ApiNotFoundResponse({ description: 'The filter does not name this signatory' })
  @ApiUnprocessableEntityResponse({ description: 'It is not complete in a language' })
  async preview(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { signatory }: LetterReaderDto,
  ): Promise<MailAnswerDto> {
    return { mail: await this.mails.preview(id, signatory) };
  }

  @Post(':id/tests')
  @HttpCode(204)
  @ApiOperation({ summary: 'Send the letter to yourself, as a signatory would get it' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: 'This signatory does not get it' })
  @ApiUnprocessableEntityResponse({ description: 'It is not complete in a language' })
  test(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { signatory }: LetterReaderDto,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    return this.mails.test(id, signatory, staff);
  }

  @Post(':id/sending')
  @MayWait()
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a letter to each of its signatories, once' })
  @Versioned({ meanwhile })
  @ApiOkResponse({ type: MailingDto })
  @ApiConflictResponse({ description: 'It has been sent, or the number of recipients has grown' })
  @ApiUnprocessableEntityResponse({ description: 'It is not complete in a language' })
  async send(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { recipients }: SendMailingDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<MailingDto | ProposedDto> {
    const waiting = await this.sending.send(id, recipients, staff, seen);
    return waiting ?? this.figures.one(id);
  }
}

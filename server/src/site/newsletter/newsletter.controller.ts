import {
  Body,
  Controller,
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
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { DigestsService } from './digests.service.js';
import {
  DigestDto,
  InLanguageDto,
  LetterDto,
  NewsletterDto,
  SaveDigestDto,
} from './newsletter.dto.js';
import { SubscribersService } from './subscribers.service.js';

/** The newsletter for staff who write it. */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('publisher', 'administrator')
export class NewsletterController {
  constructor(
    private readonly digests: DigestsService,
    private readonly subscribers: SubscribersService,
  ) {}

  @Get('newsletter')
  @ApiOperation({ summary: 'How many read the newsletter, and its digests' })
  @ApiOkResponse({ type: NewsletterDto })
  async overview(): Promise<NewsletterDto> {
    const [subscribers, digests] = await Promise.all([
      this.subscribers.count(),
      this.digests.list(),
    ]);
    return { subscribers, digests };
  }

  @Get('subscribers.csv')
  @ForStaff('administrator')
  @ApiOperation({ summary: 'Every confirmed address; the export is an event' })
  @ApiProduces('text/csv')
  @ApiOkResponse({
    schema: {
      type: 'string',
      example:
        'email,language,confirmed_at\r\nelise.martin@strasbourg.example,fr,' +
        '2026-11-18T10:00:00.000Z\r\n',
    },
  })
  async export(@CurrentStaff() staff: Staff, @Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="subscribers.csv"')
      .header('cache-control', 'no-store')
      .send(await this.subscribers.export(staff));
  }

  @Post('digests')
  @ApiOperation({ summary: 'Begin a digest of what happened since the one before' })
  @ApiCreatedResponse({ type: DigestDto })
  @ApiConflictResponse({ description: 'One is open already' })
  create(@Body() body: SaveDigestDto, @CurrentStaff() staff: Staff): Promise<DigestDto> {
    return this.digests.create(body, staff);
  }

  @Get('digests/:id')
  @ApiOperation({ summary: 'A digest and how far its mails are' })
  @ApiOkResponse({ type: DigestDto })
  one(@Param('id', ParseUUIDPipe) id: string): Promise<DigestDto> {
    return this.digests.one(id);
  }

  @Put('digests/:id')
  @ApiOperation({ summary: 'Change subject and introduction' })
  @Versioned({ meanwhile: 'Somebody changed it meanwhile; tells who' })
  @ApiOkResponse({ type: DigestDto })
  @ApiConflictResponse({ description: 'It is being sent already' })
  save(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveDigestDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<DigestDto> {
    return this.digests.save(id, body, staff, seen);
  }

  @Get('digests/:id/letter')
  @ApiOperation({ summary: 'A digest as its readers get it' })
  @ApiOkResponse({ type: LetterDto })
  letter(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { language }: InLanguageDto,
  ): Promise<LetterDto> {
    return this.digests.preview(id, language);
  }

  @Post('digests/:id/tests')
  @HttpCode(204)
  @ApiOperation({ summary: 'Send a digest to oneself' })
  @ApiNoContentResponse()
  test(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { language }: InLanguageDto,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    return this.digests.test(id, language, staff);
  }

  @Post('digests/:id/sending')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a digest to every reader, once' })
  @Versioned({ meanwhile: 'Somebody changed it meanwhile; tells who' })
  @ApiOkResponse({ type: DigestDto })
  @ApiConflictResponse({ description: 'It was sent already, or says nothing' })
  send(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<DigestDto> {
    return this.digests.send(id, staff, seen);
  }
}

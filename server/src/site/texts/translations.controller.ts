import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPayloadTooLargeResponse,
  ApiProduces,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../../contract/languages.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { limits } from '../../platform/config/limits.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { ReviewsService } from './reviews.service.js';
import { languageNamed } from './text-language.js';
import {
  ReviewDto,
  TranslationDto,
  TranslationReportDto,
  VersionedReviewDto,
  XliffQuery,
} from './translations.dto.js';
import { TranslationsService } from './translations.service.js';

const fileBody = {
  schema: {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', format: 'binary' } },
  },
};

/** The texts of the site on their way to translators and back, and who reviewed them. */
@ApiTags('staff')
@Controller('api/v1/staff/translations')
@ForStaff('administrator')
export class TranslationsController {
  constructor(
    private readonly translations: TranslationsService,
    private readonly reviews: ReviewsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Translation status of each language, and who reviewed it' })
  @ApiOkResponse({ type: [TranslationDto] })
  overview(): Promise<TranslationDto[]> {
    return this.translations.overview();
  }

  @Get(':language/xliff')
  @ApiOperation({ summary: 'The texts of a language beside English, for translators' })
  @ApiProduces('application/xliff+xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNotFoundResponse({ description: 'English is what others are translated from' })
  async export(
    @Param('language') given: string,
    @Query() { version = '2.0', texts }: XliffQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = translated(given);
    const file = await this.translations.export(language, version, texts === 'outdated');
    await reply
      .header('content-type', 'application/xliff+xml; charset=utf-8')
      .header('content-disposition', `attachment; filename="pact-texts-${language}.xlf"`)
      .header('cache-control', 'no-store')
      .send(file);
  }

  @Post(':language/xliff/check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check a translation file; nothing is saved' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileBody)
  @ApiOkResponse({ type: TranslationReportDto })
  @ApiNotFoundResponse({ description: 'English is what others are translated from' })
  @ApiPayloadTooLargeResponse()
  @ApiUnprocessableEntityResponse({ description: 'No XLIFF file, or of another language' })
  async check(
    @Param('language') language: string,
    @Req() request: FastifyRequest,
  ): Promise<TranslationReportDto> {
    return this.translations.check(translated(language), await fileOf(request));
  }

  @Post(':language/xliff')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish the accepted texts of a translation file' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileBody)
  @Versioned({
    seen: 'The version that the check returned',
    meanwhile: 'A text of this language changed since the check; tells who and when',
  })
  @ApiOkResponse({ type: TranslationReportDto })
  @ApiNotFoundResponse({ description: 'English is what others are translated from' })
  @ApiPayloadTooLargeResponse()
  @ApiUnprocessableEntityResponse({ description: 'No XLIFF file, or of another language' })
  async take(
    @Param('language') language: string,
    @Req() request: FastifyRequest,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<TranslationReportDto> {
    return this.translations.take(translated(language), await fileOf(request), staff, seen);
  }

  @Put(':language/review')
  @ApiOperation({ summary: 'Record who reviewed a courtesy translation, and when' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiOkResponse({ type: VersionedReviewDto })
  @ApiNotFoundResponse({ description: 'An official language needs no review' })
  @ApiUnprocessableEntityResponse()
  review(
    @Param('language') language: string,
    @Body() body: ReviewDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<VersionedReviewDto> {
    return this.reviews.set(languageNamed(language), body, staff, seen);
  }

  @Delete(':language/review')
  @HttpCode(200)
  @ApiOperation({ summary: 'A review no longer applies' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiOkResponse({ type: VersionedReviewDto })
  @ApiNotFoundResponse({ description: 'An official language needs no review' })
  unreview(
    @Param('language') language: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<VersionedReviewDto> {
    return this.reviews.set(languageNamed(language), null, staff, seen);
  }
}

/** @throws Problem 404 for English, from which the others are translated. */
function translated(given: string): Language {
  const language = languageNamed(given);
  if (language === 'en') throw Problem.notFound();
  return language;
}

/** @throws Problem 413 when the file is too large, 422 when there is none. */
async function fileOf(request: FastifyRequest): Promise<Buffer> {
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: limits.xliffBytes } })
    : undefined;
  if (!part?.filename) {
    part?.file.resume();
    throw Problem.invalid([
      { pointer: '/file', key: 'isNotEmpty', params: {}, detail: 'choose a file' },
    ]);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of part.file as AsyncIterable<Buffer>) chunks.push(chunk);
  if (part.file.truncated)
    throw new Problem(413, 'too-large', 'The file is too large.', { max: limits.xliffBytes });
  return Buffer.concat(chunks);
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { languageNamed } from './text-language.js';
import { TextPreview } from './text-preview.service.js';
import {
  EditTextDto,
  OpenTextDto,
  SiteTextsDto,
  TextLanguageDto,
  TextPreviewDto,
} from './texts.dto.js';
import { TextsService } from './texts.service.js';

/** The words of the site, which administrators answer for. */
@ApiTags('staff')
@Controller('api/v1/staff/texts')
@ForStaff('administrator')
export class TextsController {
  constructor(
    private readonly texts: TextsService,
    private readonly preview: TextPreview,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every text of the site in one language, and what needs attention' })
  @ApiOkResponse({ type: SiteTextsDto })
  list(@Query() { language }: TextLanguageDto): Promise<SiteTextsDto> {
    return this.texts.list(language);
  }

  @Get(':language/:key')
  @ApiOperation({ summary: 'One text, beside English and the shipped one, with its history' })
  @ApiOkResponse({ type: OpenTextDto })
  @ApiNotFoundResponse()
  one(@Param('language') language: string, @Param('key') key: string): Promise<OpenTextDto> {
    return this.texts.one(languageNamed(language), key);
  }

  @Put(':language/:key')
  @ApiOperation({ summary: 'Publish a text' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiOkResponse({ type: OpenTextDto })
  @ApiNotFoundResponse()
  @ApiUnprocessableEntityResponse({ description: 'A placeholder or a plural form is wrong' })
  change(
    @Param('language') language: string,
    @Param('key') key: string,
    @Body() { text }: EditTextDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<OpenTextDto> {
    return this.texts.change(languageNamed(language), key, text, staff, seen);
  }

  @Delete(':language/:key')
  @HttpCode(200)
  @ApiOperation({ summary: 'Restore the default text' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiOkResponse({ type: OpenTextDto })
  @ApiNotFoundResponse()
  reset(
    @Param('language') language: string,
    @Param('key') key: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<OpenTextDto> {
    return this.texts.reset(languageNamed(language), key, staff, seen);
  }

  @Post(':language/:key/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'The page or mail with a text that is not published; nothing is kept' })
  @ApiOkResponse({ type: TextPreviewDto })
  @ApiNotFoundResponse()
  async previewed(
    @Param('language') language: string,
    @Param('key') key: string,
    @Body() { text }: EditTextDto,
  ): Promise<TextPreviewDto> {
    const named = languageNamed(language);
    await this.texts.one(named, key);
    return this.preview.of(named, key, text);
  }
}

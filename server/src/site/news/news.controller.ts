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
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { readPicture } from '../../platform/documents/pictures.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { presentArticle } from './article.presenter.js';
import { writesNews } from './article.workflow.js';
import { renderMarkdown } from './markdown.js';
import {
  ArticleDto,
  ArticleListDto,
  ArticleQuery,
  ArticleStepDto,
  MarkdownDto,
  NewsImageDto,
  RenderedDto,
  SaveArticleDto,
} from './news.dto.js';
import { NewsImagesService } from './news-images.service.js';
import { NewsService } from './news.service.js';

/** Editing news articles. */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff(...writesNews)
export class NewsController {
  constructor(
    private readonly news: NewsService,
    private readonly images: NewsImagesService,
  ) {}

  @Get('articles')
  @ApiOperation({ summary: 'Articles, newest change first' })
  @ApiOkResponse({ type: ArticleListDto })
  list(@Query() query: ArticleQuery): Promise<ArticleListDto> {
    return this.news.list(query);
  }

  @Post('articles')
  @ApiOperation({ summary: 'Create an article' })
  @ApiCreatedResponse({ type: ArticleDto })
  async create(@Body() body: SaveArticleDto, @CurrentStaff() staff: Staff): Promise<ArticleDto> {
    return presentArticle(await this.news.create(body, staff), staff);
  }

  @Get('articles/:id')
  @ApiOperation({ summary: 'One article as it is written' })
  @ApiOkResponse({ type: ArticleDto })
  async one(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<ArticleDto> {
    return presentArticle(await this.news.one(id), staff);
  }

  @Put('articles/:id')
  @ApiOperation({ summary: 'Save an article; changes to a published one are public at once' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who' })
  @ApiOkResponse({ type: ArticleDto })
  @ApiUnprocessableEntityResponse({
    description: 'A picture without alternative text, or a gap in what is published',
  })
  async save(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveArticleDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ArticleDto> {
    return presentArticle(await this.news.save(id, body, staff, seen), staff);
  }

  @Post('articles/:id/steps')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish an article, now or later, or archive it' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who' })
  @ApiOkResponse({ type: ArticleDto })
  @ApiConflictResponse({ description: 'Not possible in this state' })
  @ApiUnprocessableEntityResponse({ description: 'A text is missing in one of the languages' })
  async step(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ArticleStepDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ArticleDto> {
    return presentArticle(await this.news.step(id, body, staff, seen), staff);
  }

  @Delete('articles/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a draft' })
  @Versioned()
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'It was published before' })
  remove(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    return this.news.remove(id, staff, seen);
  }

  @Post('markdown')
  @HttpCode(200)
  @ApiOperation({ summary: 'Markdown as it will look' })
  @ApiOkResponse({ type: RenderedDto })
  preview(@Body() { text }: MarkdownDto): RenderedDto {
    return { html: renderMarkdown(text) };
  }

  @Post('news-images')
  @ApiOperation({ summary: 'Upload a picture for an article; its metadata is removed' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  @ApiCreatedResponse({ type: NewsImageDto })
  @ApiUnprocessableEntityResponse({ description: 'Empty, unreadable or too large' })
  async addImage(
    @Req() request: FastifyRequest,
    @CurrentStaff() staff: Staff,
  ): Promise<NewsImageDto> {
    return this.images.add(await readPicture(request), staff);
  }

  @Get('news-images/:id')
  @ApiOperation({ summary: 'A picture, also of a draft' })
  @ApiProduces('image/jpeg', 'image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async image(@Param('id', ParseUUIDPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const { mediaType, content } = await this.images.open(id);
    await reply
      .header('content-type', mediaType)
      .header('cache-control', 'private, max-age=3600')
      .send(content);
  }
}

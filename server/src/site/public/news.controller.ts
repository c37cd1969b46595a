import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Problem } from '../../platform/http/problem.js';
import { isNewsSlug, NewsReader } from './news-reader.service.js';
import { NewsArticleDto, NewsListDto, NewsListQuery, NewsQuery } from './news.dto.js';
import { PublicAnswer } from './public-cache.interceptor.js';

/** News in the public API. */
@ApiTags('register')
@Controller('api/v1/news')
@PublicAnswer()
export class PublicNewsController {
  constructor(private readonly news: NewsReader) {}

  @Get()
  @ApiOperation({ summary: 'News, newest first' })
  @ApiOkResponse({ type: NewsListDto })
  list(@Query() query: NewsListQuery): Promise<NewsListDto> {
    return this.news.list(query, query.limit);
  }

  @Get(':slug')
  @ApiOperation({ summary: 'One article' })
  @ApiParam({ name: 'slug', example: 'european-day-2026' })
  @ApiOkResponse({ type: NewsArticleDto })
  @ApiNotFoundResponse({ description: 'There is no such article, or it is not public' })
  async one(
    @Param('slug') slug: string,
    @Query() { language }: NewsQuery,
  ): Promise<NewsArticleDto> {
    const article = isNewsSlug(slug) ? await this.news.article(slug, language) : null;
    if (!article) throw Problem.notFound();
    return article;
  }
}

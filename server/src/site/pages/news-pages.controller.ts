import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { escapeXml } from '../../../../contract/escape-xml.js';
import { queryText, withQuery } from '../../../../contract/register-filter.js';
import {
  officialFor,
  type Language,
  type OfficialLanguage,
} from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { isNewsSlug, NewsReader } from '../public/news-reader.service.js';
import { NewsQuery } from '../public/news.dto.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { dataset } from '../open-data/dataset.js';
import { feedFormats, type Feed, type FeedEntry } from '../open-data/feeds.js';
import type { NewsArticleDto } from '../public/news.dto.js';
import { purgeKeys } from '../public/purge-keys.js';
import { matches } from '../public/response-cache.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';
import { limits } from '../../platform/config/limits.js';

const otherNews = 3;
const feedTexts = {
  en: {
    title: 'News of the Pact of Towns and Regions',
    description: 'What towns and regions do to stop sexual violence against children',
  },
  fr: {
    title: 'Actualités du Pacte des villes et régions',
    description: 'Ce que font les villes et régions contre la violence sexuelle envers les enfants',
  },
};

/** The public side of news: pages, feeds, pictures. */
@ApiExcludeController()
@Controller()
export class NewsPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly news: NewsReader,
    private readonly context: AppContext,
  ) {}

  @Get(':language/news')
  @SitePage()
  @PublicAnswer()
  async list(
    @InLanguage() language: Language,
    @Query() { after }: NewsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = await this.news.list({
      language: officialFor(language),
      ...(after ? { after } : {}),
    });
    const at = (cursor: string) => withQuery('/news', queryText([['after', cursor]]));
    const next = list.next && `/${language}${at(list.next)}`;
    await this.pages.send(reply, language, at(after ?? ''), 'News', {
      news: list.items,
      next,
      first: after === undefined,
    });
  }

  @Get(':language/news/:slug')
  @SitePage({ each: 'article' })
  @PublicAnswer()
  async article(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const article = isNewsSlug(slug) ? await this.news.article(slug, officialFor(language)) : null;
    if (!article) throw Problem.notFound();
    const others = (await this.news.newest(officialFor(language), otherNews + 1))
      .filter((item) => item.slug !== slug)
      .slice(0, otherNews);
    await this.pages.send(reply, language, `/news/${slug}`, 'Article', { article, others });
  }

  @Get(':language/news.rss')
  @PublicAnswer()
  async rss(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    await this.sendFeed(reply, language, 'rss');
  }

  @Get(':language/news.atom')
  @PublicAnswer()
  async atom(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    await this.sendFeed(reply, language, 'atom');
  }

  /**
   * Named by the hash of its content: it never changes, but it is removed with its article, also
   * from caches.
   */
  @Get('news-images/:name')
  async picture(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sha256 = /^([0-9a-f]{64})\.(jpg|png)$/.exec(name)?.[1];
    const picture = sha256 ? await this.news.picture(sha256) : null;
    if (!picture) throw Problem.notFound();
    const etag = `"${sha256}"`;
    reply
      .header('etag', etag)
      .header('cache-control', `public, max-age=0, s-maxage=${limits.sharedSeconds}`)
      .header('cross-origin-resource-policy', 'cross-origin')
      .headers(purgeKeys(request.url));
    if (matches(request.headers['if-none-match'], etag))
      return void (await reply.status(304).send());
    await reply
      .header('content-type', picture.mediaType)
      .header('content-disposition', 'inline')
      .send(picture.content);
  }

  private async sendFeed(
    reply: FastifyReply,
    language: Language,
    format: 'rss' | 'atom',
  ): Promise<void> {
    const { mediaType, write } = feedFormats[format];
    await reply
      .header('content-type', mediaType)
      .send(write(await this.feed(officialFor(language), format)));
  }

  private async feed(language: OfficialLanguage, format: string): Promise<Feed> {
    const base = this.context.config.baseUrl;
    const page = `${base}/${language}/news`;
    const articles = await this.news.forFeed(language, base);
    return {
      ...feedTexts[language],
      language,
      self: `${page}.${format}`,
      page,
      author: dataset.publisher.en,
      updated: newest(articles),
      entries: articles.map((article) => entryOf(article, base, page)),
    };
  }
}

/** With its picture before its text, because a feed reader shows only this. */
function entryOf(
  { slug, title, summary, publishedAt, updatedAt, picture, html }: NewsArticleDto,
  base: string,
  page: string,
): FeedEntry {
  const image = picture
    ? `<p><img src="${base}${picture.path}" width="${picture.width}" ` +
      `height="${picture.height}" alt="${escapeXml(picture.alt)}"></p>\n`
    : '';
  const address = `${page}/${slug}`;
  return {
    id: address,
    title,
    summary,
    page: address,
    at: publishedAt,
    updated: updatedAt,
    html: image + html,
  };
}

/**
 * An empty feed has the date of the campaign's European Day: it needs a date that never changes.
 */
function newest(articles: NewsArticleDto[]): string {
  return articles
    .map(({ updatedAt }) => updatedAt)
    .reduce((latest, time) => (time > latest ? time : latest), '2015-11-18T00:00:00.000Z');
}

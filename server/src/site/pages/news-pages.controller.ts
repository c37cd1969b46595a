import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLanguage, officialFor, type Language } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { isNewsSlug, NewsReader } from '../public/news-reader.service.js';
import { NewsQuery } from '../public/news.dto.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { purgeKeys } from '../public/purge-keys.js';
import { matches } from '../public/response-cache.js';
import { atom, rss, type Feed } from './feeds.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';

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

/** News for readers: pages, feeds, pictures. */
@ApiExcludeController()
@Controller()
export class NewsPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly news: NewsReader,
    private readonly context: AppContext,
  ) {}

  @Get(':language/news')
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
    const path = after ? `/news?after=${encodeURIComponent(after)}` : '/news';
    const next = list.next && `/${language}/news?after=${encodeURIComponent(list.next)}`;
    await this.pages.send(reply, language, path, 'News', {
      news: list.items,
      next,
      first: after === undefined,
    });
  }

  @Get(':language/news/:slug')
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
  async rss(@Param('language') language: string, @Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'application/rss+xml; charset=utf-8')
      .send(rss(await this.feed(language)));
  }

  @Get(':language/news.atom')
  @PublicAnswer()
  async atom(@Param('language') language: string, @Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'application/atom+xml; charset=utf-8')
      .send(atom(await this.feed(language)));
  }

  /**
   * Named by the hash of its content: it never changes, but is gone with its article, also from
   * caches.
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
      .header('cache-control', 'public, max-age=0, s-maxage=30')
      .header('cross-origin-resource-policy', 'cross-origin')
      .headers(purgeKeys(request.url));
    if (matches(request.headers['if-none-match'], etag))
      return void (await reply.status(304).send());
    await reply
      .header('content-type', picture.mediaType)
      .header('content-disposition', 'inline')
      .send(picture.content);
  }

  private async feed(language: string): Promise<Feed> {
    if (!isLanguage(language)) throw Problem.notFound();
    const [official, base] = [officialFor(language), this.context.config.baseUrl];
    return {
      language: official,
      base,
      ...feedTexts[official],
      items: await this.news.forFeed(official, base),
    };
  }
}

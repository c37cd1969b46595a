import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { queryText, withQuery } from '../../../../contract/register-filter.js';
import { isLanguage, officialFor, type Language } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { isNewsSlug, NewsReader } from '../public/news-reader.service.js';
import { NewsQuery } from '../public/news.dto.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
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
    const at = (cursor: string) => withQuery('/news', queryText([['after', cursor]]));
    const next = list.next && `/${language}${at(list.next)}`;
    await this.pages.send(reply, language, at(after ?? ''), 'News', {
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

  /** Named by the hash of its content: it never changes, but is gone with its article. */
  @Get('news-images/:name')
  async picture(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const sha256 = /^([0-9a-f]{64})\.(jpg|png)$/.exec(name)?.[1];
    const picture = sha256 ? await this.news.picture(sha256) : null;
    if (!picture) throw Problem.notFound();
    await reply
      .header('content-type', picture.mediaType)
      .header('content-disposition', 'inline')
      .header('cache-control', 'public, max-age=86400')
      .header('cross-origin-resource-policy', 'cross-origin')
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

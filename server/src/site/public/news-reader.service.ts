import { Injectable } from '@nestjs/common';
import { momentCursor, momentKeys, pageOf, type Keyed } from '../../platform/http/cursor.js';
import { limits } from '../../platform/config/limits.js';
import { renderMarkdown } from '../news/markdown.js';
import type { OfficialLanguage as Language } from '../../../../contract/languages.js';
import type { NewsArticleDto, NewsItemDto, NewsListDto, NewsQuery } from './news.dto.js';
import { PublicDatabase } from './public-database.js';

/**
 * The columns of an article in a list. The language is one of two constants and never user input.
 */
const columns = (language: Language) => `
  slug, title_${language} AS title, summary_${language} AS summary, public_at AS "publishedAt",
  updated_at AS "updatedAt",
  CASE WHEN image_sha256 IS NOT NULL THEN json_build_object(
    'path', '/news-images/' || image_sha256 || CASE image_media_type WHEN 'image/png' THEN '.png'
      ELSE '.jpg' END,
    'width', image_width, 'height', image_height, 'alt', image_alt_${language}) END AS picture`;

const newsSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Public access to news. */
@Injectable()
export class NewsReader {
  constructor(private readonly database: PublicDatabase) {}

  /** Newest first. */
  async list(
    { language, after }: NewsQuery,
    size: number = limits.newsOnPage,
  ): Promise<NewsListDto> {
    const [time, slug] = momentCursor(after, newsSlug);
    const rows = await this.database.query<NewsItemDto & Keyed>(
      `SELECT ${columns(language)}, ${momentKeys('public_at', 'slug')}
       FROM public_article WHERE $1::timestamptz IS NULL
         OR (public_at, slug) < ($1::timestamptz, $2)
       ORDER BY public_at DESC, slug DESC LIMIT $3`,
      [time, slug, size + 1],
    );
    return pageOf(rows, size);
  }

  /** The newest articles, for other pages. */
  async newest(language: Language, count: number): Promise<NewsItemDto[]> {
    return (await this.list({ language }, count)).items;
  }

  /**
   * The newest articles with their full text, for feeds.
   * @param base the base URL of this site.
   */
  async forFeed(language: Language, base: string): Promise<NewsArticleDto[]> {
    const rows = await this.database.query<NewsArticleDto & { body: string }>(
      `SELECT ${columns(language)}, body_${language} AS body FROM public_article
        ORDER BY public_at DESC, slug DESC LIMIT $1`,
      [limits.newsInFeed],
    );
    return rows.map(({ body, ...item }) => ({ ...item, html: renderMarkdown(body, base) }));
  }

  async article(slug: string, language: Language): Promise<NewsArticleDto | null> {
    const [row] = await this.database.query<NewsArticleDto & { body: string }>(
      `SELECT ${columns(language)}, body_${language} AS body FROM public_article WHERE slug = $1`,
      [slug],
    );
    if (!row) return null;
    const { body, ...item } = row;
    return { ...item, html: renderMarkdown(body) };
  }

  /** A picture of a currently public article. */
  async picture(sha256: string): Promise<{ mediaType: string; content: Buffer } | null> {
    const [picture] = await this.database.query<{ mediaType: string; content: Buffer }>(
      `SELECT media_type AS "mediaType", content FROM public_news_image
        WHERE sha256 = decode($1, 'hex')`,
      [sha256],
    );
    return picture ?? null;
  }
}

export function isNewsSlug(text: string): boolean {
  return newsSlug.test(text);
}

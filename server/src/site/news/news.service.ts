import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { limits } from '../../platform/config/limits.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { momentCursor, momentKeys, pageOf, type Keyed } from '../../platform/http/cursor.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { fold } from '../../platform/text/text.js';
import { nextState } from '../../platform/workflow/workflow.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { Article } from './article.entity.js';
import { articleTransitions } from './article.workflow.js';
import type {
  ArticleListDto,
  ArticleQuery,
  ArticleStepDto,
  ArticleSummaryDto,
  SaveArticleDto,
} from './news.dto.js';

const neededTexts = ['titleEn', 'titleFr', 'summaryEn', 'summaryFr', 'bodyEn', 'bodyFr'] as const;
/** Fields that the author leaves out are empty. */
const nothing = {
  titleEn: '',
  titleFr: '',
  summaryEn: '',
  summaryFr: '',
  bodyEn: '',
  bodyFr: '',
  imageId: null,
  imageAltEn: '',
  imageAltFr: '',
};

/**
 * Writes and publishes news. Every change is recorded as an event and requires the version that the
 * caller saw.
 */
@Injectable()
export class NewsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /** Most recently changed first. */
  async list({ state, after }: ArticleQuery): Promise<ArticleListDto> {
    const [time, id] = momentCursor(after);
    const rows = await this.database.query<(ArticleSummaryDto & Keyed)[]>(
      `SELECT id, state, title_en AS "titleEn", title_fr AS "titleFr", publish_at AS "publishAt",
        public_at AS "publicAt", updated_at AS "updatedAt",
              ${momentKeys('updated_at', 'id')}
       FROM article WHERE ($1::text IS NULL OR state = $1)
         AND ($2::timestamptz IS NULL OR (updated_at, id) < ($2::timestamptz, $3::uuid))
       ORDER BY updated_at DESC, id DESC LIMIT ${limits.staffPageSize + 1}`,
      [state ?? null, time, id],
    );
    return pageOf(rows, limits.staffPageSize);
  }

  async one(id: string): Promise<Article> {
    const article = await this.database.manager.findOneBy(Article, { id });
    if (!article) throw Problem.notFound();
    return article;
  }

  create(texts: SaveArticleDto, staff: Staff): Promise<Article> {
    return this.database.transaction(async (manager) => {
      const now = new Date();
      const article = manager.create(Article, {
        ...written(texts),
        id: uuidv7(),
        state: 'draft',
        createdAt: now,
        updatedAt: now,
        version: 1,
      });
      await this.requireImage(manager, article.imageId);
      await manager.insert(Article, article);
      await this.record(manager, 'article.create', article, staff);
      return article;
    });
  }

  /**
   * @throws Problem 412 when someone else saved first, 422 when a published article would become
   *   incomplete.
   */
  save(id: string, texts: SaveArticleDto, staff: Staff, seen: number): Promise<Article> {
    return this.database.transaction(async (manager) => {
      const article = await this.forChange(manager, id, seen);
      Object.assign(article, written(texts));
      if (article.state !== 'draft') requireWhole(article);
      await this.requireImage(manager, article.imageId);
      await this.keep(manager, article, 'article.save', staff);
      if (article.publicAt) await bumpRegisterVersion(manager, 'beside the list');
      return article;
    });
  }

  /**
   * Publishes the article now or later, or takes it down.
   * @throws Problem 409 in another state, 412, 422 when a text is missing.
   */
  step(
    id: string,
    { action, publishAt }: ArticleStepDto,
    staff: Staff,
    seen: number,
  ): Promise<Article> {
    return this.database.transaction(async (manager) => {
      const article = await this.forChange(manager, id, seen);
      article.state = nextState(articleTransitions, article.state, action, staff.roles);
      if (action === 'publish') {
        requireWhole(article);
        article.slug ??= await freeSlug(manager, article.titleEn);
        appear(article, publishAt);
      }
      await this.keep(
        manager,
        article,
        `article.${action}`,
        staff,
        action === 'publish' ? { at: article.publishAt!.toISOString() } : {},
      );
      await bumpRegisterVersion(manager, 'beside the list');
      return article;
    });
  }

  /**
   * Only an article that was never published can be deleted: addresses that were public stay
   * reserved.
   */
  remove(id: string, staff: Staff, seen: number): Promise<void> {
    return this.database.transaction(async (manager) => {
      const article = await this.forChange(manager, id, seen);
      if (article.state !== 'draft')
        throw new Problem(409, 'wrong-state', 'Only a draft can be deleted.', {
          state: article.state,
        });
      await manager.delete(Article, { id });
      await this.record(manager, 'article.delete', article, staff);
    });
  }

  private async forChange(manager: EntityManager, id: string, seen: number): Promise<Article> {
    const article = await manager.findOne(Article, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!article) throw Problem.notFound();
    requireVersion(article.version, seen, {
      at: article.updatedAt,
      ...(await this.events.last(manager, id)),
    });
    return article;
  }

  private async keep(
    manager: EntityManager,
    article: Article,
    action: EventAction,
    staff: Staff,
    details: Record<string, string> = {},
  ): Promise<void> {
    article.version += 1;
    article.updatedAt = new Date();
    await manager.save(article);
    await this.record(manager, action, article, staff, details);
  }

  private record(
    manager: EntityManager,
    action: EventAction,
    article: Article,
    staff: Staff,
    details: Record<string, string> = {},
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action,
      subject: { kind: 'article', id: article.id },
      details: { version: article.version, ...details },
    });
  }

  /** Rejects a picture that does not exist, perhaps because the hourly cleanup removed it. */
  private async requireImage(manager: EntityManager, imageId: string | null): Promise<void> {
    if (imageId === null) return;
    const found = await manager.query<object[]>(
      'SELECT 1 FROM news_image WHERE id = $1 FOR KEY SHARE',
      [imageId],
    );
    if (found.length === 0)
      throw Problem.invalid([
        { pointer: '/imageId', key: 'imageGone', params: {}, detail: 'choose the picture again' },
      ]);
  }
}

function written(texts: SaveArticleDto): typeof nothing {
  const given = Object.fromEntries(
    Object.entries(texts).filter(([, value]) => value !== undefined && value !== null),
  );
  return { ...nothing, ...given };
}

/** Publishes now, later, or again under the date of its first publication. */
function appear(article: Article, publishAt: string | undefined): void {
  const now = new Date();
  const wanted = publishAt ? new Date(publishAt) : now;
  if (wanted <= now && article.publicAt) return;
  article.publishAt = wanted > now ? wanted : now;
  article.publicAt = wanted > now ? null : now;
}

function requireWhole(article: Article): void {
  const missing = neededTexts.filter((name) => article[name] === '');
  const errors = missing.map((name): FieldError => ({
    pointer: `/${name}`,
    key: 'isNotEmpty',
    params: {},
    detail: 'is needed to publish',
  }));
  if (errors.length > 0) throw Problem.invalid(errors);
}

/** An unused slug, derived from the English title. */
async function freeSlug(manager: EntityManager, title: string): Promise<string> {
  const readable = fold(title).replace(/ /g, '-').slice(0, 80).replace(/-$/, '') || 'news';
  const taken = await manager.query<{ slug: string }[]>(
    `SELECT slug FROM article WHERE slug = $1 OR slug ~ ('^' || $1 || '-[0-9]+$')`,
    [readable],
  );
  const slugs = new Set(taken.map(({ slug }) => slug));
  if (!slugs.has(readable)) return readable;
  for (let number = 2; ; number += 1)
    if (!slugs.has(`${readable}-${number}`)) return `${readable}-${number}`;
}

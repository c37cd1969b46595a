import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { picturedBy, type Picture } from '../../platform/documents/pictures.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { NewsImageDto } from './news.dto.js';

/**
 * Pictures of articles: identified by content, stripped of metadata, stored once under their hash.
 * They are few and small, so they are kept in the database: backups are complete, and the public
 * reader gets them through views as it does the articles (decision 0021).
 */
@Injectable()
export class NewsImagesService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * @throws Problem 413 too large, 415 neither JPEG nor PNG, 422 empty, unreadable or with too many
   *   pixels.
   */
  async add(file: Buffer, staff: Staff): Promise<NewsImageDto> {
    const { content, mediaType, width, height } = await judge(file);
    const sha256 = createHash('sha256').update(content).digest();
    return this.database.transaction(async (manager) => {
      const [known] = await manager.query<NewsImageDto[]>(
        'SELECT id, width, height FROM news_image WHERE sha256 = $1 FOR KEY SHARE',
        [sha256],
      );
      if (known) return known;
      const id = uuidv7();
      await manager.query(
        'INSERT INTO news_image (id, sha256, media_type, width, height, content) VALUES ' +
          '($1, $2, $3, $4, $5, $6)',
        [id, sha256, mediaType, width, height, content],
      );
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'article.add_picture',
        subject: { kind: 'news_image', id },
        details: { sha256: sha256.toString('hex'), bytes: content.length, mediaType },
      });
      return { id, width, height };
    });
  }

  /** For staff: includes the pictures of drafts. */
  async open(id: string): Promise<{ mediaType: string; content: Buffer }> {
    const [image] = await this.database.query<{ mediaType: string; content: Buffer }[]>(
      'SELECT media_type AS "mediaType", content FROM news_image WHERE id = $1',
      [id],
    );
    if (!image) throw Problem.notFound();
    return image;
  }

  /**
   * Removes pictures that were uploaded but never saved with an article.
   * @returns how many.
   */
  async removeUnused(manager: EntityManager): Promise<number> {
    const [, removed] = await manager.query<[unknown, number]>(
      `DELETE FROM news_image i WHERE uploaded_at < now() - interval '1 day'
        AND NOT EXISTS (SELECT 1 FROM article a WHERE a.image_id = i.id)`,
    );
    return removed;
  }
}

async function judge(file: Buffer): Promise<Picture> {
  const picture = await picturedBy(file);
  if (Math.max(picture.width, picture.height) <= limits.newsImagePixels) return picture;
  throw new Problem(
    422,
    'picture-too-wide',
    `The picture has more than ${limits.newsImagePixels} pixels on a side.`,
    { max: limits.newsImagePixels },
  );
}

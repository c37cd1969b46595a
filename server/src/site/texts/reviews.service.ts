import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isOfficial, type Language } from '../../../../contract/languages.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { bumpRegisterVersion } from '../../platform/settings/register-version.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import type { ReviewDto, VersionedReviewDto } from './translations.dto.js';

interface ReviewRow extends VersionedReviewDto {
  language: Language;
  at: Date;
  by: string;
}

/**
 * The reviews of courtesy translations. Pages in an unreviewed language say so. The public never
 * sees the reviewer.
 */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * @param review null: it no longer holds.
   * @throws Problem 404 for an official language, which needs no review; 412.
   */
  async set(
    language: Language,
    review: ReviewDto | null,
    staff: Staff,
    seen: number,
  ): Promise<VersionedReviewDto> {
    if (isOfficial(language)) throw Problem.notFound();
    return this.database.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('translation_review'))`);
      const before = (await rowsOf(manager)).find((row) => row.language === language);
      requireSeen(before, seen);
      await manager.query(
        `INSERT INTO translation_review (language, reviewed_by, reviewed_on, changed_by)
          VALUES ($1, $2, $3, $4)
         ON CONFLICT (language) DO UPDATE SET reviewed_by = EXCLUDED.reviewed_by,
           reviewed_on = EXCLUDED.reviewed_on,
           changed_by = EXCLUDED.changed_by, changed_at = now(),
           version = translation_review.version + 1`,
        [language, review?.reviewedBy ?? null, review?.reviewedOn ?? null, staff.id],
      );
      await bumpRegisterVersion(manager, 'beside the list');
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: review ? 'translation.review' : 'translation.unreview',
        subject: { kind: 'translation', id: null },
        details: { language, ...(review && { on: review.reviewedOn }) },
      });
      return (await reviewsOf(manager))(language);
    });
  }
}

/** @throws Problem 412 when a colleague was quicker. */
function requireSeen(row: ReviewRow | undefined, seen: number): void {
  requireVersion(row?.version ?? 0, seen, {
    at: row?.at ?? new Date(),
    by: row?.by ?? null,
    action: 'translation.review',
  });
}

/** The review of each language. */
export async function reviewsOf(
  manager: EntityManager,
): Promise<(language: Language) => VersionedReviewDto> {
  const rows = await rowsOf(manager);
  return (language) => {
    const {
      reviewedBy = null,
      reviewedOn = null,
      version = 0,
    } = rows.find((row) => row.language === language) ?? {};
    return { reviewedBy, reviewedOn, version };
  };
}

const rowsOf = (manager: EntityManager): Promise<ReviewRow[]> =>
  manager.query<ReviewRow[]>(
    `SELECT r.language, r.reviewed_by AS "reviewedBy",
      to_char(r.reviewed_on, 'YYYY-MM-DD') AS "reviewedOn", r.version,
            r.changed_at AS at, s.name AS by
     FROM translation_review r JOIN staff s ON s.id = r.changed_by`,
  );

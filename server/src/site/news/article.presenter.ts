import { possibleActions } from '../../platform/workflow/workflow.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { Article } from './article.entity.js';
import { articleTransitions } from './article.workflow.js';
import type { ArticleDto } from './news.dto.js';

/** The only way from an article's row to what staff see of it. */
export function presentArticle(
  { createdAt: _, publishAt, publicAt, updatedAt, ...article }: Article,
  staff: Staff,
): ArticleDto {
  return {
    ...article,
    // A new draft has no slug yet.
    slug: article.slug ?? null,
    publishAt: publishAt?.toISOString() ?? null,
    publicAt: publicAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
    actions: possibleActions(articleTransitions, article.state, staff.roles),
  };
}

import type { StaffRole } from '../../../../contract/kinds.js';

/**
 * The life cycle of an article as a table of transitions. A published article is not public until
 * its publication time.
 */
export const articleStates = ['draft', 'published', 'archived'] as const;
export type ArticleState = (typeof articleStates)[number];

export const articleActions = ['publish', 'archive'] as const;
export type ArticleAction = (typeof articleActions)[number];

export const writesNews: readonly StaffRole[] = ['publisher', 'administrator'];

export const articleTransitions: readonly {
  from: ArticleState;
  action: ArticleAction;
  to: ArticleState;
  by: readonly StaffRole[];
}[] = [
  { from: 'draft', action: 'publish', to: 'published', by: writesNews },
  { from: 'published', action: 'archive', to: 'archived', by: writesNews },
  { from: 'archived', action: 'publish', to: 'published', by: writesNews },
];

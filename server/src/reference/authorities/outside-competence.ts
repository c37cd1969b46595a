import type { FieldError } from '../../platform/http/problem.js';

/** A pillar is either pledged under or outside the authority's competence. */
export const outsideAndPledged = (pointer: string): FieldError => ({
  pointer,
  key: 'isOutsideOrPledged',
  params: {},
  detail: 'there are pledges under a pillar that is said to be outside its competence',
});

import { limits } from './limits.js';

/** How long the cookies of a case and of a draft last, in seconds. */
export const sessionSeconds = {
  case: limits.caseSessionHours * 3600,
  draft: limits.draftDays * 24 * 3600,
};

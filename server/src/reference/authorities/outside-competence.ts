import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import type { FieldError } from '../../platform/http/problem.js';

/** A pillar is either pledged under or outside the authority's competence. */
export const outsideAndPledged = (pointer: string): FieldError => ({
  pointer,
  key: 'isOutsideOrPledged',
  params: {},
  detail: 'there are pledges under a pillar that is said to be outside its competence',
});

/** The same for pledges that a merger would add to the remaining signatory. */
export const outsideOfRemaining = (pointer: string): FieldError => ({
  pointer,
  key: 'isOutsideOfRemaining',
  params: {},
  detail: 'the remaining signatory says that the pillar of a pledge is outside its competence',
});

type PillarAnswers = Partial<Record<PillarCode, { notCompetent?: boolean | undefined }>>;

/**
 * An authority without any competence has nothing to sign: at least one pillar must be within it.
 */
export const isEverythingOutside = (answers: PillarAnswers): boolean =>
  pillarCodes.every((code) => answers[code]?.notCompetent);

export const everythingOutside = (pointer: string): FieldError => ({
  pointer,
  key: 'isEverythingOutside',
  params: {},
  detail: 'the four pillars cannot all be outside its competence',
});

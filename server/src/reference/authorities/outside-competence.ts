import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import type { FieldError } from '../../platform/http/problem.js';

/** A pillar is either pledged under or outside the authority's competence. */
export const outsideAndPledged = (pointer: string): FieldError => ({
  pointer,
  key: 'isOutsideOrPledged',
  params: {},
  detail: 'there are pledges under a pillar that is said to be outside its competence',
});

/** The same of pledges that a merger would bring to the remaining signatory. */
export const outsideOfRemaining = (pointer: string): FieldError => ({
  pointer,
  key: 'isOutsideOfRemaining',
  params: {},
  detail: 'the remaining signatory says that the pillar of a pledge is outside its competence',
});

type PillarAnswers = Partial<Record<PillarCode, { notCompetent?: boolean | undefined }>>;

/** Whoever is competent for nothing has nothing to sign: one pillar at least is its matter. */
export const isEverythingOutside = (answers: PillarAnswers): boolean =>
  pillarCodes.every((code) => answers[code]?.notCompetent);

export const everythingOutside = (pointer: string): FieldError => ({
  pointer,
  key: 'isEverythingOutside',
  params: {},
  detail: 'the four pillars cannot all be outside its competence',
});

import { pillarCodes } from '../../../../contract/pillars.js';
import type { ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

/**
 * Whether every pillar is said to lie outside the authority's competence, so that it would join
 * without a pledge. Our form refuses that, but paper and older forms did not.
 */
export function competenceFinding({ answers }: ExaminedCase): FindingDto | null {
  return pillarCodes.every((pillar) => answers[pillar]?.notCompetent)
    ? finding('competence', 'danger', 'everything')
    : null;
}

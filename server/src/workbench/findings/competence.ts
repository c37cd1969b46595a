import { pillarCodes } from '../../../../contract/pillars.js';
import type { ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

/**
 * Whether the answers place every pillar outside the authority's competence, so that it would join
 * without a pledge. The public form refuses that, but paper entries and older cases may contain it.
 */
export function competenceFinding({ answers }: ExaminedCase): FindingDto | null {
  return pillarCodes.every((pillar) => answers[pillar]?.notCompetent)
    ? finding('competence', 'danger', 'everything')
    : null;
}

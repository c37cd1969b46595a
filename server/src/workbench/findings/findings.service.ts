import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { answersFinding } from './answer-changes.js';
import { competenceFinding } from './competence.js';
import { examinedCases, type ExaminedCase } from './examined-case.js';
import { checks, type FindingDto } from './finding.dto.js';
import { identityFinding, sameAuthorities } from './identity.js';
import { jointFinding, jointOnRegister } from './joint.js';
import { lettersFinding, resemblances } from './letters.js';
import { mailboxFinding } from './mailbox.js';
import { deliveryFinding, messagesFinding } from './messages.js';
import { decisionFinding, documentsFinding, signatureFinding } from './papers.js';
import {
  countryFinding,
  placeFinding,
  pointFinding,
  regionFinding,
  whereabouts,
} from './whereabouts.js';

/** A case as the checks saw it, with what they found. */
export interface Examined {
  seen: ExaminedCase;
  findings: FindingDto[];
}

/**
 * Computes all findings about cases: for the strip of a case, its evidence and the rows of the
 * queue. Findings inform staff and never block a decision.
 */
@Injectable()
export class FindingsService {
  /** Looks at many cases with a fixed number of queries. */
  async of(manager: EntityManager, ids: string[]): Promise<Map<string, Examined>> {
    if (ids.length === 0) return new Map();
    const cases = await examinedCases(manager, ids);
    const same = await sameAuthorities(manager, cases);
    const resembles = await resemblances(manager, cases);
    const where = await whereabouts(manager, cases);
    const joint = await jointOnRegister(manager, cases);
    return new Map(
      cases.map((seen) => {
        const { id } = seen;
        const findings = [
          messagesFinding(seen),
          deliveryFinding(seen),
          identityFinding(seen, same.get(id)),
          lettersFinding(seen, resembles.get(id) ?? []),
          signatureFinding(seen),
          documentsFinding(seen),
          competenceFinding(seen),
          pointFinding(seen, where.get(id)),
          placeFinding(seen),
          countryFinding(seen),
          decisionFinding(seen),
          mailboxFinding(seen),
          jointFinding(seen, joint.get(id)),
          regionFinding(seen, where.get(id)),
          answersFinding(seen),
        ].filter((found) => found !== null);
        return [id, { seen, findings: findings.sort(byImportance) }];
      }),
    );
  }
}

/** Sorts errors first and, within one tone, by the order of the checks. */
function byImportance(one: FindingDto, other: FindingDto): number {
  const weight = { danger: 0, notice: 1, info: 2, good: 3 };
  return (
    weight[one.tone] - weight[other.tone] || checks.indexOf(one.check) - checks.indexOf(other.check)
  );
}

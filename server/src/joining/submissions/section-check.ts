import {
  everythingOutside,
  isEverythingOutside,
  outsideAndPledged,
} from '../../reference/authorities/outside-competence.js';
import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { EntityManager } from 'typeorm';
import { yearInStrasbourg } from '../../../../contract/clock.js';
import { canonical } from '../../platform/events/canonical.js';
import { check } from '../../platform/http/validation.js';
import { limits } from '../../platform/config/limits.js';
import type { FieldError } from '../../platform/http/problem.js';
import { PactService } from '../../reference/pact/pact.service.js';
import { pillarCodes } from '../../../../contract/pillars.js';
import { sectionsOf, type SectionName } from '../../../../contract/sections.js';
import { isPillar, sectionTypeOf, type Answers } from './answers.js';
import type { ProgressSection } from './dto/follow-up-sections.dto.js';
import type { AuthoritySection, PillarSection } from './dto/sections.dto.js';
import { withJointNames } from './joint-signatories.js';
import type { Submission } from './submission.entity.js';

export interface CheckedSection {
  answer: object;
  errors: FieldError[];
}

/** Validates the answers of a section by the rules of its class and those that need the Pact. */
@Injectable()
export class SectionCheck {
  /**
   * Hashes of sections found valid. Every page of a form validates the whole form again, and most
   * of it has not changed.
   */
  private readonly good = new LRUCache<string, true>({ max: limits.goodSections });

  constructor(private readonly pact: PactService) {}

  async check(
    manager: EntityManager,
    section: SectionName,
    value: unknown,
    onPaper = false,
  ): Promise<CheckedSection> {
    const checked = await this.judge(manager, section, value, onPaper);
    if (checked.errors.length === 0 && !onPaper)
      this.good.set(fingerprint(section, checked.answer), true);
    return checked;
  }

  private async judge(
    manager: EntityManager,
    section: SectionName,
    value: unknown,
    onPaper: boolean,
  ): Promise<CheckedSection> {
    const { dto, errors } = await check<object>(sectionTypeOf(section, onPaper), value);
    if (errors.length === 0 && section === 'progress')
      return { answer: dto, errors: unexplained(dto as ProgressSection) };
    if (errors.length === 0 && section === 'authority') {
      const answer = await withJointNames(manager, dto as AuthoritySection);
      return { answer, errors: signingAlone(answer) };
    }
    if (errors.length > 0 || !isPillar(section)) return { answer: dto, errors };
    return { answer: dto, errors: await this.checkPillar(manager, section, dto as PillarSection) };
  }

  /** The sections of a submission that still lack a valid answer, in the order of its task list. */
  async missing(
    manager: EntityManager,
    { kind, answers }: Pick<Submission, 'kind' | 'answers'>,
  ): Promise<SectionName[]> {
    const missing: SectionName[] = [];
    for (const section of sectionsOf(kind)) {
      const answer = answers[section];
      if (!answer || !(await this.isGood(manager, section, answer))) missing.push(section);
    }
    // Two pages saved at the same moment did not see each other's answers.
    if (isEverythingOutside(answers)) missing.push(...pillarCodes.slice(-1));
    return missing;
  }

  /**
   * A valid answer stays valid within the year: actions are never removed from the Pact, and only
   * the years of pledges can expire.
   */
  private async isGood(
    manager: EntityManager,
    section: SectionName,
    answer: object,
  ): Promise<boolean> {
    if (this.good.has(fingerprint(section, answer))) return true;
    const { errors } = await this.check(manager, section, answer);
    return errors.length === 0;
  }

  private async checkPillar(
    manager: EntityManager,
    pillar: string,
    answer: PillarSection,
  ): Promise<FieldError[]> {
    const unknown = await this.pact.unknownActions(
      manager,
      pillar,
      answer.actions.map((action) => action.code),
    );
    if (unknown.length > 0) {
      const index = answer.actions.findIndex((action) => unknown.includes(action.code));
      return [
        {
          pointer: `/actions/${index}/code`,
          key: 'isKnownAction',
          params: {},
          detail: 'is not an action of this pillar',
        },
      ];
    }
    const pledges = answer.actions.length + answer.ownWords.length;
    if (answer.notCompetent && pledges > 0) return [outsideAndPledged('/notCompetent')];
    if (pledges > 0 || answer.notYet || answer.notCompetent) return [];
    return [
      {
        pointer: '/notYet',
        key: 'isPillarAnswered',
        params: {},
        detail:
          'choose at least one action, or say why not yet, or that it is outside your competence',
      },
    ];
  }
}

/** Contradictions between a section and the other saved ones. */
export function againstOthers(section: SectionName, answer: object, others: Answers): FieldError[] {
  const isAll = isPillar(section) && isEverythingOutside({ ...others, [section]: answer });
  return isAll ? [everythingOutside('/notCompetent')] : [];
}

function fingerprint(section: SectionName, answer: object): string {
  return hash('sha256', `${yearInStrasbourg()} ${section} ${canonical(answer)}`);
}

/** Only an association signs for others; any other kind would lose their names. */
function signingAlone({ kind, jointSignatories }: AuthoritySection): FieldError[] {
  if (kind === 'association' || !jointSignatories) return [];
  const detail = 'choose association, or take these names away';
  return [{ pointer: '/jointSignatories', key: 'isAssociation', params: {}, detail }];
}

/** Dropping a pledge requires a reason. */
function unexplained({ reports }: ProgressSection): FieldError[] {
  return reports.flatMap(({ progress, note }, index) =>
    progress === 'dropped' && !note
      ? [
          {
            pointer: `/reports/${index}/note`,
            key: 'isReasonGiven',
            params: {},
            detail: 'say why it was dropped',
          },
        ]
      : [],
  );
}

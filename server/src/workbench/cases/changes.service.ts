import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { factNames } from '../../../../contract/facts.js';
import { outsideIn } from '../../../../contract/outside-competence.js';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import type { Answers } from '../../joining/submissions/answers.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import type { Document } from '../../platform/documents/document.entity.js';
import {
  StandingService,
  type Standing,
  type StandingPledge,
} from '../../joining/submissions/standing.service.js';
import type { OwnPledge } from '../../joining/submissions/dto/sections.dto.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { submissionTransitions } from '../../joining/submissions/submission.workflow.js';
import type {
  CaseChangesDto,
  FieldChangeDto,
  PledgeChangeDto,
  PledgeReportDto,
} from './case-changes.dto.js';

/**
 * Shows what a follow-up would change on the register now. Only the differences are listed, so that
 * a reviewer reads nothing twice.
 */
@Injectable()
export class ChangesService {
  constructor(
    private readonly standing: StandingService,
    private readonly documents: DocumentsService,
  ) {}

  /**
   * @returns null for an endorsement, and for a decided case, because the register may have changed
   *   since.
   */
  async of(manager: EntityManager, submission: Submission): Promise<CaseChangesDto | null> {
    if (submission.kind === 'endorsement' || !isOpen(submission)) return null;
    const standing = await this.standing.of(manager, submission);
    if (!standing) return null;
    const { progress } = submission.answers;
    const amends = submission.kind === 'amendment';
    return {
      publicId: standing.publicId,
      fields: amends ? fieldChanges(standing.answers, submission.answers) : [],
      pledges: amends ? pledgeChanges(standing, submission) : [],
      reports: progress
        ? reports(standing, progress, await this.documents.of(manager, submission.id))
        : [],
    };
  }
}

/** Whether the case is still open for a decision. */
function isOpen({ state }: Submission): boolean {
  return submissionTransitions.some(
    ({ from, by }) => from === state && by.some((role) => role === 'reviewer'),
  );
}

const fields = [
  'kind',
  'countryCode',
  'nameOfficial',
  'nameEn',
  'nameFr',
  'region',
  ...factNames,
  'jointSignatories',
] as const;

function fieldChanges(before: Standing['answers'], after: Answers): FieldChangeDto[] {
  const [was, is] = [authorityIn(before), authorityIn(after)];
  const changes = fields.map((field) => ({
    field: field as string,
    before: text(was[field]),
    after: text(is[field]),
  }));
  changes.push({ field: 'coordinates', before: point(before.place), after: point(after.place) });
  return changes.filter((change) => change.before !== change.after);
}

/** Including the pillars' answers about it. */
const authorityIn = (answers: Standing['answers'] | Answers) => ({
  ...answers.authority,
  outsideCompetence: outsideIn(answers) ?? undefined,
});

const text = (value: string | number | undefined) => (value === undefined ? null : String(value));
const point = (place: Answers['place']) =>
  place ? `${place.latitude} / ${place.longitude}` : null;

type Promised = Omit<PledgeChangeDto, 'before' | 'after' | 'pactVersion'> & {
  details: NonNullable<PledgeChangeDto['after']>;
};

/**
 * An existing pledge keeps the wording it was made under; a new one has the wording of this case.
 */
function pledgeChanges(
  before: Standing,
  { answers: after, pactVersion }: Submission,
): PledgeChangeDto[] {
  const was = new Map(before.pledges.map((pledge) => [keyOf(pledge), pledge]));
  const now = new Map(
    pillarCodes
      .flatMap((pillar) => promised(pillar, after))
      .map((pledge) => [keyOf(pledge), pledge]),
  );
  const stays = [...now.values()].map(({ details, ...pledge }) => ({
    ...pledge,
    pactVersion: was.get(keyOf(pledge))?.pactVersion ?? pactVersion,
    before: detailsOf(was.get(keyOf(pledge))),
    after: withStaffs(details, was.get(keyOf(pledge))),
  }));
  const goes = before.pledges
    .filter((pledge) => !now.has(keyOf(pledge)))
    .map((pledge) => ({
      pillar: pledge.pillar,
      action: pledge.action,
      ownWords: pledge.ownWords,
      pactVersion: pledge.pactVersion,
      before: detailsOf(pledge),
      after: null,
    }));
  return [...stays, ...goes].filter(
    (change) => JSON.stringify(change.before) !== JSON.stringify(change.after),
  );
}

/** Leaving out a translation by the secretariat does not remove it. */
function withStaffs(details: Promised['details'], was: StandingPledge | undefined) {
  const stays = (language: OfficialLanguage) => was?.byStaff.includes(language) || false;
  return {
    ...details,
    inEnglish: details.inEnglish ?? (stays('en') ? was!.inEnglish : null),
    inFrench: details.inFrench ?? (stays('fr') ? was!.inFrench : null),
  };
}

function promised(pillar: PillarCode, answers: Answers): Promised[] {
  const details = (pledge: Partial<OwnPledge>) => ({
    targetYear: pledge.targetYear ?? null,
    leadDepartment: pledge.leadDepartment ?? null,
    inEnglish: pledge.inEnglish ?? null,
    inFrench: pledge.inFrench ?? null,
  });
  const { actions = [], ownWords = [] } = answers[pillar] ?? {};
  return [
    ...actions.map((pledge) => ({
      pillar,
      action: pledge.code,
      ownWords: null,
      details: details(pledge),
    })),
    ...ownWords.map((pledge) => ({
      pillar,
      action: null,
      ownWords: pledge.text,
      details: details(pledge),
    })),
  ];
}

function keyOf({
  pillar,
  action,
  ownWords,
}: Pick<StandingPledge, 'pillar' | 'action' | 'ownWords'>): string {
  return action ?? `${pillar} ${ownWords}`;
}

function detailsOf(pledge: StandingPledge | undefined): PledgeChangeDto['before'] {
  if (!pledge) return null;
  const { targetYear, leadDepartment, inEnglish, inFrench } = pledge;
  return { targetYear, leadDepartment, inEnglish, inFrench };
}

function reports(
  { pledges }: Standing,
  given: NonNullable<Answers['progress']>,
  documents: Document[],
): PledgeReportDto[] {
  return given.reports.flatMap(({ pledgeId, progress, note, evidenceUrl, ...translated }) => {
    const pledge = pledges.find(({ id }) => id === pledgeId);
    if (!pledge) return [];
    const { pillar, action, ownWords, pactVersion } = pledge;
    const files = documents
      .filter((document) => document.pledgeId === pledgeId)
      .map(({ id, fileName }) => ({ id, fileName }));
    const told = {
      before: pledge.progress,
      after: progress,
      note: note ?? null,
      inEnglish: translated.inEnglish ?? null,
      inFrench: translated.inFrench ?? null,
      evidenceUrl: evidenceUrl ?? null,
    };
    return [{ pledgeId, pillar, action, ownWords, pactVersion, ...told, files }];
  });
}

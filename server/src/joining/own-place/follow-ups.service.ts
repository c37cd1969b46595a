import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { newSubmission } from '../submissions/new-submission.js';
import type { SubmissionKind } from '../../../../contract/kinds.js';
import { Problem } from '../../platform/http/problem.js';
import { pillarCodes } from '../../../../contract/pillars.js';
import { sectionsOf } from '../../../../contract/sections.js';
import { requireKind } from '../submissions/case-actions.js';
import type { Answers } from '../submissions/answers.js';
import { StandingService, type Standing } from '../submissions/standing.service.js';
import { Submission } from '../submissions/submission.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';

export type FollowUpKind = Exclude<SubmissionKind, 'endorsement'>;
export const followUpKinds = [
  'amendment',
  'progress',
  'practice',
  'withdrawal',
] as const satisfies readonly FollowUpKind[];

/**
 * What an authority submits after joining. Each follow-up is a separate submission, and the
 * register changes only after a decision by staff.
 */
@Injectable()
export class FollowUpsService {
  constructor(
    private readonly database: DataSource,
    private readonly standing: StandingService,
    private readonly tokens: SubmissionTokensService,
  ) {}

  /**
   * Opens a follow-up in the form of the session `token`: the unsent one, or a new one prefilled
   * from the register.
   * @throws Problem 409 when the authority is not on the public register, or when staff already
   *   have a follow-up of this kind.
   */
  async open(home: Submission, kind: FollowUpKind, token: string): Promise<Submission> {
    requireKind(home, kind);
    return this.database.transaction(async (manager) => {
      const endorsement = await manager.findOneOrFail(Submission, {
        where: { id: home.id },
        lock: { mode: 'pessimistic_write' },
      });
      const standing = await this.standing.of(manager, endorsement);
      if (standing?.state !== 'published' && standing?.state !== 'on_hold') {
        throw new Problem(409, 'not-published', 'The authority is not on the public register.');
      }
      const submission =
        (await this.unfinished(manager, endorsement.id, kind)) ??
        (await this.begin(manager, endorsement, kind, standing));
      await this.tokens.openInForm(manager, token, submission.id);
      return submission;
    });
  }

  /**
   * Opens an unsent follow-up or one sent back for changes, by its reference.
   * @throws Problem 404 for any other.
   */
  async reopen(home: Submission, reference: string, token: string): Promise<void> {
    const manager = this.database.manager;
    const submission = await manager.findOneBy(Submission, { reference, parentId: home.id });
    if (!submission) throw Problem.notFound();
    requireKind(home, submission.kind);
    await this.tokens.openInForm(manager, token, submission.id);
  }

  /** All follow-ups of an endorsement that were not discarded, newest first. */
  async of(home: Submission): Promise<Submission[]> {
    const all = await this.database.manager.find(Submission, {
      where: { parentId: home.id },
      order: { createdAt: 'DESC' },
    });
    return all.filter(({ state }) => state !== 'expired' && state !== 'withdrawn');
  }

  private async unfinished(
    manager: EntityManager,
    parentId: string,
    kind: FollowUpKind,
  ): Promise<Submission | null> {
    const [open] = await manager.find(Submission, {
      where: (['draft', 'changes_requested', 'waiting'] as const).map((state) => ({
        parentId,
        kind,
        state,
      })),
      order: { createdAt: 'DESC' },
      take: 1,
    });
    // A town may send several good practices at once. For every other kind, the next has to wait
    // for a decision on this one.
    if (open?.state === 'waiting' && kind !== 'practice') {
      throw new Problem(
        409,
        'follow-up-waiting',
        'The secretariat has one already. Wait for its answer, or take it back.',
      );
    }
    return open?.state === 'waiting' ? null : (open ?? null);
  }

  private async begin(
    manager: EntityManager,
    endorsement: Submission,
    kind: FollowUpKind,
    standing: Standing,
  ): Promise<Submission> {
    const submission = newSubmission({
      kind,
      language: endorsement.language,
      answers: beginning(endorsement, kind, standing),
      contactEmail: endorsement.contactEmail,
      authorityId: standing.authorityId,
      parentId: endorsement.id,
      demo: endorsement.demo,
    });
    return manager.save(submission, { reload: false });
  }
}

/**
 * The initial answers of a follow-up: its contact, its authority and the current values of what can
 * be changed. The reasons for an empty pillar come from the endorsement, because the register does
 * not hold them.
 */
function beginning(
  { answers: sent }: Submission,
  kind: FollowUpKind,
  { answers: standing }: Standing,
): Answers {
  const asked: readonly string[] = sectionsOf(kind);
  const reasons = pillarCodes.flatMap((pillar) => {
    const { actions, ownWords, notCompetent } = standing[pillar]!;
    const none = actions.length + ownWords.length === 0 && !notCompetent;
    const notYet = sent[pillar]?.notYet;
    return none && notYet ? [[pillar, { ...standing[pillar], notYet }] as const] : [];
  });
  const given = Object.entries({ ...standing, ...Object.fromEntries(reasons) }).filter(([name]) =>
    asked.includes(name),
  );
  return {
    ...(sent.contact ? { contact: sent.contact } : {}),
    authority: standing.authority!,
    ...Object.fromEntries(given),
  };
}

import { outsideIn } from '../../../../contract/outside-competence.js';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { AuthoritiesService } from '../../reference/authorities/authorities.service.js';
import { Problem } from '../../platform/http/problem.js';
import { namerOf } from '../../joining/people/contact-namer.js';
import { isColleague } from '../../joining/people/no-colleague.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import type { Undo } from '../../platform/undo/undo.service.js';
import { keptPledges } from '../signatories/kept-pledges.js';
import { Pledge } from '../signatories/pledge.entity.js';
import { pledgesOf } from '../signatories/pledges-of.js';
import { givenIn, translationsOf } from '../signatories/translations.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';
import { RevisionsService } from '../versions/revisions.service.js';
import type { Eyes } from '../../platform/settings/four-eyes.js';
import { RegisterService } from '../publication/register.service.js';
import { Signatory } from '../signatories/signatory.entity.js';
import { isOnRegister } from '../signatories/signatory.workflow.js';
import { ReportingSteps } from './reporting-steps.service.js';
import { logPublicly } from '../signatories/transparency.js';

/** The parts of a reviewer's approval that concern the register. */
export interface FollowUpDecision {
  reason: string;
  mail: boolean;
  /**
   * A colleague says that an amended authority is different from those of its new name or place.
   */
  isAnother: boolean;
  staff: Staff;
  undo: Undo;
}

/** Applies an approved follow-up to the register, inside the transaction of its decision. */
@Injectable()
export class FollowUpEffects {
  constructor(
    private readonly authorities: AuthoritiesService,
    private readonly register: RegisterService,
    private readonly revisions: RevisionsService,
    private readonly reporting: ReportingSteps,
  ) {}

  /**
   * @throws Problem 409 when the signatory is no longer public or the new name belongs to another
   *   authority, 403 when the role does not allow it.
   */
  async apply(
    manager: EntityManager,
    submission: Submission,
    decision: FollowUpDecision,
  ): Promise<void> {
    const signatory = await manager.findOne(Signatory, {
      where: { endorsementId: submission.parentId! },
      lock: { mode: 'pessimistic_write' },
    });
    if (!signatory || !isOnRegister(signatory.state))
      throw new Problem(409, 'not-published', 'It is not on the public register.');
    const { answers } = submission;
    const { staff, undo, reason } = decision;
    const { kind } = submission;
    await this.register.remember(manager, signatory, undo);
    if (kind === 'withdrawal') {
      const leaving = answers.leaving!.reason;
      return this.register.withdrawAsAsked(manager, signatory, { ...decision, leaving });
    }
    if (kind !== 'practice') await this.revisions.keepBefore(manager, signatory);
    switch (kind) {
      case 'amendment':
        await this.amend(manager, signatory, submission, decision);
        await logPublicly(
          manager,
          { kind: 'corrected', signatoryId: signatory.id, reasonCode: 'asked_by_authority' },
          undo,
        );
        break;
      case 'progress':
        await this.report(manager, signatory, submission);
        await this.reporting.accept(manager, signatory, staff);
        break;
      case 'practice':
        await this.share(manager, signatory, submission);
        break;
    }
    const version = signatory.version + 1;
    await manager.update(Signatory, signatory.id, {
      version,
      changedAt: new Date(),
      decidedBy: staff.id,
    });
    if (kind === 'amendment' || kind === 'progress') {
      const origin = { cause: kind, reason, staffId: staff.id, submissionId: submission.id };
      await this.revisions.record(manager, { id: signatory.id, version }, origin);
    }
    await bumpRegisterVersion(manager, await this.behind(manager, submission, staff));
  }

  /**
   * The town counts as the first person if the change was sent from its own proven mailbox. If a
   * colleague entered the case from paper, or named its contact, that colleague counts instead. A
   * colleague's own mailbox, however it is spelled, does not count as a town's.
   */
  private async behind(
    manager: EntityManager,
    { id: caseId, parentId, contactEmail }: Submission,
    { id }: Staff,
  ): Promise<Eyes> {
    const { enteredBy } = await manager.findOneByOrFail(Submission, { id: parentId! });
    const namer = await namerOf(manager, { id: caseId, parentId: parentId! });
    const isTowns = contactEmail !== null && !(await isColleague(manager, contactEmail));
    return {
      eyes: [id, enteredBy, namer],
      town: isTowns && enteredBy === null && namer === null,
    };
  }

  private async amend(
    manager: EntityManager,
    signatory: Signatory,
    submission: Submission,
    { isAnother }: FollowUpDecision,
  ): Promise<void> {
    await this.authorities.amend(
      manager,
      signatory.authorityId,
      {
        ...submission.answers.authority!,
        outsideCompetence: outsideIn(submission.answers),
      },
      submission.answers.place!,
      isAnother,
    );
    const before = await manager.findBy(Pledge, { signatoryId: signatory.id });
    const after = keptPledges(pledgesOf(submission, signatory.id), before);
    await manager.delete(Pledge, { signatoryId: signatory.id });
    await manager.insert(Pledge, after);
  }

  /** Reports on pledges that an amendment has since removed are ignored. */
  private async report(
    manager: EntityManager,
    signatory: Signatory,
    { language, answers }: Submission,
  ): Promise<void> {
    const { reports } = answers.progress!;
    const reportedOn = dayInStrasbourg();
    for (const { pledgeId: id, progress, note = null, evidenceUrl = null, ...given } of reports) {
      const pledge = await manager.findOneBy(Pledge, { id, signatoryId: signatory.id });
      if (!pledge) continue;
      const ofNote = { field: 'progressNote', words: note, language } as const;
      // The form of a report shows no earlier translation: what it has was typed for this note.
      const sameNote = pledge.progressNote === note ? pledge.translations : [];
      const translations = [
        ...pledge.translations.filter(({ field }) => field === 'ownWords'),
        ...translationsOf(ofNote, givenIn(given), sameNote, 'town'),
      ];
      await manager.update(Pledge, id, {
        ...{ progress, evidenceUrl, reportedOn, translations },
        progressNote: note,
      });
    }
    await manager.query(
      `UPDATE pledge_report SET language = $3
       WHERE signatory_id = $1 AND pledge_id = ANY($2) AND reported_on = $4 AND note IS NOT NULL`,
      [signatory.id, reports.map(({ pledgeId }) => pledgeId), language, reportedOn],
    );
  }

  private async share(
    manager: EntityManager,
    signatory: Signatory,
    { id, language, answers }: Submission,
  ): Promise<void> {
    const { title, pillar, whatWasDone, forWhom, result, alsoIn, whomToAsk } = answers.practice!;
    await manager.query(
      `INSERT INTO practice (id, signatory_id, submission_id, pillar_code, title, what_was_done,
        for_whom, result, language, also_in, whom_to_ask)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        uuidv7(),
        signatory.id,
        id,
        pillar,
        title,
        whatWasDone,
        forWhom,
        result,
        language,
        alsoIn ?? null,
        whomToAsk ?? null,
      ],
    );
  }
}

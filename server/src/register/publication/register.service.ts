import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Authority } from '../../reference/authorities/authority.entity.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { requireReasonFor } from '../../platform/http/require-reason.js';
import { newReference } from '../../platform/text/tokens.js';
import { stepIn } from '../../platform/workflow/workflow.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { UndoService, type Undo } from '../../platform/undo/undo.service.js';
import { Pledge } from '../signatories/pledge.entity.js';
import { keptPledges } from '../signatories/kept-pledges.js';
import { pledgesOf } from '../signatories/pledges-of.js';
import { takeSnapshot } from '../signatories/register-snapshot.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';
import { requireFourEyes } from '../../platform/settings/four-eyes.js';
import { behindStep, changeOf, type TakenStep } from './taken-step.js';
import { SignatoryGuards } from './signatory-guards.service.js';
import { signatoryMail } from './signatory-mail.js';
import type { SignatoryStep } from '../signatories/signatory-step.js';
import { keepStep } from '../signatories/kept-steps.js';
import { Signatory } from '../signatories/signatory.entity.js';
import {
  signatoryTransitions,
  type SignatoryAction,
  type SignatoryState,
} from '../signatories/signatory.workflow.js';
import { logPublicly, type RegisterChange } from '../signatories/transparency.js';

/** The decision of staff on an authority's own request to leave. */
type AskedWithdrawal = Pick<TakenStep, 'reason' | 'mail' | 'undo' | 'leaving'> & { staff: Staff };

/**
 * Changes the state of signatories. Each public change is one transaction with its event, its mail
 * and a new register version.
 */
@Injectable()
export class RegisterService {
  private readonly stepOf: MayWaitFor<WantedStep, Signatory>;

  constructor(
    proposals: Proposals,
    private readonly guards: SignatoryGuards,
    private readonly undo: UndoService,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
  ) {
    this.stepOf = proposals.define('signatory.step', (manager, { id, step, seen }, acting) =>
      this.take(manager, id, step, acting, seen),
    );
  }

  /**
   * Adds an approved authority to the register as unlisted, with the pledges of its endorsement.
   */
  async enlist(
    manager: EntityManager,
    submission: Submission,
    authority: Authority,
    staff: Staff,
  ): Promise<Signatory> {
    const signatory = manager.create(Signatory, {
      id: uuidv7(),
      publicId: newReference().toLowerCase(),
      authorityId: authority.id,
      endorsementId: submission.id,
      state: 'unlisted',
      signedOn: submission.answers.decision?.decidedOn ?? null,
      sourceUrl: null,
      publishedAt: null,
      withdrawnAt: null,
      changedAt: new Date(),
      decidedBy: staff.id,
      demo: submission.demo,
      version: 1,
    });
    await manager.insert(Signatory, signatory);
    await manager.insert(Pledge, keptPledges(pledgesOf(submission, signatory.id), []));
    return signatory;
  }

  /**
   * Publishes a signatory now or on a date, puts it on hold, withdraws or restores it. With four
   * eyes, restoring a withdrawn signatory waits for a second colleague.
   */
  async change(
    signatoryId: string,
    step: SignatoryStep,
    staff: Staff,
    seen: number,
  ): Promise<Signatory | ProposedDto> {
    const subject = { kind: 'signatory', id: signatoryId };
    return this.stepOf({ subject, wanted: { id: signatoryId, step, seen }, staff });
  }

  /**
   * A step of a bulk run. @param undo the run. @throws Problem as `change`, and 403 when a second
   *   colleague has to agree.
   */
  async changeInside(
    manager: EntityManager,
    signatoryId: string,
    step: SignatoryStep,
    staff: Staff,
    seen: number,
    undo: Undo,
  ): Promise<void> {
    await this.take(manager, signatoryId, step, { staff, eyes: [staff.id] }, seen, undo);
  }

  /**
   * @param undo the bulk run that the change belongs to. Without it, the change can be undone on
   *   its own.
   * @throws Problem 403 without the role or when another colleague must do it, 409 in the wrong
   *   state, 412 when it changed after version `seen`, 422 when a required reason or date is
   *   missing.
   */
  private async take(
    manager: EntityManager,
    signatoryId: string,
    step: SignatoryStep,
    { staff, eyes }: Acting,
    seen: number,
    undo?: Undo,
  ): Promise<Signatory> {
    const signatory = await this.lock(manager, signatoryId);
    const row = stepIn(signatoryTransitions, signatory.state, step.action, staff.roles);
    await this.requireSeen(manager, signatory, seen);
    requireReasonFor(step.action, step.reasonCode);
    await this.guards.require(row, { manager, signatory, step, by: staff });
    const mine = undo ?? (await this.undo.begin(manager, staff.id));
    await this.remember(manager, signatory, mine);
    const behind = behindStep(step.action, signatory, eyes);
    // A job carries out a scheduled publication, so the four-eyes rule is checked now.
    if (step.action === 'schedule') await requireFourEyes(manager, behind);
    await this.move(manager, signatory, row.to, { ...step, by: staff, undo: mine, behind });
    return signatory;
  }

  /** The job does what a publisher decided for this day. */
  async publishAsScheduled(manager: EntityManager, signatory: Signatory): Promise<void> {
    const action = 'publish_as_scheduled';
    const row = stepIn(signatoryTransitions, signatory.state, action, ['system']);
    await this.guards.require(row, { manager, signatory, step: {}, by: 'clock' });
    const mail = !signatory.publishWithoutMail;
    await this.move(manager, signatory, row.to, {
      action,
      reasonCode: 'agreed_date',
      reason: '',
      mail,
      by: 'clock',
      behind: 'decided before',
    });
  }

  /**
   * The authority asked to leave, and the decision about that submission has met its own guards:
   * here only state and role are looked up.
   * @throws Problem 403 or 409
   */
  async withdrawAsAsked(
    manager: EntityManager,
    signatory: Signatory,
    decision: AskedWithdrawal,
  ): Promise<void> {
    const { staff, ...told } = decision;
    const { to } = stepIn(signatoryTransitions, signatory.state, 'withdraw', staff.roles);
    await this.move(manager, signatory, to, {
      ...told,
      action: 'withdraw',
      reasonCode: 'asked_by_authority',
      by: staff,
      behind: 'takes away',
    });
  }

  async lock(manager: EntityManager, signatoryId: string): Promise<Signatory> {
    const signatory = await manager.findOne(Signatory, {
      where: { id: signatoryId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!signatory) throw Problem.notFound();
    return signatory;
  }

  /** @throws Problem 412 naming the colleague who changed it meanwhile. */
  async requireSeen(
    manager: EntityManager,
    { id, version, changedAt }: Signatory,
    seen: number,
  ): Promise<void> {
    if (version !== seen)
      requireVersion(version, seen, { at: changedAt, ...(await this.events.last(manager, id)) });
  }

  /** Keeps a snapshot for undo, before the step that increments the version. */
  async remember(manager: EntityManager, { id, version }: Signatory, undo: Undo): Promise<void> {
    const before = await takeSnapshot(manager, id);
    await this.undo.remember(manager, undo, {
      subjectKind: 'signatory',
      subjectId: id,
      version: version + 1,
      before,
    });
  }

  /** The step itself, with its mail, its event and the new version. */
  private async move(
    manager: EntityManager,
    signatory: Signatory,
    state: SignatoryState,
    step: TakenStep,
  ): Promise<void> {
    const { action, by, undo } = step;
    const from = signatory.state;
    Object.assign(signatory, changeOf(signatory, state, step));
    await manager.save(signatory);
    const mailed = step.mail && (await this.tell(manager, signatory, step));
    await keepStep(manager, {
      ...{ signatoryId: signatory.id, action, reasonCode: step.reasonCode, reason: step.reason },
      ...{ mailed, staffId: by === 'clock' ? null : by.id, undoId: undo?.id },
    });
    const logged = publicKinds[action];
    if (logged)
      await logPublicly(
        manager,
        { kind: logged, signatoryId: signatory.id, reasonCode: step.reasonCode },
        undo,
      );
    if (from !== state)
      await bumpRegisterVersion(manager, step.behind, onlyAdds.has(action) ? 'adds' : 'removes');
    await this.events.append(manager, {
      actor: by === 'clock' ? system : { kind: 'staff', id: by.id },
      action: `signatory.${action}`,
      subject: { kind: 'signatory', id: signatory.id },
      details: {
        from,
        to: state,
        version: signatory.version,
        reasonCode: step.reasonCode,
        mailed,
        ...(step.publishOn ? { publishOn: step.publishOn } : {}),
        ...(signatory.endorsementId ? { submission: signatory.endorsementId } : {}),
      },
    });
  }

  /** @returns whether a mail is sent to the contact. */
  private async tell(
    manager: EntityManager,
    signatory: Signatory,
    step: TakenStep,
  ): Promise<boolean> {
    const mail = await signatoryMail(manager, signatory, step);
    return mail !== null && this.outbox.add(manager, mail, step.undo);
  }
}

interface WantedStep {
  id: string;
  step: SignatoryStep;
  seen: number;
}

const onlyAdds = new Set<SignatoryAction>(['publish', 'publish_as_scheduled']);
const publicKinds: Partial<Record<SignatoryAction, RegisterChange['kind']>> = {
  withdraw: 'withdrawn',
  restore: 'restored',
};

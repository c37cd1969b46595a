import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Authority } from '../authorities/authority.entity.js';
import { requireVersion } from '../common/if-match.js';
import { Problem } from '../common/problem.js';
import { newReference } from '../common/tokens.js';
import { nextState } from '../common/workflow.js';
import { EventsService } from '../events/events.service.js';
import { OutboxService } from '../mail/outbox.service.js';
import type { MailTemplate } from '../mail/texts.js';
import type { Staff } from '../staff/staff.entity.js';
import { caseMail } from '../submissions/case-mail.js';
import { Submission } from '../submissions/submission.entity.js';
import { Pledge } from './pledge.entity.js';
import { pledgesOf } from './pledges-of.js';
import { bumpRegisterVersion } from './register-version.js';
import { signatoryPath } from './signatory-path.js';
import { signatoryTransitions, type SignatoryAction } from './signatory.workflow.js';
import { Signatory } from './signatory.entity.js';

const mails: Partial<Record<SignatoryAction, MailTemplate>> = {
  publish: 'published',
  hold: 'on_hold',
  resume: 'published',
  withdraw: 'withdrawn',
  restore: 'published',
};

/** The register itself. Each change of what the public sees is one transaction with its event, its mail and a new version number. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
  ) {}

  /** Puts an approved authority on the register, unlisted, with the pledges of its endorsement. */
  async enlist(manager: EntityManager, submission: Submission, authority: Authority): Promise<Signatory> {
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
      demo: submission.demo,
      version: 1,
    });
    await manager.insert(Signatory, signatory);
    await manager.insert(Pledge, pledgesOf(submission, signatory.id));
    return signatory;
  }

  /**
   * Publishes, puts on hold, withdraws or restores a signatory.
   * @throws Problem 403 without the role, 409 in the wrong state, 412 when it changed after version `seen`, 422 without a needed reason.
   */
  async change(signatoryId: string, action: SignatoryAction, reason: string | undefined, staff: Staff, seen: number): Promise<Signatory> {
    return this.database.transaction(async (manager) => {
      const signatory = await manager.findOne(Signatory, { where: { id: signatoryId }, lock: { mode: 'pessimistic_write' } });
      if (!signatory) throw Problem.notFound();
      nextState(signatoryTransitions, signatory.state, action, staff.roles);
      if (signatory.version !== seen) {
        requireVersion(signatory.version, seen, { at: signatory.changedAt, ...(await this.events.last(manager, signatoryId)) });
      }
      const row = signatoryTransitions.find((transition) => transition.from === signatory.state && transition.action === action);
      if (row?.reason && !reason) throw Problem.invalid([{ pointer: '/reason', key: 'isNotEmpty', params: {}, detail: 'say why' }]);
      await this.move(manager, signatory, action, reason ?? '', staff);
      return signatory;
    });
  }

  /** The step itself, with its mail, its event and the new version. @throws Problem 403 or 409 when the table of transitions has no such step. */
  async move(manager: EntityManager, signatory: Signatory, action: SignatoryAction, reason: string, staff: Staff): Promise<void> {
    const from = signatory.state;
    const state = nextState(signatoryTransitions, from, action, staff.roles);
    Object.assign(signatory, {
      state,
      version: signatory.version + 1,
      changedAt: new Date(),
      publishedAt: signatory.publishedAt ?? new Date(),
      withdrawnAt: state === 'withdrawn' ? new Date() : null,
    });
    await manager.save(signatory);
    await this.tell(manager, signatory, action, reason);
    await bumpRegisterVersion(manager);
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: `signatory.${action}`,
      subject: { kind: 'signatory', id: signatory.id },
      details: { from, to: state, version: signatory.version, ...(signatory.endorsementId ? { submission: signatory.endorsementId } : {}) },
    });
  }

  private async tell(manager: EntityManager, signatory: Signatory, action: SignatoryAction, reason: string): Promise<void> {
    const template = mails[action];
    const submission = signatory.endorsementId && (await manager.findOneBy(Submission, { id: signatory.endorsementId }));
    if (!template || !submission || !submission.contactEmail || submission.demo) return;
    const authority = await manager.findOneByOrFail(Authority, { id: signatory.authorityId });
    await this.outbox.add(
      manager,
      caseMail(submission, template, { reason, path: signatoryPath(submission.language, signatory.publicId, authority.nameEn) }),
    );
  }
}

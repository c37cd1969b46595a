import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { EventsService } from '../../platform/events/events.service.js';
import { fold } from '../../platform/text/text.js';
import { AddressProof } from '../submissions/address-proof.js';
import { CasePerson } from '../submissions/case-person.entity.js';
import { Submission } from '../submissions/submission.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';
import type { AddressCorrectionDto } from './address-correction.dto.js';

/**
 * Corrects a mistyped address until it is proven. Afterwards only a hand-over changes it. The old
 * address gets no more mails: its links stop working, and queued mails to it are deleted.
 */
@Injectable()
export class AddressCorrectionsService {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: SubmissionTokensService,
    private readonly proof: AddressProof,
    private readonly events: EventsService,
  ) {}

  /**
   * For the browser that sent the endorsement.
   * @throws Problem 409 when the address is proven or nothing was sent, 429 when too many mails
   *   went to the new address; nothing is changed then.
   */
  async correct(submissionId: string, email: string): Promise<Submission> {
    return this.database.transaction(async (manager) => {
      const submission = await lock(manager, { id: submissionId });
      if (submission?.state !== 'unconfirmed')
        throw new Problem(409, 'wrong-state', 'Only an address nobody has confirmed can change.', {
          state: submission?.state,
        });
      return this.change(manager, submission, email.toLowerCase());
    });
  }

  /**
   * For another browser: the reference and the signer's name together identify the sender. The
   * response is the same whether or not they match, so that it reveals nothing. If other people
   * were ever invited, they have read both, so only the browser that sent the endorsement can
   * correct the address.
   */
  async correctByName({ reference, signer, email }: AddressCorrectionDto): Promise<void> {
    await this.database
      .transaction(async (manager) => {
        const submission = await lock(manager, {
          reference: reference.toUpperCase().replace(/[^A-Z0-9]/g, ''),
        });
        const name = submission?.answers.signer?.name;
        if (submission?.state !== 'unconfirmed' || !name || fold(name) !== fold(signer)) return;
        if (await manager.existsBy(CasePerson, { submissionId: submission.id })) return;
        await this.change(manager, submission, email.toLowerCase());
      })
      .catch(unlessTooMany);
  }

  private async change(
    manager: EntityManager,
    submission: Submission,
    email: string,
  ): Promise<Submission> {
    if (email !== submission.contactEmail) {
      await this.forgetOldAddress(manager, submission.id);
      const contact = { ...submission.answers.contact!, email };
      const change = {
        contactEmail: email,
        resumeEmail: null,
        answers: { ...submission.answers, contact },
        version: submission.version + 1,
        updatedAt: new Date(),
        warnedAt: null,
      };
      await manager.update(Submission, submission.id, change as object);
      Object.assign(submission, change);
      await this.events.append(manager, {
        actor: { kind: 'applicant', id: submission.id },
        action: 'submission.correct_address',
        subject: { kind: 'submission', id: submission.id },
        details: { version: submission.version },
      });
    }
    await this.proof.ask(manager, submission);
    return submission;
  }

  private async forgetOldAddress(manager: EntityManager, submissionId: string): Promise<void> {
    await this.tokens.endMailed(manager, submissionId);
    await manager.query(`DELETE FROM outbox WHERE submission_id = $1 AND state <> 'sent'`, [
      submissionId,
    ]);
  }
}

/** The rate limit must not reveal to outsiders that the case exists. */
function unlessTooMany(error: unknown): void {
  if (!(error instanceof Problem) || error.code !== 'too-many-mails') throw error;
}

function lock(
  manager: EntityManager,
  where: { id: string } | { reference: string },
): Promise<Submission | null> {
  return manager.findOne(Submission, { where, lock: { mode: 'pessimistic_write' } });
}

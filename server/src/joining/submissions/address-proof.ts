import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { caseMail } from './case-mail.js';
import type { Submission } from './submission.entity.js';
import { SubmissionTokensService } from './submission-tokens.service.js';

/** Asks the contact of an endorsement to prove the address with a mailed link. */
@Injectable()
export class AddressProof {
  constructor(
    private readonly tokens: SubmissionTokensService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Mails the link, five times at most to one address. @throws Problem 429 when too many mails went
   * to the address.
   */
  async ask(manager: EntityManager, submission: Submission): Promise<void> {
    const recipient = submission.contactEmail!;
    if (
      !(await this.outbox.mayAskAgain(manager, submission.id, recipient, [
        'confirm_email',
        'case_link',
      ]))
    )
      return;
    const { id } = await this.tokens.issue(manager, submission.id, 'confirm', limits.confirmHours);
    await this.outbox.addOrRefuse(
      manager,
      caseMail(submission, 'confirm_email', {
        path: `/${submission.language}/confirm`,
        tokenId: id,
        tokenPurpose: 'confirm',
      }),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { deadLink } from '../case/cases.service.js';
import { draftMail } from '../submissions/case-mail.js';
import { Submission } from '../submissions/submission.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';

/**
 * Save and return: a mailed link opens a draft on any device until it is sent. This link does not
 * prove the address.
 */
@Injectable()
export class DraftLinksService {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: SubmissionTokensService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * @throws Problem 409 when it is no draft any more, 429 when too many mails went to the address.
   */
  async send(submissionId: string, email: string): Promise<void> {
    const recipient = email.toLowerCase();
    await this.database.transaction(async (manager) => {
      const submission = await manager.findOne(Submission, {
        where: { id: submissionId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!submission) throw Problem.notFound();
      if (submission.state !== 'draft' || submission.parentId)
        throw new Problem(409, 'wrong-state', 'This was sent already.', {
          state: submission.state,
        });
      if (!(await this.outbox.mayAskAgain(manager, submissionId, recipient, ['draft_link'])))
        return;
      await manager.update(Submission, submissionId, { resumeEmail: recipient });
      const { id } = await this.tokens.issue(
        manager,
        submissionId,
        'draft_link',
        limits.draftDays * 24,
      );
      await this.outbox.addOrRefuse(
        manager,
        draftMail({ ...submission, resumeEmail: recipient }, 'draft_link', id),
      );
    });
  }

  /**
   * Opens a session for the holder of the link, which is reusable until the draft is sent.
   * @throws Problem 410 for every link that does not work.
   */
  async open(token: string): Promise<{ submission: Submission; session: string }> {
    return this.database.transaction(async (manager) => {
      const row = await this.tokens.find(manager, token, 'draft_link');
      const submission = row && (await manager.findOneBy(Submission, { id: row.submissionId }));
      if (submission?.state !== 'draft' || submission.parentId) throw deadLink();
      const { token: session } = await this.tokens.issue(
        manager,
        submission.id,
        'applicant_session',
        limits.draftDays * 24,
      );
      return { submission, session };
    });
  }
}

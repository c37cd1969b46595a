import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { OutboxService, type NewMail } from '../../platform/mail/outbox.service.js';
import { Signatory } from '../../register/signatories/signatory.entity.js';
import { signatoryMail } from '../../register/publication/signatory-mail.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { answerDayOf } from '../decisions/answer-day.js';
import { decisionMail } from '../decisions/decision-mail.js';
import { sameEntry } from '../decisions/same-entry.js';
import type {
  ChangeSignatoryDto,
  DecideDto,
  MailPreviewDto,
  MergeDto,
} from '../decisions/decision.dto.js';

/**
 * Previews the mail of a decision. It uses the functions that create the real mail, so that the
 * preview matches what is sent.
 */
@Injectable()
export class MailPreviews {
  constructor(
    private readonly database: DataSource,
    private readonly outbox: OutboxService,
    private readonly settings: SettingsService,
  ) {}

  async ofDecision(submissionId: string, decision: DecideDto): Promise<MailPreviewDto | null> {
    const submission = await this.database.manager.findOneBy(Submission, { id: submissionId });
    if (!submission || !submission.confirmedAt) throw Problem.notFound();
    const { verdict, reason = '', comments, mail } = decision;
    const { manager } = this.database;
    const same = await sameEntry(manager, submission, decision);
    const answerBy = await answerDayOf(this.settings, manager, decision);
    return this.show(
      mail ? decisionMail(submission, verdict, reason, comments, same, answerBy) : null,
    );
  }

  async ofChange(
    signatoryId: string,
    { action, reason = '', publishOn, mail }: ChangeSignatoryDto,
  ): Promise<MailPreviewDto | null> {
    const { manager } = this.database;
    const signatory = await this.signatory(signatoryId);
    // An incomplete date is reported at its field, not here.
    const day = publishOn && /^\d{4}-\d\d-\d\d$/.test(publishOn) ? publishOn : undefined;
    if (action === 'schedule' && (!day || Number.isNaN(Date.parse(day)))) return null;
    return this.show(
      mail ? await signatoryMail(manager, signatory, { action, reason, publishOn: day }) : null,
    );
  }

  async ofMerger(
    signatoryId: string,
    { into, reason = '', mail }: MergeDto,
  ): Promise<MailPreviewDto | null> {
    const [loser, winner] = [await this.signatory(signatoryId), await this.signatory(into)];
    return this.show(
      mail
        ? await signatoryMail(this.database.manager, loser, {
            action: 'merge',
            reason,
            into: winner,
          })
        : null,
    );
  }

  private async signatory(id: string): Promise<Signatory> {
    const signatory = await this.database.manager.findOneBy(Signatory, { id });
    if (!signatory) throw Problem.notFound();
    return signatory;
  }

  private async show(mail: NewMail | null): Promise<MailPreviewDto | null> {
    if (!mail || (await this.outbox.withholds(this.database.manager, mail))) return null;
    const { subject, text } = await this.outbox.preview(mail);
    return { recipient: mail.recipient, language: mail.language, subject, text };
  }
}

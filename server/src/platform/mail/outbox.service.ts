import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { AppContext } from '../database/app-context.js';
import { logger } from '../log/logger.js';
import { limits } from '../config/limits.js';
import type { Language } from '../../../../contract/languages.js';
import { EventsService, system } from '../events/events.service.js';
import type { Undo } from '../undo/undo.service.js';
import { isWithheld } from './automatic-mail.js';
import { answerTimeIn } from './answer-time.js';
import { changedMailTexts } from './changed-mail-texts.js';
import { figuresIn } from '../config/figures.js';
import { isOver } from '../settings/retention-periods.js';
import { SettingsService } from '../settings/settings.service.js';
import { forgetOldAsking, takeFromBudget, tooManyMails } from './mail-budget.js';
import { letterContent } from './letter-content.js';
import { Letter } from './letter.entity.js';
import { otherLeads } from './lead-mails.js';
import { mailLink } from './mail-link.js';
import { noticeTemplates } from './notice-templates.js';
import { OutboxMail } from './outbox-mail.entity.js';
import { renderMail, type RenderedMail } from './render-mail.js';
import type { MailTemplate } from './texts.js';

export interface NewMail {
  /** The id of its row, for callers that check its outcome later. */
  id?: string;
  recipient: string;
  language: Language;
  template: MailTemplate;
  /**
   * The template's values. `path` (with `tokenId` and `tokenPurpose` if the link is secret) makes
   * the mail's link.
   */
  data: Record<string, string>;
  /** The same values for a reader of another language, for mails that other leads also get. */
  inLanguage?: (language: Language) => Record<string, string>;
  submissionId: string | null;
  letterId?: string;
  subscriberId?: string;
}

/** The data from which a mail is shown, new or stored. */
type Shown = Pick<NewMail, 'template' | 'language' | 'data'> & { letterId?: string | null };

/** Queues mails in the transaction that causes them; the mail worker sends them. */
@Injectable()
export class OutboxService {
  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
    private readonly events: EventsService,
    private readonly settings: SettingsService,
  ) {}

  /**
   * A mail that its case withholds is not queued, and the trail records this. Nor is a requested
   * mail beyond the budget (mail-budget.ts). Mails that every lead must get are also queued for the
   * other leads (lead-mails.ts).
   * @param undo the action that the mail reports: it waits until that can no longer be undone.
   * @returns whether a mail is queued.
   */
  async add(manager: EntityManager, mail: NewMail, undo?: Undo): Promise<boolean> {
    if (await this.withholds(manager, mail)) {
      const subject = { kind: 'submission', id: mail.submissionId };
      await this.events.append(manager, {
        actor: system,
        action: 'mail.withhold',
        subject,
        details: { template: mail.template },
      });
      return false;
    }
    if (!(await takeFromBudget(manager, mail.template, mail.recipient))) {
      logger.warn({ what: 'limit', result: 'asked mails', template: mail.template }, 'limit');
      return false;
    }
    await this.insert(manager, mail, undo);
    for (const { email: recipient, name, language } of await otherLeads(manager, mail)) {
      const data = { ...mail.inLanguage!(language), name };
      const { template, submissionId } = mail;
      if (await takeFromBudget(manager, template, recipient))
        await this.insert(manager, { recipient, language, template, submissionId, data }, undo);
    }
    return true;
  }

  private async insert(
    manager: EntityManager,
    { inLanguage: _, ...mail }: NewMail,
    undo: Undo | undefined,
  ): Promise<void> {
    await manager.insert(OutboxMail, {
      id: uuidv7(),
      ...mail,
      ...(undo ? { undoId: undo.id, nextAttemptAt: undo.until } : {}),
    });
  }

  /**
   * The same for callers that may learn about a refusal.
   * @throws Problem 429 when too many mails went to the address, or were requested from this
   *   network.
   */
  async addOrRefuse(manager: EntityManager, mail: NewMail): Promise<void> {
    if (!(await this.add(manager, mail))) throw tooManyMails();
  }

  /** Whether the mail is suppressed because the case says "no automatic mail". */
  withholds(manager: EntityManager, { template, submissionId }: NewMail): Promise<boolean> {
    return isWithheld(manager, template, submissionId);
  }

  /**
   * The mail exactly as the worker would send it, for a preview.
   * @param draft of the letter, if it is not stored yet.
   */
  async preview(
    { template, language, data, letterId }: Shown,
    draft?: Pick<Letter, 'subject' | 'blocks'>,
  ): Promise<RenderedMail> {
    const figures = figuresIn(language, await this.settings.current());
    const { manager } = this.database;
    const changed = await changedMailTexts(manager, template, language);
    const answerTime = await answerTimeIn(manager, language, changed);
    const link = mailLink(this.context, data);
    const kept = letterId ? await manager.findOneBy(Letter, { id: letterId }) : null;
    const base = this.context.config.baseUrl;
    const { values, content } = letterContent({ template, data, language }, draft ?? kept, base);
    const filled = { ...figures, answerTime, ...values };
    return renderMail(template, language, filled, link, { changed, letter: content });
  }

  /**
   * Deletes mails about a submission, sent or not, because nobody must get mail about deleted data.
   */
  async forget(manager: EntityManager, submissionId: string): Promise<void> {
    await manager.delete(OutboxMail, { submissionId });
  }

  /** Deletes notices not yet sent to a colleague: a disabled account gets none. */
  async takeBackNotices(manager: EntityManager, recipient: string): Promise<void> {
    await manager.delete(OutboxMail, {
      recipient,
      state: 'queued',
      template: In([...noticeTemplates, 'staff_week']),
    });
  }

  /**
   * Deletes mails past their retention, with the letters they delivered.
   * @returns how many mails that were sent, and how many that failed.
   */
  async forgetOld(manager: EntityManager): Promise<{ mail: number; failed_mail: number }> {
    const { config } = this.context;
    const forget = async (which: string) =>
      (await manager.query<[unknown, number]>(`DELETE FROM outbox WHERE ${which}`))[1];
    const forgotten = {
      mail: await forget(`state = 'sent' AND ${isOver(config, 'mail', 'sent_at')}`),
      failed_mail: await forget(
        `state = 'dead' AND ${isOver(config, 'failed_mail', 'created_at')}`,
      ),
    };
    await manager.query(
      `DELETE FROM letter l WHERE ${isOver(config, 'mail', 'created_at')}
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.letter_id = l.id)
         AND NOT EXISTS (SELECT 1 FROM digest d WHERE l.id IN (d.letter_en, d.letter_fr))
         AND NOT EXISTS (SELECT 1 FROM mailing_text t WHERE t.letter_id = l.id)`,
    );
    await forgetOldAsking(manager);
    return forgotten;
  }

  /**
   * Whether another mail of these kinds, which anybody can trigger, may still be sent to this
   * address about this submission.
   */
  async mayAskAgain(
    manager: EntityManager,
    submissionId: string,
    recipient: string,
    templates: MailTemplate[],
  ): Promise<boolean> {
    const sent = await manager
      .createQueryBuilder(OutboxMail, 'mail')
      .where(
        'mail.submissionId = :submissionId AND mail.recipient = :recipient AND ' +
          'mail.template IN (:...templates)',
        {
          submissionId,
          recipient,
          templates,
        },
      )
      .getCount();
    return sent < limits.mailsPerSubmission;
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not, type EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { mayDo } from '../submissions/case-actions.js';
import { caseMail, draftMail } from '../submissions/case-mail.js';
import { CasePerson } from '../submissions/case-person.entity.js';
import { Submission } from '../submissions/submission.entity.js';
import type { SubmissionState } from '../submissions/submission.workflow.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';

/**
 * For people who have lost the reference: they get links to everything that belongs to their
 * address.
 */
@Injectable()
export class LostLinksService {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: SubmissionTokensService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Mails the links of the address's newest cases and drafts. The answer is the same when there are
   * none, or when too many mails went there.
   */
  async send(email: string): Promise<void> {
    const address = email.toLowerCase();
    await this.database.transaction(async (manager) => {
      const theirs = await manager.find(Submission, {
        where: [
          { contactEmail: address, parentId: IsNull(), state: Not(In(withoutLink)) },
          { resumeEmail: address, parentId: IsNull(), state: 'draft' },
        ],
        order: { updatedAt: 'DESC' },
        take: limits.lostLinks,
        lock: { mode: 'pessimistic_write' },
      });
      for (const submission of theirs) {
        if (submission.state === 'draft') await this.sendDraftLink(manager, submission, address);
        else await this.sendCaseLink(manager, submission);
      }
      await this.sendToPerson(manager, address);
    });
  }

  /**
   * Mails a personal link to someone who takes part in a case without being its contact, for every
   * such case or for the one with the reference.
   */
  async sendToPerson(manager: EntityManager, address: string, reference?: string): Promise<void> {
    const takesPart = { email: address, acceptedAt: Not(IsNull()), removedAt: IsNull() };
    const meant = reference ? await manager.findOneBy(Submission, { reference }) : null;
    if (reference && !meant) return;
    const people = await manager.find(CasePerson, {
      where: { ...takesPart, ...(meant ? { submissionId: meant.id } : {}) },
      order: { acceptedAt: 'DESC' },
      take: limits.lostLinks,
    });
    for (const person of people) {
      const home = await manager.findOne(Submission, {
        where: { id: person.submissionId },
        lock: { mode: 'pessimistic_write' },
      });
      const isClosed = !home || isWithoutLink(home) || !mayDo({ ...home, person }, 'see the form');
      if (!isClosed) await this.sendPersonLink(manager, home, person);
    }
  }

  private async sendPersonLink(
    manager: EntityManager,
    home: Submission,
    { id: personId, name, language, email }: CasePerson,
  ): Promise<void> {
    if (!(await this.outbox.mayAskAgain(manager, home.id, email!, ['case_link']))) return;
    const hours = limits.caseLinkMinutes / 60;
    const { id } = await this.tokens.issue(
      ...([manager, home.id, 'case_link', hours, {}, personId] as const),
    );
    const link = { path: `/${language}/case/open`, tokenId: id, tokenPurpose: 'case_link' };
    const mail = caseMail(home, 'case_link', { ...link, name });
    await this.outbox.add(manager, { ...mail, recipient: email!, language });
  }

  /** Mails the link that opens a case once, five times at most. */
  async sendCaseLink(manager: EntityManager, submission: Submission): Promise<void> {
    const { id: about, parentId, contactEmail, language } = submission;
    const kinds = ['confirm_email', 'case_link'] as const;
    if (!(await this.outbox.mayAskAgain(manager, about, contactEmail!, [...kinds]))) return;
    const hours = limits.caseLinkMinutes / 60;
    const { id } = await this.tokens.issue(manager, parentId ?? about, 'case_link', hours);
    const link = { path: `/${language}/case/open`, tokenId: id, tokenPurpose: 'case_link' };
    await this.outbox.add(manager, caseMail(submission, 'case_link', link));
  }

  private async sendDraftLink(
    manager: EntityManager,
    draft: Submission,
    address: string,
  ): Promise<void> {
    if (!(await this.outbox.mayAskAgain(manager, draft.id, address, ['draft_link']))) return;
    const hours = limits.draftDays * 24;
    const { id } = await this.tokens.issue(manager, draft.id, 'draft_link', hours);
    await this.outbox.add(manager, draftMail({ ...draft, resumeEmail: address }, 'draft_link', id));
  }
}

/** Cases whose address was never proven, or whose data has been erased. */
const withoutLink = ['unconfirmed', 'expired', 'withdrawn'] as const;
const isWithoutLink = ({ state }: Submission) =>
  (withoutLink as readonly SubmissionState[]).includes(state);

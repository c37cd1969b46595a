import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { AppContext } from '../../platform/database/app-context.js';
import { daysKept, isOver } from '../../platform/settings/retention-periods.js';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { dayInWords } from '../../platform/text/day-in-words.js';
import { forgetPeople } from '../people/case-people.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import type { Language } from '../../../../contract/languages.js';
import { endOf } from '../submissions/end-of-draft.js';
import { caseMail, draftMail } from '../submissions/case-mail.js';
import { Submission } from '../submissions/submission.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';
import { takeStep } from '../submissions/take-step.js';
import { forgetCaseDrafts } from '../../accounts/drafts/drafts.service.js';

const batch = 200;

const unfinished = ['draft', 'unconfirmed', 'awaiting_signature'] as const;
type Unfinished = (typeof unfinished)[number];

/** How many days before the end the warning is sent. */
const warningOf = (state: Unfinished) =>
  state === 'awaiting_signature' ? limits.signatureWarningDays : limits.expiryWarningDays;

/** Expires unfinished submissions: warns their contact first, then deletes the answers. */
@Injectable()
export class ExpiryService {
  constructor(
    private readonly context: AppContext,
    private readonly tokens: SubmissionTokensService,
    private readonly documents: DocumentsService,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  /**
   * Warns the contacts of submissions that expire soon, where an address is known.
   * @returns how many.
   */
  async warn(manager: EntityManager): Promise<number> {
    let warned = 0;
    for (const state of unfinished) {
      const ids = await this.overIn(warningOf(state), manager, state, 'AND warned_at IS NULL');
      for (const submission of await lock(manager, ids)) {
        await this.tell(manager, submission, state);
        await manager.update(Submission, submission.id, { warnedAt: new Date() });
        warned += 1;
      }
    }
    return warned;
  }

  /**
   * Expires overdue submissions whose contacts, where they have an address, were warned in time.
   * @returns how many, and the files to delete after the commit.
   */
  async expire(
    manager: EntityManager,
  ): Promise<{ expired: Record<Unfinished, number>; files: string[] }> {
    const files: string[] = [];
    const expired = { draft: 0, unconfirmed: 0, awaiting_signature: 0 };
    for (const state of unfinished) {
      const warning = warningOf(state);
      const unwarned = 'AND coalesce(contact_email, resume_email) IS NULL AND entered_by IS NULL';
      const warnedEarlyEnough = `AND warned_at < now() - make_interval(days => ${warning})`;
      const ids = [
        ...(await this.overIn(0, manager, state, warnedEarlyEnough)),
        ...(await this.overIn(0, manager, state, unwarned)),
      ];
      for (const submission of await lock(manager, ids)) {
        files.push(...(await this.end(manager, submission, state)));
        expired[state] += 1;
      }
    }
    return { expired, files };
  }

  /** Submissions that expire within this number of days. */
  private async overIn(
    days: number,
    manager: EntityManager,
    state: Unfinished,
    more: string,
  ): Promise<string[]> {
    const over = this.isOver(state, days);
    const rows = await manager.query<{ id: string }[]>(
      `SELECT id FROM submission WHERE state = $1 AND ${over} ${more} ORDER BY updated_at
        LIMIT ${batch} FOR UPDATE SKIP LOCKED`,
      [state],
    );
    return rows.map(({ id }) => id);
  }

  /** SQL: whether it has expired, or will within this number of days. */
  private isOver(state: Unfinished, inDays = 0): string {
    if (state !== 'awaiting_signature')
      return isOver(this.context.config, state, 'updated_at', inDays);
    return `updated_at < now() - make_interval(days => ${limits.signatureDays - inDays})`;
  }

  private async daysOf(manager: EntityManager, state: Unfinished, since: Date): Promise<number> {
    if (state === 'awaiting_signature') return limits.signatureDays;
    return daysKept(manager, this.context.config, state, since);
  }

  private async tell(
    manager: EntityManager,
    submission: Submission,
    state: Unfinished,
  ): Promise<void> {
    const { updatedAt } = submission;
    const days = await this.daysOf(manager, state, updatedAt);
    const date = endOf({ updatedAt, warnedAt: new Date() }, days, warningOf(state));
    const inWords = (language: Language) => ({
      date: dayInWords(dayInStrasbourg(date), language),
    });
    const values = inWords(submission.language);
    if (submission.state === 'unconfirmed') {
      const { id } = await this.tokens.issue(
        manager,
        submission.id,
        'confirm',
        limits.confirmHours,
      );
      const link = {
        path: `/${submission.language}/confirm`,
        tokenId: id,
        tokenPurpose: 'confirm',
      };
      await this.outbox.add(
        manager,
        caseMail(submission, 'unconfirmed_expires', { ...values, ...link }),
      );
      return;
    }
    if (submission.state === 'awaiting_signature') {
      await this.outbox.add(manager, caseMail(submission, 'signature_expires', inWords));
      return;
    }
    if (submission.enteredBy) return this.tellColleague(manager, submission, date);
    if (!submission.contactEmail && !submission.resumeEmail) return;
    if (submission.parentId) {
      await this.outbox.add(manager, caseMail(submission, 'draft_expires', values));
      return;
    }
    const { id } = await this.tokens.issue(
      manager,
      submission.id,
      'draft_link',
      (limits.expiryWarningDays + 1) * 24,
    );
    await this.outbox.add(manager, draftMail(submission, 'draft_expires', id, values));
  }

  /**
   * A paper that a colleague began to enter. Only that colleague sees it, so nobody else can be
   * warned.
   */
  private async tellColleague(
    manager: EntityManager,
    { id, enteredBy, reference, typed }: Submission,
    date: Date,
  ): Promise<void> {
    const [colleague] = await manager.query<{ name: string; email: string; language: Language }[]>(
      'SELECT name, email, language FROM staff WHERE id = $1 AND disabled_at IS NULL',
      [enteredBy],
    );
    if (!colleague) return;
    const { name, email, language } = colleague;
    const typedName = typed['authority']?.['nameOfficial'];
    const authority = typeof typedName === 'string' && typedName ? typedName : reference;
    const data = {
      name,
      authority,
      reference,
      date: dayInWords(dayInStrasbourg(date), language),
      path: `/staff/paper/${id}`,
    };
    await this.outbox.add(manager, {
      recipient: email,
      language,
      template: 'staff_paper_expires',
      data,
      submissionId: null,
    });
  }

  private async end(
    manager: EntityManager,
    submission: Submission,
    unfinishedState: Unfinished,
  ): Promise<string[]> {
    const over = this.isOver(unfinishedState);
    const state = await takeStep(submission, 'expire', ['system'], {
      'time is over': () => requireOver(manager, submission, over),
    });
    const documents = await this.documents.detachAll(manager, submission.id);
    await this.tokens.endAll(manager, submission.id);
    const nothing = {
      answers: {},
      typed: {},
      sectionVersions: {},
      sectionChanges: {},
      sentBy: null,
      contactEmail: null,
      resumeEmail: null,
    };
    await manager.update(Submission, submission.id, {
      ...nothing,
      state,
      version: submission.version + 1,
      updatedAt: new Date(),
    });
    await this.outbox.forget(manager, submission.id);
    await forgetPeople(manager, submission.id);
    // Internal notes may name people, too.
    await manager.query('DELETE FROM case_note WHERE submission_id = $1', [submission.id]);
    await forgetCaseDrafts(manager, [submission.id]);
    await manager.query('DELETE FROM case_message WHERE submission_id = $1', [submission.id]);
    await this.events.append(manager, {
      actor: system,
      action: 'submission.expire',
      subject: { kind: 'submission', id: submission.id },
      details: { from: submission.state, documents: documents.length },
    });
    return documents;
  }
}

/** Uses the database's clock, as all of this service does. @throws Problem 409 */
async function requireOver(
  manager: EntityManager,
  { id, state }: Submission,
  isOver: string,
): Promise<void> {
  const over = await manager.query<unknown[]>(
    `SELECT 1 FROM submission WHERE id = $1 AND ${isOver}`,
    [id],
  );
  if (over.length === 0)
    throw new Problem(409, 'wrong-state', 'Its retention period has not ended.', { state });
}

function lock(manager: EntityManager, ids: string[]): Promise<Submission[]> {
  return ids.length > 0 ? manager.findBy(Submission, { id: In(ids) }) : Promise.resolve([]);
}

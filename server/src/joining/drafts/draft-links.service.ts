import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { OutboxService, type NewMail } from '../../platform/mail/outbox.service.js';
import { deadLink } from '../case/cases.service.js';
import { seenNow } from '../people/case-people.js';
import { draftMail } from '../submissions/case-mail.js';
import { CasePerson } from '../submissions/case-person.entity.js';
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
   * A colleague's link is personal: it is sent to the address that the invitation proved, and ends
   * with their role.
   * @returns the address that it was sent to.
   * @throws Problem 409 when it is no longer a draft, 429 when too many mails went to the address.
   */
  async send(
    { id: submissionId, person }: Pick<Submission, 'id' | 'person'>,
    email: string,
  ): Promise<string> {
    return this.database.transaction(async (manager) => {
      const submission = await manager.findOne(Submission, {
        where: { id: submissionId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!submission) throw Problem.notFound();
      if (submission.state !== 'draft' || submission.parentId)
        throw new Problem(409, 'wrong-state', 'This was sent already.', {
          state: submission.state,
        });
      const colleague = person ? await colleagueIn(manager, person.id) : null;
      const recipient = colleague?.email ?? email.toLowerCase();
      if (!(await this.outbox.mayAskAgain(manager, submissionId, recipient, ['draft_link'])))
        return recipient;
      if (!colleague) await manager.update(Submission, submissionId, { resumeEmail: recipient });
      const hours = limits.draftDays * 24;
      const { id } = await this.tokens.issue(
        ...([manager, submissionId, 'draft_link', hours, {}, colleague?.id ?? null] as const),
      );
      const mail = draftMail({ ...submission, resumeEmail: recipient }, 'draft_link', id);
      await this.outbox.addOrRefuse(manager, colleague ? inTheirName(mail, colleague) : mail);
      return recipient;
    });
  }

  /** The address to which a link would go. */
  async addressFor({ person, resumeEmail, contactEmail }: Submission): Promise<string> {
    const { manager } = this.database;
    if (person) return (await colleagueIn(manager, person.id)).email;
    return resumeEmail ?? contactEmail ?? '';
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
      const personId = row?.personId ?? null;
      const person = personId ? await seenNow(manager, personId) : null;
      if (personId && !person) throw deadLink();
      const hours = limits.draftDays * 24;
      const { token: session } = await this.tokens.issue(
        ...([manager, submission.id, 'applicant_session', hours, {}, personId] as const),
      );
      return { submission: Object.assign(submission, { person }), session };
    });
  }
}

/** A mail that addresses the colleague, in the language in which they accepted. */
const inTheirName = (mail: NewMail, { name, language }: CasePerson): NewMail => ({
  ...mail,
  language,
  data: { ...mail.data, name, path: `/${language}/continue` },
});

/** @throws Problem 404 for a person who has just been removed. */
async function colleagueIn(
  manager: EntityManager,
  id: string,
): Promise<CasePerson & { email: string }> {
  const person = await manager.findOneBy(CasePerson, { id });
  if (!person?.email) throw Problem.notFound();
  return Object.assign(person, { email: person.email });
}

import type { Language } from '../../../../contract/languages.js';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, Not } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { inviteAfresh, seenNow } from '../people/case-people.js';
import { SentAnswersService } from '../papers/sent-answers.service.js';
import { requireRole } from '../submissions/case-actions.js';
import { caseMail } from '../submissions/case-mail.js';
import { byColleague, type SessionPerson } from '../submissions/case-person.entity.js';
import { requireSignedPact } from '../submissions/signed-pact.js';
import { Submission } from '../submissions/submission.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';
import { LostLinksService } from './lost-links.service.js';
import { takeStep } from '../submissions/take-step.js';

/** States in which the address was never proven, so there is no case to sign in to. */
const unproven = ['draft', 'unconfirmed', 'expired'] as const;

/** The contact's actions after sending: prove the address, sign in to the case, withdraw. */
@Injectable()
export class CasesService {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: SubmissionTokensService,
    private readonly documents: DocumentsService,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
    private readonly links: LostLinksService,
    private readonly sentAnswers: SentAnswersService,
  ) {}

  /**
   * Confirms the contact's address with the mailed token. The case then goes to the Congress or, if
   * the signed Pact is to follow, waits for it. Repeating it gives the same answer
   * without a new session.
   * @returns the submission, and the secret of a new session for the browser that confirmed first.
   * @throws Problem 410 for every token that does not work, without revealing why.
   */
  async confirm(token: string): Promise<{ submission: Submission; session: string | null }> {
    return this.database.transaction(async (manager) => {
      const row = await this.tokens.find(manager, token, 'confirm');
      const submission =
        row &&
        (await manager.findOne(Submission, {
          where: { id: row.submissionId },
          lock: { mode: 'pessimistic_write' },
        }));
      if (!row || !submission || ['expired', 'withdrawn'].includes(submission.state))
        throw deadLink();
      const first = await this.tokens.use(manager, row.id);
      if (!first || submission.state !== 'unconfirmed') return { submission, session: null };
      const isSigned = await this.documents.hasSignedPact(manager, submission.id);
      const action = isSigned ? 'confirm' : 'confirm_unsigned';
      const state = await takeStep(submission, action, ['applicant'], {
        'address proven by token': () => {
          if (!first) throw deadLink();
        },
        'signed Pact present': () => requireSignedPact(this.documents, manager, submission),
      });
      const now = new Date();
      const change = {
        state,
        confirmedAt: now,
        updatedAt: now,
        warnedAt: null,
        signatureAwaitedAt: isSigned ? null : now,
        version: submission.version + 1,
      };
      await manager.update(Submission, submission.id, change);
      Object.assign(submission, change);
      await this.tokens.endSessions(manager, submission.id);
      await inviteAfresh(manager, submission.id);
      const { token: session } = await this.tokens.issue(
        manager,
        submission.id,
        'applicant_session',
        limits.caseSessionHours,
      );
      const mail = isSigned ? 'submission_confirmed' : 'signature_awaited';
      const told = await this.sentAnswers.with(manager, caseMail(submission, mail), submission);
      await this.outbox.add(manager, told);
      await this.events.append(manager, {
        actor: { kind: 'applicant', id: submission.id },
        action: `submission.${action}`,
        subject: { kind: 'submission', id: submission.id },
        details: { version: submission.version },
      });
      return { submission, session };
    });
  }

  /**
   * Mails a sign-in link if the reference and the address belong together. Without a reference, it
   * mails links to everything that belongs to the address. The response never shows what exists.
   */
  async requestLink(reference: string | undefined, email: string): Promise<void> {
    if (!reference) return this.links.send(email);
    const code = reference.toUpperCase().replace(/[^A-Z0-9]/g, '');
    const address = email.toLowerCase();
    await this.database.transaction(async (manager) => {
      const submission = await manager.findOne(Submission, {
        where: {
          reference: code,
          contactEmail: address,
          state: Not(In(unproven)),
        },
        // Serialises simultaneous requests, so that the rate limit counts each of them.
        lock: { mode: 'pessimistic_write' },
      });
      if (submission) await this.links.sendCaseLink(manager, submission);
      else await this.links.sendToPerson(manager, address, code);
    });
  }

  /**
   * Opens the case with a mailed single-use link.
   * @throws Problem 410 for every link that does not work, 403 for a supporter of what was sent.
   */
  async open(token: string): Promise<{ submission: Submission; session: string }> {
    return this.database.transaction(async (manager) => {
      const row = await this.tokens.find(manager, token, 'case_link');
      if (!row || !(await this.tokens.use(manager, row.id))) throw deadLink();
      const submission = await manager.findOneByOrFail(Submission, { id: row.submissionId });
      const { id } = submission;
      const { personId } = row;
      const person = personId ? await seenNow(manager, personId) : null;
      if (personId && !person) throw deadLink();
      Object.assign(submission, { person });
      requireRole(submission, 'see the form');
      const { token: session } = await this.tokens.issue(
        ...([manager, id, 'applicant_session', limits.caseSessionHours, {}, personId] as const),
      );
      return { submission, session };
    });
  }

  /** The authority withdraws its submission, as long as it is not public. */
  async withdraw(submissionId: string, person?: SessionPerson | null): Promise<void> {
    await this.database.transaction(async (manager) => {
      const submission = await manager.findOne(Submission, {
        where: { id: submissionId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!submission) throw Problem.notFound();
      const state = await takeStep(submission, 'withdraw', ['applicant'], {
        'not public yet': () => requireNotPublic(manager, submission),
      });
      if (submission.state === 'approved') await leaveRegister(manager, submission);
      await manager.update(Submission, submissionId, {
        state,
        version: submission.version + 1,
        updatedAt: new Date(),
      });
      await this.events.append(manager, {
        actor: { kind: 'applicant', id: submissionId },
        action: 'submission.withdraw',
        subject: { kind: 'submission', id: submissionId },
        details: { version: submission.version + 1, ...byColleague(person) },
      });
    });
  }

  /**
   * The submission shown in the session's form, or null: the one opened last, otherwise the
   * endorsement itself.
   */
  async bySession(token: string): Promise<Submission | null> {
    return this.tokens.opens(token);
  }

  /** Sets the language of all later mails and papers to the one that the contact uses. */
  async useLanguage({ id }: Submission, language: Language): Promise<void> {
    await this.database.manager.update(Submission, id, { language });
  }

  /** The endorsement that the session belongs to, whatever its form shows. */
  async homeOf(token: string): Promise<Submission | null> {
    return this.tokens.home(token);
  }

  /** @throws Problem 401 without a session. */
  async requireHome(token: string): Promise<Submission> {
    const home = await this.homeOf(token);
    if (!home)
      throw new Problem(
        401,
        'no-submission',
        'There is no submission open in this browser. Start one, or ask for a link to yours.',
      );
    return home;
  }

  async endSession(token: string): Promise<void> {
    await this.tokens.end(this.database.manager, token);
  }
}

/** The same answer for every link that does not work, so that it does not reveal why. */
export function deadLink(): Problem {
  return new Problem(
    410,
    'link-does-not-work',
    'This link does not work (any more). You can ask for a new one.',
  );
}

/**
 * Locks the signatory, so that the job publishes it either before this or not at all.
 * @throws Problem 409 once it is public, and for a follow-up of an endorsement.
 */
async function requireNotPublic(manager: EntityManager, { id }: Submission): Promise<void> {
  const [signatory] = await manager.query<{ state: string }[]>(
    `SELECT state FROM signatory WHERE endorsement_id = $1 FOR UPDATE`,
    [id],
  );
  if (signatory?.state === 'unlisted') return;
  throw new Problem(409, 'wrong-state', 'It is public: ask to leave the register.', {
    state: 'approved',
    action: 'withdraw',
  });
}

/**
 * Deletes the signatory as if it had not been approved. It was never public, so the register keeps
 * no trace of it.
 */
async function leaveRegister(manager: EntityManager, submission: Submission): Promise<void> {
  await manager.query(`DELETE FROM signatory WHERE endorsement_id = $1`, [submission.id]);
  await manager.query(`UPDATE submission SET authority_id = NULL WHERE id = $1`, [submission.id]);
  await manager.query(`DELETE FROM authority WHERE id = $1`, [submission.authorityId]);
}

import { SentAnswersService } from '../papers/sent-answers.service.js';
import { backToAsker } from '../submissions/back-to-asker.js';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  requireEditable,
  requireNone,
  requireOpenDocuments,
  requireProvenHome,
  sendingOf,
  sentStates,
  unproven,
} from './draft-rules.js';
import { storeSection } from './store-section.js';
import { newSubmission } from '../submissions/new-submission.js';
import type { Language } from '../../../../contract/languages.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import type { Document } from '../../platform/documents/document.entity.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { requireSignedPact } from '../submissions/signed-pact.js';
import { sectionsOf, type SectionName } from '../../../../contract/sections.js';
import type { SubmissionPart } from '../submissions/answers.js';
import { AddressProof } from '../submissions/address-proof.js';
import { caseMail, receivedMail } from '../submissions/case-mail.js';
import { IdempotencyKeysService } from '../submissions/idempotency-keys.service.js';
import { authorOf } from '../submissions/case-person.entity.js';
import type { ContactSection } from '../submissions/dto/sections.dto.js';
import { openQuestions, withoutConfirmations } from '../submissions/questions.js';
import { numberInForce } from '../../reference/pact/pact-store.js';
import { againstOthers, SectionCheck } from '../submissions/section-check.js';
import { Submission } from '../submissions/submission.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';
import { takeStep } from '../submissions/take-step.js';

/** The submission, and who sends it. */
type Sender = Pick<Submission, 'id' | 'person'>;

/**
 * Manages the form of a submission: start, save section by section, send. Every completed page is
 * saved on the server.
 */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: SubmissionTokensService,
    private readonly keys: IdempotencyKeysService,
    private readonly sections: SectionCheck,
    private readonly documents: DocumentsService,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
    private readonly proof: AddressProof,
    private readonly sentAnswers: SentAnswersService,
  ) {}

  /**
   * Starts an endorsement and returns it with the secret of its session. With an idempotency key,
   * the same call returns the same pair again.
   * @throws Problem 409 while a call with the same key runs, 422 when the key was used for another
   *   request.
   */
  async begin(
    language: Language,
    key?: string,
  ): Promise<{ submission: Submission; token: string }> {
    return this.database.transaction(async (manager) => {
      const before = key ? await this.keys.find(manager, key, { language }) : null;
      if (before) {
        const submission = await manager.findOneByOrFail(Submission, { id: before.submissionId });
        return { submission, token: this.tokens.secretOf(before.tokenId, 'applicant_session') };
      }
      const submission = newSubmission({ kind: 'endorsement', language });
      await manager.insert(Submission, submission as object);
      submission.documents = [];
      const { id, token } = await this.tokens.issue(
        manager,
        submission.id,
        'applicant_session',
        limits.draftDays * 24,
      );
      if (key)
        await this.keys.remember(
          manager,
          key,
          { language },
          { submissionId: submission.id, tokenId: id },
        );
      return { submission, token };
    });
  }

  /**
   * Saves one section of the submission as read, in one statement, without waiting for locks or
   * touching other sections.
   * @throws Problem 422 with the invalid fields, 412 when the section was changed elsewhere after
   *   version `seen`, 409 when the submission can no longer be edited. In every case nothing is
   *   changed.
   */
  async saveSection(
    submission: Submission,
    section: SectionName,
    sent: unknown,
    seen: number,
  ): Promise<Submission> {
    requireEditable(submission);
    const sectionVersion = submission.sectionVersions[section] ?? 0;
    if (sectionVersion > seen)
      requireVersion(sectionVersion, seen, {
        at: submission.updatedAt,
        action: `section ${section}`,
      });
    if (!sectionsOf(submission.kind).includes(section)) throw Problem.notFound();
    const { value, confirmed } = withoutConfirmations(sent);
    const { manager } = this.database;
    const { answer, errors } = await this.sections.check(manager, section, value);
    errors.push(...againstOthers(section, answer, submission.answers));
    if (section === 'contact') errors.push(...unproven(submission, answer as ContactSection));
    if (errors.length > 0) throw Problem.invalid(errors);
    const kept = submission.answers;
    const open = await openQuestions(manager, section, answer, { kept, confirmed });
    if (open.length > 0) throw Problem.invalid(open);
    const saved = await storeSection(this.database, submission, section, answer);
    if (saved) return saved;
    const { person } = submission;
    const now = Object.assign(await this.read(submission.id), { person });
    return this.saveSection(now, section, sent, seen);
  }

  /**
   * Keeps invalid input of sections, so that it is still there after a reload or on another day.
   */
  async keepTyped(
    submissionId: string,
    sections: Partial<Record<SectionName, Record<string, unknown>>>,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const submission = await this.lockForEdit(manager, submissionId);
      await manager.update(Submission, submissionId, {
        typed: { ...submission.typed, ...sections } as object,
        updatedAt: new Date(),
        warnedAt: null,
      });
    });
  }

  /** Drops the unsaved input of a section in favour of the answer that was saved elsewhere. */
  async forgetTyped(submissionId: string, section: SectionName): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { typed } = await this.lockForEdit(manager, submissionId);
      const { [section]: _, ...others } = typed;
      await manager.update(Submission, submissionId, { typed: others as object });
    });
  }

  /**
   * Sends the endorsement: a draft asks its contact for the e-mail proof, a corrected one goes back
   * to the queue. It may be sent before the Pact is signed. Sending what was already sent gives
   * the same answer again.
   * @throws Problem 422 naming the incomplete sections, 429 when too many mails were sent to the
   *   contact; nothing is changed then.
   */
  async submit({ id: submissionId, person }: Sender): Promise<Submission> {
    return this.database.transaction(async (manager) => {
      const submission = await this.lock(manager, submissionId);
      if (sentStates.includes(submission.state)) return Object.assign(submission, { person });
      const action = sendingOf(submission);
      const documents = await this.documents.of(manager, submissionId);
      const state = await takeStep(submission, action, ['applicant'], {
        'all sections complete': async () =>
          requireNone(await this.missing(manager, submission, documents), action),
        'signed Pact present': () => requireSignedPact(this.documents, manager, submission),
        'address proven by token': () => requireProvenHome(manager, submission),
      });
      const now = new Date();
      const proven = action === 'send' ? { confirmedAt: now } : {};
      const sent = await this.save(manager, submission, {
        state,
        submittedAt: now,
        pactVersion: await numberInForce(manager),
        typed: {},
        sentBy: authorOf(person),
        // The present contact sends it, and who named that contact is kept with the endorsement.
        ...(submission.parentId ? { contactNamedBy: null } : {}),
        ...proven,
      });
      if (action === 'submit') await this.proof.ask(manager, sent);
      else {
        const mail = action === 'send' ? receivedMail(sent) : caseMail(sent, 'resubmitted');
        await this.outbox.add(manager, await this.sentAnswers.with(manager, mail, sent));
      }
      await this.events.append(manager, {
        actor: { kind: 'applicant', id: submissionId },
        action: `submission.${action}`,
        subject: { kind: 'submission', id: submissionId },
        details: {
          kind: sent.kind,
          version: sent.version,
          by: sent.sentBy,
          documents: documents.map(({ id, sha256 }) => ({ id, sha256: sha256.toString('hex') })),
        },
      });
      if (action === 'resubmit') await backToAsker(manager, this.events, submissionId);
      return Object.assign(sent, { documents, person });
    });
  }

  /**
   * Sends the confirmation mail again, five times at most. @throws Problem 429 when too many mails
   * went to the address.
   */
  async resendProof(submissionId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const submission = await this.lock(manager, submissionId);
      if (submission.state === 'unconfirmed') await this.proof.ask(manager, submission);
    });
  }

  /** The missing sections and documents, in the order of the task list. */
  async missing(
    manager: EntityManager,
    submission: Submission,
    documents: Pick<Document, 'kind'>[],
  ): Promise<SubmissionPart[]> {
    const missing: SubmissionPart[] = await this.sections.missing(manager, submission);
    if (submission.kind === 'endorsement' && !documents.some(({ kind }) => kind === 'signed_pact'))
      missing.push('documents');
    return missing;
  }

  /**
   * @throws Problem 409 when no documents can be changed any more. Only `lockForDocuments`
   *   guarantees that until the transaction ends.
   */
  async requireOpenDocuments(submissionId: string): Promise<void> {
    requireOpenDocuments(await this.read(submissionId));
  }

  /** A change of the documents keeps a case that waits for the signed Pact from expiring. */
  async lockForDocuments(manager: EntityManager, submissionId: string): Promise<Submission> {
    const submission = await this.lock(manager, submissionId);
    requireOpenDocuments(submission);
    if (submission.state !== 'awaiting_signature') return submission;
    const change = { updatedAt: new Date(), warnedAt: null };
    await manager.update(Submission, submissionId, change);
    return Object.assign(submission, change);
  }

  /** @throws Problem 409 when the answers can no longer be edited. */
  async lockForEdit(manager: EntityManager, submissionId: string): Promise<Submission> {
    const submission = await this.lock(manager, submissionId);
    requireEditable(submission);
    return submission;
  }

  private async read(id: string): Promise<Submission> {
    const submission = await this.database.manager.findOneBy(Submission, { id });
    if (!submission) throw Problem.notFound();
    return submission;
  }

  private async lock(manager: EntityManager, id: string): Promise<Submission> {
    const submission = await manager.findOne(Submission, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!submission) throw Problem.notFound();
    return submission;
  }

  private async save(
    manager: EntityManager,
    submission: Submission,
    change: Partial<Submission>,
  ): Promise<Submission> {
    const next = {
      ...change,
      version: submission.version + 1,
      updatedAt: new Date(),
      warnedAt: null,
    };
    await manager.update(Submission, submission.id, next as object);
    return Object.assign(submission, next);
  }
}

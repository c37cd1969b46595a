import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { Language } from '../../../../contract/languages.js';
import { limits } from '../../platform/config/limits.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { dayInWords } from '../../platform/text/day-in-words.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { caseMail } from '../submissions/case-mail.js';
import { authorOf } from '../submissions/case-person.entity.js';
import { endOf } from '../submissions/end-of-draft.js';
import { requireSignedPact } from '../submissions/signed-pact.js';
import { Submission } from '../submissions/submission.entity.js';
import { takeStep } from '../submissions/take-step.js';

const batch = 200;
const day = 86_400_000;

/** The signed Pact that follows an endorsement: waiting for it, reminders, and sending it. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly database: DataSource,
    private readonly documents: DocumentsService,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  /**
   * Sends the case with its signed Pact to the Congress, whose time begins here. Sending it again
   * changes nothing.
   * @throws Problem 409 without a signed Pact, and for a case that does not wait for one.
   */
  async send({ id: submissionId, person }: Pick<Submission, 'id' | 'person'>): Promise<Submission> {
    return this.database.transaction(async (manager) => {
      const submission = await manager.findOne(Submission, {
        where: { id: submissionId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!submission) throw Problem.notFound();
      submission.person = person;
      if (submission.state === 'waiting' && submission.signatureSentAt) return submission;
      const state = await takeStep(submission, 'sign', ['applicant'], {
        'signed Pact present': () => requireSignedPact(this.documents, manager, submission),
      });
      const now = new Date();
      const change = {
        state,
        // Staff count their working days from here (`waiting_since`).
        submittedAt: now,
        signatureSentAt: now,
        updatedAt: now,
        warnedAt: null,
        sentBy: authorOf(person),
        version: submission.version + 1,
      };
      await manager.update(Submission, submissionId, change);
      Object.assign(submission, change);
      await this.outbox.add(manager, caseMail(submission, 'signature_received'));
      const documents = await this.documents.of(manager, submissionId);
      await this.events.append(manager, {
        actor: { kind: 'applicant', id: submissionId },
        action: 'submission.sign',
        subject: { kind: 'submission', id: submissionId },
        details: {
          version: submission.version,
          by: authorOf(person),
          documents: documents.map(({ id, sha256 }) => ({ id, sha256: sha256.toString('hex') })),
        },
      });
      return submission;
    });
  }

  /**
   * Reminds the contacts of cases that wait for the signed Pact: once after each of the periods,
   * until the warning of the end. If several periods have passed, only one reminder is sent.
   * @returns how many.
   */
  async remind(manager: EntityManager): Promise<number> {
    const due = await manager.query<{ id: string; passed: number }[]>(
      `SELECT s.id, p.passed FROM submission s CROSS JOIN LATERAL (
         SELECT count(*)::int AS passed FROM unnest($1::int[]) AS period(days)
         WHERE s.signature_awaited_at < now() - make_interval(days => period.days)) p
       WHERE s.state = 'awaiting_signature' AND NOT s.demo AND s.warned_at IS NULL
         AND s.updated_at > now() - make_interval(days => $2)
         AND s.contact_email IS NOT NULL AND s.signature_reminders < p.passed
       ORDER BY s.signature_awaited_at LIMIT ${batch} FOR UPDATE OF s SKIP LOCKED`,
      [limits.signatureReminderDays, limits.signatureDays - limits.signatureWarningDays],
    );
    for (const { id, passed } of due) {
      const submission = await manager.findOneByOrFail(Submission, { id });
      await this.outbox.add(
        manager,
        caseMail(submission, 'signature_reminder', (language) => ({
          date: dayInWords(dayInStrasbourg(this.endOf(submission)), language),
          waited: waitedSince(submission, language),
        })),
      );
      await manager.update(Submission, id, { signatureReminders: passed });
    }
    return due.length;
  }

  /** The date until which the case waits for the signed Pact, unless something changes. */
  private endOf(submission: Submission): Date {
    return endOf(submission, limits.signatureDays, limits.signatureWarningDays);
  }
}

function waitedSince({ signatureAwaitedAt }: Submission, language: Language): string {
  const days = Math.floor((Date.now() - signatureAwaitedAt!.getTime()) / day);
  const style = { style: 'unit', unit: 'day', unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, style).format(days);
}

import { dayInStrasbourg } from '../../../../contract/clock.js';
import { outsideIn } from '../../../../contract/outside-competence.js';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { AuthoritiesService } from '../../reference/authorities/authorities.service.js';
import { fromAnswers } from '../../reference/authorities/authority-answers.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { requireReasonFor } from '../../platform/http/require-reason.js';
import { stepIn } from '../../platform/workflow/workflow.js';
import { Document } from '../../platform/documents/document.entity.js';
import { EventsService } from '../../platform/events/events.service.js';
import { OutboxService, type NewMail } from '../../platform/mail/outbox.service.js';
import { FollowUpEffects } from '../../register/reporting/follow-up-effects.service.js';
import { RegisterService } from '../../register/publication/register.service.js';
import { forgetSentDraft } from '../../accounts/drafts/drafts.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { standsOnForm } from '../../joining/submissions/field-comments.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { UndoService, type Undo, type UndoStep } from '../../platform/undo/undo.service.js';
import { ChangesService } from './changes.service.js';
import { sameEntry, type SameEntry } from '../decisions/same-entry.js';
import { AppContext } from '../../platform/database/app-context.js';
import { DecisionGuards, decisionSteps } from './decision-guards.service.js';
import { NotesService } from '../collaboration/notes.service.js';
import { answerDay, answerReminders } from '../../joining/submissions/answer-days.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { answerDayOf } from '../decisions/answer-day.js';
import { decisionMail } from '../decisions/decision-mail.js';
import type { DecideDto } from '../decisions/decision.dto.js';
import { Decision } from '../decisions/decision.entity.js';

/**
 * Decides on a case. One transaction holds its state, its mail, its event and, on approval, the new
 * signatory.
 */
@Injectable()
export class ReviewService {
  constructor(
    private readonly context: AppContext,
    private readonly database: DataSource,
    private readonly authorities: AuthoritiesService,
    private readonly register: RegisterService,
    private readonly changes: ChangesService,
    private readonly followUps: FollowUpEffects,
    private readonly guards: DecisionGuards,
    private readonly notes: NotesService,
    private readonly undo: UndoService,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
    private readonly settings: SettingsService,
  ) {}

  /**
   * @throws Problem 403 without the role, or when the colleague entered the case themselves; 409 in
   *   a state that does not allow this decision (also when another colleague was first) or when the
   *   authority is already on the register; 412 when the case changed after version `seen`; 422
   *   listing each missing check. In every case nothing is changed.
   */
  async decide(submissionId: string, wanted: DecideDto, staff: Staff, seen: number): Promise<void> {
    await this.database.transaction((manager) =>
      this.decideInside(manager, submissionId, wanted, staff, seen),
    );
  }

  /**
   * @param given the bulk run that the decision belongs to. Without it, the decision can be undone
   *   on its own.
   */
  async decideInside(
    manager: EntityManager,
    submissionId: string,
    wanted: DecideDto,
    staff: Staff,
    seen: number,
    given?: Undo,
  ): Promise<void> {
    const submission = await this.lock(manager, submissionId);
    const step = stepIn(decisionSteps, submission.state, wanted.verdict, staff.roles);
    if (submission.version !== seen) {
      requireVersion(submission.version, seen, {
        at: submission.updatedAt,
        ...(await this.events.last(manager, submissionId)),
      });
    }
    requireReasonFor(wanted.verdict, wanted.reasonCode);
    requireFields(submission, wanted);
    const answerBy = await answerDayOf(this.settings, manager, wanted);
    const same = await sameEntry(manager, submission, wanted);
    await this.guards.require(step, { manager, submission, decision: wanted, staff });

    const undo = given ?? (await this.undo.begin(manager, staff.id));
    const mail = mailOf(submission, wanted, same, answerBy);
    const mailed = mail !== null && !(await this.outbox.withholds(manager, mail));
    const decision = await this.write(
      manager,
      submission,
      { ...wanted, mail: mailed, reason: this.reasonOf(wanted, same) },
      staff,
    );
    if (wanted.anotherAuthority)
      await this.notes.add(manager, submissionId, wanted.anotherAuthority, staff);
    const changed =
      wanted.verdict === 'approve' ? await this.changedParts(manager, submission) : {};
    await this.undo.remember(manager, undo, stepBack(submission, decision.id));
    const authorityId =
      wanted.verdict === 'approve'
        ? await this.enact(manager, submission, wanted, staff, undo)
        : submission.authorityId;
    const change = {
      state: step.to,
      authorityId,
      decidedAt: decision.decidedAt,
      updatedAt: decision.decidedAt,
      version: submission.version + 1,
      ...askedUntil(answerBy, decision.decidedAt, wanted.mail),
    };
    await manager.update(Submission, submissionId, change);
    Object.assign(submission, change);
    if (mail) await this.outbox.add(manager, mail, undo);
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: `submission.${wanted.verdict}`,
      subject: { kind: 'submission', id: submissionId },
      details: {
        kind: submission.kind,
        to: step.to,
        version: submission.version,
        reasonCode: wanted.reasonCode,
        mailed,
        ...identityTold(wanted),
        ...(answerBy ? { answerBy } : {}),
        ...(wanted.verdict === 'approve'
          ? { documents: await this.documentHashes(manager, submissionId) }
          : {}),
        ...changed,
      },
    });
  }

  /** The colleague's reason and, for a duplicate, the name and address of the existing entry. */
  private reasonOf({ reason = '' }: DecideDto, same: SameEntry | null): string {
    if (!same) return reason;
    const entry = `${same.name}: ${this.context.config.baseUrl}${same.path}`;
    return [reason, entry].filter(Boolean).join('\n');
  }

  private async lock(manager: EntityManager, id: string): Promise<Submission> {
    const submission = await manager.findOne(Submission, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!submission || !submission.confirmedAt) throw Problem.notFound();
    return submission;
  }

  private async write(
    manager: EntityManager,
    { id: submissionId, answers }: Submission,
    wanted: DecideDto,
    staff: Staff,
  ): Promise<Decision> {
    const decision = manager.create(Decision, {
      id: uuidv7(),
      submissionId,
      verdict: wanted.verdict,
      reasonCode: wanted.reasonCode,
      reason: wanted.reason ?? '',
      comments: wanted.comments.map(({ pointer, text }) => ({ pointer, text })),
      answers: wanted.verdict === 'request_changes' ? answers : null,
      mailed: wanted.mail,
      staffId: staff.id,
      decidedAt: new Date(),
    });
    await manager.insert(Decision, decision);
    const draft = { kind: 'decision' as const, subject: submissionId };
    await forgetSentDraft(manager, staff.id, draft, decision.reason);
    return decision;
  }

  /**
   * Lists only the names of the parts that an amendment changes. Their values are kept in versions
   * of the signatory, from which a person can be erased.
   */
  private async changedParts(
    manager: EntityManager,
    submission: Submission,
  ): Promise<{ fields?: string[]; pledges?: number }> {
    const changes =
      submission.kind === 'amendment' ? await this.changes.of(manager, submission) : null;
    return changes
      ? { fields: changes.fields.map(({ field }) => field), pledges: changes.pledges.length }
      : {};
  }

  /**
   * Applies an approval to the register.
   * @returns the authority's id.
   */
  private async enact(
    manager: EntityManager,
    submission: Submission,
    { reason = '', mail, anotherAuthority }: DecideDto,
    staff: Staff,
    undo: Undo,
  ): Promise<string> {
    const isAnother = anotherAuthority !== undefined;
    if (submission.kind !== 'endorsement') {
      const decision = { reason, mail, isAnother, staff, undo };
      await this.followUps.apply(manager, submission, decision);
      return submission.authorityId!;
    }
    const { authority, place } = submission.answers;
    const outsideCompetence = outsideIn(submission.answers);
    const created = await this.authorities.create(
      manager,
      { ...fromAnswers({ ...authority!, outsideCompetence }, place!), demo: submission.demo },
      { placeId: authority!.placeId, isAnother },
    );
    await this.register.enlist(manager, submission, created, staff);
    return created.id;
  }

  /** Records the hashes of the documents that the approval is based on in the audit trail. */
  private async documentHashes(
    manager: EntityManager,
    submissionId: string,
  ): Promise<{ id: string; sha256: string }[]> {
    const documents = await manager.find(Document, {
      where: { submissionId },
      order: { id: 'ASC' },
    });
    return documents.map(({ id, sha256 }) => ({ id, sha256: sha256.toString('hex') }));
  }
}

/** The mail of a decision; null if nobody gets one. */
function mailOf(
  submission: Submission,
  { mail, verdict, reason = '', comments }: DecideDto,
  same: SameEntry | null,
  answerBy: string | null,
): NewMail | null {
  return mail ? decisionMail(submission, verdict, reason, comments, same, answerBy) : null;
}

/** The due date of a request for changes. Without a mail, all reminders count as sent. */
function askedUntil(
  answerBy: string | null,
  at: Date,
  isMailed: boolean,
): Partial<ReturnType<typeof answerDay>> {
  if (!answerBy) return {};
  const day = answerDay(answerBy, dayInStrasbourg(at));
  return isMailed ? day : { ...day, answerReminders: answerReminders.length };
}

/** A colleague's statement about the identity of the authority, for the audit trail. */
function identityTold({ anotherAuthority, duplicateOf }: DecideDto): Record<string, unknown> {
  return {
    ...(anotherAuthority ? { anotherAuthority: true } : {}),
    ...(duplicateOf ? { duplicateOf } : {}),
  };
}

/** The step that undoes a decision on a case. */
function stepBack(
  { id, version, state, authorityId, decidedAt, kind }: Submission,
  decisionId: string,
): UndoStep {
  return {
    subjectKind: 'submission',
    subjectId: id,
    version: version + 1,
    before: { state, authorityId, decidedAt, kind, decisionId },
  };
}

/**
 * Comments must point at answers of this form, and only a request for changes may have any.
 * @throws Problem 422
 */
function requireFields({ kind }: Submission, { verdict, comments }: DecideDto): void {
  const wrong = comments.flatMap(({ pointer }, index) =>
    verdict === 'request_changes' && standsOnForm(kind, pointer)
      ? []
      : [
          {
            pointer: `/comments/${index}/pointer`,
            key: 'isField',
            params: {},
            detail: 'must be an answer of this form, in a request for changes',
          },
        ],
  );
  if (wrong.length > 0) throw Problem.invalid(wrong);
}

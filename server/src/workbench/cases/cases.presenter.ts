import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { Problem } from '../../platform/http/problem.js';
import { possibleActions } from '../../platform/workflow/workflow.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { stepsOf } from '../../register/signatories/kept-steps.js';
import { presentStep } from '../../register/signatories/kept-step.dto.js';
import { Signatory } from '../../register/signatories/signatory.entity.js';
import { SignatoryGuards } from '../../register/publication/signatory-guards.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { submissionTransitions } from '../../joining/submissions/submission.workflow.js';
import { UndoService } from '../../platform/undo/undo.service.js';
import { AssignmentsService } from '../collaboration/assignments.service.js';
import { ChangesService } from './changes.service.js';
import { DecisionGuards, openedDocuments } from './decision-guards.service.js';
import { usualAnswerDay } from '../decisions/answer-day.js';
import { verdicts, type UndoDto, type Verdict } from '../decisions/decision.dto.js';
import { sentAgainOf } from '../findings/answer-changes.js';
import { FindingsService } from '../findings/findings.service.js';
import { EvidenceService } from './evidence.service.js';
import { liken } from './likeness.js';
import { RelatedCasesService } from './related-cases.service.js';
import type { CaseDecisionDto, CaseDto, CaseSignatoryDto } from './review.dto.js';
import { ownCase } from './own-case.js';

/** The only code that turns a case's rows into what staff see of it. */
@Injectable()
export class CasePresenter {
  constructor(
    private readonly database: DataSource,
    private readonly guards: DecisionGuards,
    private readonly signatoryGuards: SignatoryGuards,
    private readonly undo: UndoService,
    private readonly documents: DocumentsService,
    private readonly events: EventsService,
    private readonly evidence: EvidenceService,
    private readonly findings: FindingsService,
    private readonly changes: ChangesService,
    private readonly related: RelatedCasesService,
    private readonly assignments: AssignmentsService,
    private readonly settings: SettingsService,
  ) {}

  /** @throws Problem 404, also for drafts and unconfirmed submissions, which staff may not see. */
  async present(id: string, staff: Staff): Promise<CaseDto> {
    const manager = this.database.manager;
    const submission = await manager.findOneBy(Submission, { id });
    if (!submission || !submission.confirmedAt) throw Problem.notFound();
    const signatory = await manager.findOneBy(Signatory, { endorsementId: id });
    const { seen, findings } = (await this.findings.of(manager, [id])).get(id)!;
    const own = await ownCase(manager, submission, staff);
    return {
      id,
      kind: submission.kind,
      changes: await this.changes.of(manager, submission),
      reference: submission.reference,
      state: submission.state,
      version: submission.version,
      pactVersion: submission.pactVersion,
      language: submission.language,
      demo: submission.demo,
      answers: submission.answers as Record<string, unknown>,
      submittedAt: submission.submittedAt?.toISOString() ?? null,
      confirmedAt: submission.confirmedAt.toISOString(),
      documents: await this.presentDocuments(id),
      duplicates: await this.presentDuplicates(submission),
      evidence: await this.evidence.of(manager, submission, seen),
      findings,
      sentAgain: sentAgainOf(seen),
      related: await this.related.of(manager, submission),
      assignment: await this.assignments.of(manager, id),
      decisions: await manager.query<CaseDecisionDto[]>(
        `SELECT d.verdict, d.reason_code AS "reasonCode", d.reason, d.comments, d.mailed,
          s.name AS by, d.decided_at AS "decidedAt"
         FROM decision d JOIN staff s ON s.id = d.staff_id WHERE d.submission_id = $1
           ORDER BY d.decided_at`,
        [id],
      ),
      steps: signatory ? (await stepsOf(manager, signatory.id)).map(presentStep) : [],
      events: (await this.events.of(manager, signatory ? [id, signatory.id] : [id])).map(
        (event) => ({ ...event, at: event.at.toISOString() }),
      ),
      ownEntry: own === 'own-entry',
      ownContact: own === 'own-contact',
      noAutomaticMail: await this.isSilent(submission),
      answer: await this.answerTime(submission),
      actions: verdictsOf(submission, staff).filter((verdict) => verdict !== 'approve' || !own),
      signatory: signatory && (await this.presentSignatory(signatory, staff)),
      undo: await this.undoOf(signatory ? [id, signatory.id] : [id], staff),
    };
  }

  /** This colleague's latest action on one of these subjects that can still be undone. */
  async undoOf(subjectIds: string[], staff: Staff): Promise<UndoDto | null> {
    const undo = await this.undo.open(this.database.manager, staff.id, subjectIds);
    return undo && { id: undo.id, until: undo.until.toISOString() };
  }

  private async answerTime({ state, ...asked }: Submission): Promise<CaseDto['answer']> {
    const { manager } = this.database;
    const isAsked = state === 'changes_requested';
    const usual = await usualAnswerDay(this.settings, manager);
    if (!isAsked) return { by: null, askedUntil: null, isOver: false, usual };
    const { answerBy: by, answerAskedUntil: askedUntil } = asked;
    return { by, askedUntil, isOver: by !== null && by < dayInStrasbourg(), usual };
  }

  /** A follow-up inherits the "no automatic mail" setting of its endorsement. */
  private async isSilent({ noAutomaticMail, parentId }: Submission): Promise<boolean> {
    return (
      noAutomaticMail ||
      (parentId !== null &&
        (await this.database.manager.existsBy(Submission, { id: parentId, noAutomaticMail: true })))
    );
  }

  private async presentSignatory(signatory: Signatory, staff: Staff): Promise<CaseSignatoryDto> {
    const { id, publicId, state, version, publishOn, mergedInto } = signatory;
    const target =
      mergedInto && (await this.database.manager.findOneBy(Signatory, { id: mergedInto }));
    const possible = await this.signatoryGuards.possible(this.database.manager, signatory, staff);
    return {
      id,
      publicId,
      state,
      version,
      publishOn,
      mergedInto: target ? target.publicId : null,
      ...possible,
    };
  }

  private async presentDuplicates(submission: Submission): Promise<CaseDto['duplicates']> {
    const candidates = await this.guards.duplicates(this.database.manager, submission);
    return candidates.map((candidate) => {
      const { latitude: _, longitude: __, website: ___, ...shown } = candidate;
      return { ...shown, ...liken(candidate, submission.answers) };
    });
  }

  private async presentDocuments(submissionId: string): Promise<CaseDto['documents']> {
    const manager = this.database.manager;
    const opened = await openedDocuments(manager, submissionId);
    return (await this.documents.of(manager, submissionId)).map(
      ({
        id,
        kind,
        fileName,
        mediaType,
        bytes,
        sha256,
        findings,
        scan,
        cleanSha256,
        noCopy,
        signatures,
      }) => ({
        id,
        kind,
        fileName,
        mediaType,
        bytes,
        sha256: sha256.toString('hex'),
        findings,
        scan,
        cleanSha256: cleanSha256?.toString('hex') ?? null,
        noCopy,
        signatures,
        opened: opened.has(id),
      }),
    );
  }
}

function verdictsOf({ state }: Submission, { roles }: Staff): Verdict[] {
  const possible = possibleActions(submissionTransitions, state, roles);
  return verdicts.filter((verdict) => possible.includes(verdict));
}
